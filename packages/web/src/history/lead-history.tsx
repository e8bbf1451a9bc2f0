import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconArrowRight, IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { customFields } from "../api/fields.ts";
import { type Held, MemberText, memberName, wholeKey } from "../fields/member-text.tsx";
import type { Writing } from "../leads/columns.tsx";
import { dateTime } from "../lib/formats.ts";
import type { Texts } from "../texts/en.ts";
import classes from "./history.module.css";
import { historyOf, type LeadEvent } from "./history-queries.ts";

type Props = { lead: string; writing: Writing };

/** What was done to a lead, by whom: asked for when somebody wants to read it. */
export function LeadHistory({ lead, writing }: Props) {
  const { t } = writing;
  const [isOpen, setOpen] = useState(false);
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <section aria-label={t.panel.history}>
      <Title order={2} size="h6">
        <button
          type="button"
          className={classes.toggle}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <Chevron size={16} aria-hidden />
          {t.panel.history}
        </button>
      </Title>
      {isOpen && <Events lead={lead} writing={writing} />}
    </section>
  );
}

function Events({ lead, writing }: Props) {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(historyOf(lead));
  return (
    <Stack gap="sm" mt="xs" component="ol" className={classes.events}>
      {data?.pages.flatMap(({ events }) =>
        events.map((event) => <EventLine key={event.id} event={event} writing={writing} />),
      )}
      {hasNextPage && (
        <Button
          size="compact-sm"
          variant="subtle"
          loading={isFetchingNextPage}
          onClick={() => fetchNextPage()}
        >
          {writing.t.panel.olderHistory}
        </Button>
      )}
    </Stack>
  );
}

function EventLine({ event, writing }: { event: LeadEvent; writing: Writing }) {
  const { t, locale, users } = writing;
  const { data: fields = [] } = useQuery(customFields);
  const members = [...new Set(event.changes.map(({ field }) => wholeKey(field)))].filter(
    (member) => memberName(member, fields, t) !== undefined,
  );
  const deed = deedOf(event, t);
  if (!deed && members.length === 0) return null;
  const [from, to] = (["from", "to"] as const).map(
    (side): Held => Object.fromEntries(event.changes.map((change) => [change.field, change[side]])),
  );
  const who = users.get(event.user_id)?.name ?? `#${event.user_id}`;
  const when = dateTime(locale, event.time);
  return (
    <li>
      <Text size="sm">
        <b>{who}</b> {deed ?? t.panel.did.changed}
      </Text>
      {members.map((member) => (
        <Group key={member} gap={6} className={classes.change}>
          <span>{memberName(member, fields, t)}:</span>
          <span className={classes.before}>
            <MemberText {...{ member, fields, writing }} held={from ?? {}} />
          </span>
          <IconArrowRight size={14} aria-label={t.panel.became} />
          <span>
            <MemberText {...{ member, fields, writing }} held={to ?? {}} />
          </span>
        </Group>
      ))}
      <Text size="xs" c="dimmed">
        {when} · {event.source === "app" ? t.panel.viaApp : t.panel.viaApi}
      </Text>
    </li>
  );
}

/** What was done, where that has a word of its own. */
function deedOf({ action, changes }: LeadEvent, { panel: { did } }: Texts): string | undefined {
  if (action === "create") return did.added;
  const now = new Map(changes.map(({ field, to }) => [field, to]));
  if (now.has("is_archived")) return now.get("is_archived") ? did.archived : did.unarchived;
  if (now.has("was_seen")) return now.get("was_seen") ? did.seen : did.unseen;
  return undefined;
}

import { Badge, Button, Code, Group, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { IconChevronLeft } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { foyer } from "../api/foyer.ts";
import type { Delivery, Webhook } from "../api/settings.ts";
import { useSave } from "../app/use-save.ts";
import { SECTION_ID } from "../leads/focus-list.ts";
import { dateTime } from "../lib/formats.ts";
import { Row, RowButton, Rows } from "./parts.tsx";
import { ReplaySpan } from "./replay-span.tsx";
import classes from "./settings-page.module.css";
import { useWords } from "./words.ts";

type State = "pending" | "delivered" | "failed";
const ALL = "all";

/** Every event on its way to a webhook, the newest first. */
function useDeliveries(webhook: number, state: string) {
  return useInfiniteQuery({
    queryKey: ["deliveries", webhook, state],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const narrowed = state === ALL ? {} : { state: state as State };
      const from = pageParam === undefined ? {} : { cursor: pageParam };
      return await foyer.webhooks.deliveries(webhook, { limit: 50, ...narrowed, ...from }, { signal });
    },
    getNextPageParam: ({ next }) => (next && "cursor" in next ? next.cursor : undefined),
    refetchInterval: 5_000,
  });
}

export function Deliveries({ webhook }: { webhook: Webhook }) {
  const { s } = useWords();
  const [state, setState] = useState<string>(ALL);
  const [replaying, setReplaying] = useState(false);
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useDeliveries(webhook.id, state);
  const all = data?.pages.flatMap((page) => page.data);
  return (
    <Stack gap="lg">
      <div>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconChevronLeft size={16} aria-hidden />}
          renderRoot={(props) => (
            <Link to="/settings/$section" params={{ section: "webhooks" }} search={{}} {...props} />
          )}
        >
          {s.backToWebhooks}
        </Button>
      </div>
      <Group justify="space-between">
        <Title
          order={1}
          size="h3"
          id={SECTION_ID}
          tabIndex={-1}
          className={`${classes.what} mantine-focus-auto`}
        >
          {s.deliveriesOf(webhook.name || webhook.subscription_url)}
        </Title>
        <Button variant="default" onClick={() => setReplaying(true)}>
          {s.replaySpan}
        </Button>
      </Group>
      <SegmentedControl
        aria-label={s.deliveries}
        data={Object.entries(s.states).map(([value, label]) => ({ value, label }))}
        value={state}
        onChange={setState}
      />
      <Rows query={{ data: all, error }}>
        {(delivery) => <DeliveryRow key={delivery.id} {...{ webhook, delivery }} />}
      </Rows>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {s.more}
        </Button>
      )}
      {replaying && <ReplaySpan webhook={webhook.id} onClose={() => setReplaying(false)} />}
    </Stack>
  );
}

const colors: Record<string, string> = { pending: "gray", delivered: "green", failed: "red" };

/** When it is tried next: not before a pause of the webhook is over. */
function nextOf({ next_attempt_time: next }: Delivery, { banned_until: pause }: Webhook): string | null {
  return next !== null && pause !== null && pause > next ? pause : next;
}

function DeliveryRow({ webhook, delivery }: { webhook: Webhook; delivery: Delivery }) {
  const { s, locale } = useWords();
  const { save } = useSave();
  const [open, setOpen] = useState(false);
  const of = `${delivery.event} ${delivery.entity_id}`;
  const next = nextOf(delivery, webhook);
  const outcome = delivery.http_status ?? delivery.error;
  const details = [
    dateTime(locale, delivery.event_time),
    delivery.attempts > 0 && s.attempts(delivery.attempts),
    outcome !== null && `${outcome}`,
    delivery.duration_ms !== null && `${delivery.duration_ms} ms`,
    next && s.nextAttempt(dateTime(locale, next)),
  ];
  return (
    <Row
      title={
        <Group gap={6}>
          {delivery.event}
          <Text component="span" size="sm" c="dimmed">
            {delivery.entity_id}
          </Text>
          <Badge
            variant="light"
            size="sm"
            tt="none"
            color={colors[delivery.state] ?? "gray"}
            c="var(--mantine-color-text)"
          >
            {s.states[delivery.state as State] ?? delivery.state}
          </Badge>
        </Group>
      }
      detail={details.filter(Boolean).join(" · ")}
      actions={
        <>
          <RowButton label={open ? s.hidePayload : s.payload} of={of} onClick={() => setOpen(!open)} />
          <RowButton
            label={s.replay}
            of={of}
            onClick={() =>
              save(() => foyer.webhooks.replayDelivery(webhook.id, delivery.id), { said: s.replayed })
            }
          />
        </>
      }
    >
      {open && <Payload webhook={webhook.id} id={delivery.id} />}
    </Row>
  );
}

function Payload({ webhook, id }: { webhook: number; id: number }) {
  const { data } = useQuery({
    queryKey: ["delivery", webhook, id],
    queryFn: ({ signal }) => foyer.webhooks.delivery(webhook, id, { signal }),
  });
  return (
    <Code block className={classes.payload} tabIndex={0}>
      {data ? JSON.stringify(data.payload, undefined, 2) : "…"}
    </Code>
  );
}

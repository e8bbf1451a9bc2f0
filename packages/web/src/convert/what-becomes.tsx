import { Stack, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { type CustomField, customFields } from "../api/fields.ts";
import type { IntoPreview } from "../api/open-deals.ts";
import { person } from "../api/queries.ts";
import type { Lead } from "../api/types.ts";
import { type Held, MemberText, memberName, wholeKey } from "../fields/member-text.tsx";
import type { Writing } from "../leads/columns.tsx";
import { LabelBadges } from "../leads/label-badges.tsx";
import { useWriting } from "../leads/use-writing.ts";
import classes from "./convert.module.css";
import { useConvertTexts } from "./texts.ts";

type Props = { lead: Lead; preview: IntoPreview };
type Drawn = { fields: readonly CustomField[]; writing: Writing };

/** What a deal would get of a lead, what it keeps, and what comes along. */
export function WhatBecomes({ lead, preview }: Props) {
  const m = useConvertTexts();
  const writing = useWriting();
  const { data: fields = [] } = useQuery(customFields);
  const drawn = { fields, writing };
  const given = heldOf(lead, preview.changes, "to");
  if (preview.labels_added.length > 0) given.label_ids = preview.labels_added;
  const filled = membersOf(given, drawn);
  const own = heldOf(lead, preview.kept, "deal");
  delete own.title; // that of either stands above
  const kept = membersOf(own, drawn);
  return (
    <Stack gap="sm" className={classes.preview}>
      <Text size="sm" role="status">
        {m.summary(filled.length, kept.length)}
      </Text>
      <Part title={m.filled}>
        {filled.length === 0 && <Text size="sm">{m.nothing}</Text>}
        <Table layout="fixed" verticalSpacing={4} className={classes.table}>
          <Table.Tbody>
            {filled.map((member) => (
              <Table.Tr key={member}>
                <Table.Th scope="row" w="34%">
                  {memberName(member, fields, writing.t)}
                </Table.Th>
                <Table.Td>
                  <MemberText {...{ member, ...drawn }} held={given} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Part>
      {kept.length > 0 && (
        <Part title={m.kept}>
          <KeptTable members={kept} own={own} other={heldOf(lead, preview.kept, "lead")} {...drawn} />
        </Part>
      )}
      <Along preview={preview} />
      {preview.labels_left.length > 0 && (
        <Part title={m.left}>
          <LabelBadges ids={preview.labels_left} labels={writing.labels} />
        </Part>
      )}
    </Stack>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <Text size="sm" fw={600} aria-hidden>
        {title}
      </Text>
      {children}
    </section>
  );
}

type Kept = Drawn & { members: readonly string[]; own: Held; other: Held };

function KeptTable({ members, own, other, ...drawn }: Kept) {
  const m = useConvertTexts();
  return (
    <Table layout="fixed" verticalSpacing={4} className={classes.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="34%">{m.field}</Table.Th>
          <Table.Th>{m.inDeal}</Table.Th>
          <Table.Th>{m.inLead}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {members.map((member) => (
          <Table.Tr key={member}>
            <Table.Th scope="row">{memberName(member, drawn.fields, drawn.writing.t)}</Table.Th>
            <Table.Td>
              <MemberText {...{ member, ...drawn }} held={own} />
            </Table.Td>
            <Table.Td c="dimmed">
              <s>
                <MemberText {...{ member, ...drawn }} held={other} />
              </s>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Along({ preview }: { preview: IntoPreview }) {
  const m = useConvertTexts();
  const { notes, activities, followers, participant_id, changes } = preview;
  const { data: participant } = useQuery({
    ...person(participant_id ?? 0),
    enabled: participant_id !== null,
  });
  const lines = [
    notes > 0 && m.notes(notes),
    activities > 0 && m.activities(activities),
    followers > 0 && m.followers(followers),
    participant_id !== null && m.participant(participant?.name ?? `#${participant_id}`),
    changes.some(({ field }) => field === "source_lead_id") && m.source,
  ].filter((line) => line !== false);
  if (lines.length === 0) return null;
  return (
    <Part title={m.along}>
      <ul className={classes.lines}>
        {lines.map((line) => (
          <Text key={line} component="li" size="sm">
            {line}
          </Text>
        ))}
      </ul>
    </Part>
  );
}

type Told<Side extends string> = readonly (Readonly<Record<Side, unknown>> & { field: string })[];

/** One side of what a preview tells, by the names leads have for it. */
function heldOf<Side extends string>(lead: Lead, told: Told<Side>, side: Side): Record<string, unknown> {
  const {
    value,
    org_id,
    currency,
    label_ids: _,
    ...held
  } = Object.fromEntries(told.map((one) => [one.field, one[side]]));
  return {
    ...(value !== undefined && { value: { amount: value, currency: currency ?? lead.value?.currency } }),
    ...(org_id !== undefined && { organization_id: org_id }),
    ...held,
  };
}

/** What there is a name for, each custom field once. */
const membersOf = (held: Held, { fields, writing }: Drawn): string[] =>
  [...new Set(Object.keys(held).map(wholeKey))].filter(
    (member) => memberName(member, fields, writing.t) !== undefined,
  );

import { type ReactNode, Suspense } from "react";
import { NextActivity } from "../activities/next-activity.tsx";
import type { CustomField } from "../api/fields.ts";
import type { Lead, LeadLabel, User } from "../api/types.ts";
import { date, day, money } from "../lib/formats.ts";
import { lazyPart } from "../lib/lazy-part.ts";
import type { Texts } from "../texts/en.ts";
import { LabelBadges } from "./label-badges.tsx";
import type { LeadRights } from "./use-lead-rights.ts";
import type { LeadRow } from "./use-lead-rows.ts";

/** What cells are written with. */
export type Writing = {
  t: Texts;
  locale: string;
  /** The time zone of whoever is signed in. */
  zone: string;
  users: ReadonlyMap<number, User>;
  /** What may be done to leads. */
  may: LeadRights;
  labels: ReadonlyMap<string, LeadLabel>;
};

export type Column = {
  id: ColumnId;
  name: (t: Texts) => string;
  /** Pixels, unless somebody chose otherwise. */
  width: number;
  /** What a list is asked to be sorted by for it. */
  sort: string;
  align?: "end";
  cell: (row: LeadRow, writing: Writing) => ReactNode;
};

/** A custom field goes by its key. */
export type ColumnId = BuiltIn | (string & {});
type BuiltIn =
  | "title"
  | "labels"
  | "value"
  | "next"
  | "owner"
  | "person"
  | "organization"
  | "source"
  | "close"
  | "created"
  | "updated";

const ownerName = ({ owner_id }: Lead, { users }: Writing): string =>
  users.get(owner_id)?.name ?? `#${owner_id}`;

/** In the order they stand. */
export const columns: readonly Column[] = [
  { id: "title", name: (t) => t.title, width: 300, sort: "title", cell: ({ lead }) => lead.title },
  {
    id: "labels",
    name: (t) => t.labels,
    width: 150,
    sort: "labels",
    cell: ({ lead }, { labels }) => <LabelBadges ids={lead.label_ids} labels={labels} />,
  },
  {
    id: "value",
    name: (t) => t.value,
    width: 140,
    sort: "value",
    align: "end",
    cell: ({ lead }, { locale }) => lead.value && money(locale, lead.value),
  },
  {
    id: "next",
    name: (t) => t.panel.nextActivity,
    width: 190,
    sort: "next_activity",
    cell: ({ lead, related }, writing) => {
      const next = lead.next_activity_id && related.activity[lead.next_activity_id];
      return next && <NextActivity activity={next} writing={writing} />;
    },
  },
  {
    id: "person",
    name: (t) => t.person,
    width: 160,
    sort: "person",
    cell: ({ lead, related }) => lead.person_id && related.person[lead.person_id]?.name,
  },
  {
    id: "organization",
    name: (t) => t.organization,
    width: 180,
    sort: "organization",
    cell: ({ lead, related }) => lead.organization_id && related.organization[lead.organization_id]?.name,
  },
  {
    id: "owner",
    name: (t) => t.owner,
    width: 140,
    sort: "owner",
    cell: ({ lead }, w) => ownerName(lead, w),
  },
  { id: "source", name: (t) => t.source, width: 130, sort: "source", cell: ({ lead }) => lead.source_name },
  {
    id: "close",
    name: (t) => t.closeDate,
    width: 130,
    sort: "expected_close_date",
    cell: ({ lead }, { locale }) => lead.expected_close_date && day(locale, lead.expected_close_date),
  },
  {
    id: "created",
    name: (t) => t.created,
    width: 120,
    sort: "add_time",
    cell: ({ lead }, { locale }) => date(locale, lead.add_time),
  },
  {
    id: "updated",
    name: (t) => t.updated,
    width: 120,
    sort: "update_time",
    cell: ({ lead }, { locale }) => date(locale, lead.update_time),
  },
];

const MemberText = lazyPart(() => import("../fields/member-text.tsx"), "MemberText");

/** The column of a custom field, which is named by its key. Hidden unless chosen. */
export const customColumn = (field: CustomField): Column => ({
  id: field.key,
  name: () => field.name,
  width: 150,
  sort: field.key,
  ...(["double", "monetary"].includes(field.field_type) && { align: "end" }),
  cell: ({ lead }, writing) => (
    <Suspense>
      <MemberText member={field.key} held={lead} fields={[field]} writing={writing} />
    </Suspense>
  ),
});

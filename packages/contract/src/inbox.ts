import * as Type from "typebox";
import { Activity } from "./activities.ts";
import { endpoint } from "./endpoint.ts";
import { FilterConditionsInput } from "./filters.ts";
import { Lead, LeadListQuery, leadSortFields } from "./leads.ts";
import { Id, Text } from "./scalars.ts";

const Named = Type.Object({ id: Id, name: Type.String() });

const { id, subject, type, due_date, due_time, done } = Activity.properties;

/** As much of an activity as a list shows. */
export const ActivityBrief = Type.Object({ id, subject, type, due_date, due_time, done });
export type ActivityBrief = Type.Static<typeof ActivityBrief>;

/** What the leads of a page point at, by id, as far as the caller may see it. */
export const InboxRelated = Type.Object({
  person: Type.Record(Type.String(), Named),
  organization: Type.Record(Type.String(), Named),
  activity: Type.Record(Type.String(), ActivityBrief),
});
export type InboxRelated = Type.Static<typeof InboxRelated>;

const { start, limit, sort: _sort, filter_id: _filter, ...narrowing } = LeadListQuery.properties;

/** Which leads are meant. Whatever is given narrows further; nothing means every lead that is not archived. */
export const LeadSelection = Type.Object({
  ...narrowing,
  filter_id: Type.Optional(Type.Integer({ description: "A saved filter of leads" })),
  conditions: Type.Optional(FilterConditionsInput),
  term: Type.Optional(
    Text({
      maxLength: 255,
      description:
        "Words, or their beginnings, in the title, the custom fields or the notes; or the name of the person or organization. At least two characters",
    }),
  ),
});
export type LeadSelection = Type.Static<typeof LeadSelection>;

/** What the inbox sorts by beside the fields of the API: what it shows. */
export const shownSortFields = [
  "value",
  "labels",
  "next_activity",
  "owner",
  "person",
  "organization",
  "source",
] as const;
export type ShownSortField = (typeof shownSortFields)[number];

const sort = Type.Optional(
  Type.String({
    maxLength: 500,
    description: `Fields and directions as of \`getLeads\`: \`title ASC, add_time DESC\`. Fields: ${leadSortFields.join(", ")}. Or one of these alone: ${shownSortFields.join(", ")}, or the key of a custom field: \`value DESC\`. Leads that show nothing there come last in either direction`,
  }),
);

/** Query of `getInbox`. */
export const InboxQuery = Type.Object({ start, limit, sort, ...LeadSelection.properties });
export type InboxQuery = Type.Static<typeof InboxQuery>;

export const LeadCount = Type.Object({
  count: Type.Integer(),
  more: Type.Boolean({ description: "Whether there may be more than that" }),
});
export type LeadCount = Type.Static<typeof LeadCount>;

const common = { family: "v2", tag: "Inbox", scopes: ["leads:read", "leads:full"], status: 200 } as const;

/**
 * A page of leads, with the names a person reads beside a lead. `conditions` are sent as JSON. What a `term` finds comes
 * newest first unless sorted otherwise.
 *
 * By `value` it is sorted by the amount, by `labels` and by a field of several options by the first of each lead (labels
 * in the order of their names, options in their own), by `next_activity` by the day and time it is due, by `owner`,
 * `person` and `organization` by name. A name the caller may not see is none. What is alike, and what shows nothing, is
 * listed oldest first, or newest first with `DESC`.
 */
export const getInbox = endpoint({
  ...common,
  operation: "getInbox",
  method: "GET",
  path: "/foyer/leads",
  summary: "List leads with the names of what they point at",
  cost: 20,
  query: InboxQuery,
  data: Lead,
  list: "offset",
  related: InboxRelated,
});

/**
 * How many leads a list holds: asked for apart, so that no list waits for it. Where counting them all would take long,
 * `more` is true and `count` says how many there are at least.
 */
export const countInbox = endpoint({
  ...common,
  operation: "countInbox",
  method: "GET",
  path: "/foyer/leads/count",
  summary: "Count the leads of a list",
  cost: 20,
  query: LeadSelection,
  data: LeadCount,
});

export const inboxEndpoints = [getInbox, countInbox];

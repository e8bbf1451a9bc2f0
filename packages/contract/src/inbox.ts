import * as Type from "typebox";
import { endpoint } from "./endpoint.ts";
import { Lead, LeadListQuery } from "./leads.ts";
import { Id } from "./scalars.ts";

const Named = Type.Object({ id: Id, name: Type.String() });

/** What the leads of a page point at, by id, as far as the caller may see it. */
export const InboxRelated = Type.Object({
  person: Type.Record(Type.String(), Named),
  organization: Type.Record(Type.String(), Named),
});
export type InboxRelated = Type.Static<typeof InboxRelated>;

const { start: _start, limit: _limit, sort: _sort, ...narrowing } = LeadListQuery.properties;

/** What narrows a list of leads: of a page, of a count, of what a bulk is to change. */
export const inboxNarrowing = narrowing;

const common = { family: "v2", tag: "Inbox", scopes: ["leads:read", "leads:full"], status: 200 } as const;

/** As `getLeads`, with the names a person reads beside a lead. */
export const getInbox = endpoint({
  ...common,
  operation: "getInbox",
  method: "GET",
  path: "/foyer/leads",
  summary: "List leads with the names of what they point at",
  cost: 20,
  query: LeadListQuery,
  data: Lead,
  list: "offset",
  related: InboxRelated,
});

/** How many leads a list holds: asked for apart, so that no list waits for it. */
export const countInbox = endpoint({
  ...common,
  operation: "countInbox",
  method: "GET",
  path: "/foyer/leads/count",
  summary: "Count the leads of a list",
  cost: 20,
  query: Type.Object(inboxNarrowing),
  data: Type.Object({ count: Type.Integer() }),
});

export const inboxEndpoints = [getInbox, countInbox];

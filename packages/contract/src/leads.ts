import * as Type from "typebox";
import { endpoint } from "./endpoint.ts";
import { flatFields } from "./fields.ts";
import {
  Day,
  Id,
  MomentInput,
  MsTime,
  Name,
  Nullable,
  offsetQuery,
  Text,
  Uuid,
  VisibleTo,
} from "./scalars.ts";

/** Both members are required: half a value is refused. */
export const LeadValue = Type.Object({
  amount: Type.Number({ minimum: -1e15, maximum: 1e15 }),
  currency: Type.String({ minLength: 3, maxLength: 3, format: "text", description: "ISO 4217 code" }),
});
export type LeadValue = Type.Static<typeof LeadValue>;

/**
 * A lead as Pipedrive answers it: every key, always, in this order (recorded from the live service 2026-04).
 * Custom fields that hold a value follow as further keys of 40 hexadecimal characters.
 */
export const Lead = Type.Object(
  {
    id: Type.String({ format: "guid", description: "UUID v1; its time is add_time" }),
    title: Type.String(),
    owner_id: Id,
    creator_id: Id,
    label_ids: Type.Array(Uuid),
    value: Nullable(LeadValue),
    expected_close_date: Nullable(Day),
    person_id: Nullable(Id),
    organization_id: Nullable(Id),
    is_archived: Type.Boolean(),
    archive_time: Nullable(MsTime),
    source_name: Type.String(),
    source_deal_id: Nullable(Id),
    origin: Type.String(),
    origin_id: Nullable(Type.String()),
    channel: Nullable(Type.Integer()),
    channel_id: Nullable(Type.String()),
    was_seen: Type.Boolean(),
    next_activity_id: Nullable(Id),
    add_time: MsTime,
    update_time: MsTime,
    visible_to: VisibleTo,
    cc_email: Type.String({ description: "Mail sent here is linked to the lead" }),
  },
  flatFields(Type.Union([Type.String(), Type.Number()])),
);
export type Lead = Type.Static<typeof Lead>;

const written = {
  owner_id: Type.Optional(Id),
  label_ids: Type.Optional(Type.Array(Uuid, { maxItems: 100 })),
  person_id: Type.Optional(Nullable(Id)),
  organization_id: Type.Optional(Nullable(Id)),
  value: Type.Optional(Nullable(LeadValue)),
  expected_close_date: Type.Optional(Nullable(Day)),
  visible_to: Type.Optional(VisibleTo),
  was_seen: Type.Optional(Type.Boolean()),
  channel: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 2_147_483_647 }))),
  channel_id: Type.Optional(Nullable(Text({ maxLength: 255 }))),
};

/** What `addLead` takes. A person or an organization is required. */
export const LeadCreate = Type.Object(
  {
    title: Name("The name of the lead"),
    ...written,
    origin_id: Type.Optional(Nullable(Text({ maxLength: 255 }))),
  },
  flatFields(Type.Unknown()),
);
export type LeadCreate = Type.Static<typeof LeadCreate>;

/** What `updateLead` takes. Only the keys sent change; null unsets. */
export const LeadUpdate = Type.Object(
  {
    title: Type.Optional(Name("The name of the lead")),
    ...written,
    is_archived: Type.Optional(Type.Boolean()),
  },
  flatFields(Type.Unknown()),
);
export type LeadUpdate = Type.Static<typeof LeadUpdate>;

/** Fields a lead list can be sorted by. */
export const leadSortFields = [
  "id",
  "title",
  "owner_id",
  "creator_id",
  "was_seen",
  "expected_close_date",
  "next_activity_id",
  "add_time",
  "update_time",
] as const;
export type LeadSortField = (typeof leadSortFields)[number];

const listQuery = {
  ...offsetQuery,
  owner_id: Type.Optional(Id),
  person_id: Type.Optional(Id),
  organization_id: Type.Optional(Id),
  filter_id: Type.Optional(Type.Integer({ description: "Takes precedence over the three ids" })),
  sort: Type.Optional(
    Type.String({
      maxLength: 500,
      description: `Fields and directions: \`title ASC, add_time DESC\`. Fields: ${leadSortFields.join(", ")}`,
    }),
  ),
};

/** Query of `getLeads`. */
export const LeadListQuery = Type.Object({
  ...listQuery,
  updated_since: Type.Optional(MomentInput),
  archived_status: Type.Optional(
    Type.Enum(["archived", "not_archived", "all"], {
      description: "Sent by official clients up to 25. Without it the list holds leads that are not archived",
    }),
  ),
});
export type LeadListQuery = Type.Static<typeof LeadListQuery>;

const leadPath = Type.Object({ id: Uuid });
const read = ["leads:read", "leads:full"] as const;
const write = ["leads:full"] as const;
const common = { family: "leads", tag: "Leads" } as const;

export const getLeads = endpoint({
  ...common,
  operation: "getLeads",
  method: "GET",
  path: "/v1/leads",
  summary: "List leads that are not archived, oldest first",
  scopes: read,
  cost: 20,
  query: LeadListQuery,
  status: 200,
  data: Lead,
  list: "offset",
});

export const getArchivedLeads = endpoint({
  ...common,
  operation: "getArchivedLeads",
  method: "GET",
  path: "/v1/leads/archived",
  summary: "List archived leads, oldest first",
  scopes: read,
  cost: 40,
  query: Type.Object(listQuery),
  status: 200,
  data: Lead,
  list: "offset",
});

export const addLead = endpoint({
  ...common,
  operation: "addLead",
  method: "POST",
  path: "/v1/leads",
  summary: "Add a lead",
  scopes: write,
  cost: 10,
  body: LeadCreate,
  status: 201, // a lead answers 201 where a label answers 200
  data: Lead,
});

export const getLead = endpoint({
  ...common,
  operation: "getLead",
  method: "GET",
  path: "/v1/leads/{id}",
  summary: "Read a lead, archived or not",
  scopes: read,
  cost: 2,
  params: leadPath,
  status: 200,
  data: Lead,
});

export const updateLead = endpoint({
  ...common,
  operation: "updateLead",
  conditional: true,
  method: "PATCH",
  alsoMethod: "PUT",
  path: "/v1/leads/{id}",
  summary: "Change the given properties of a lead",
  scopes: write,
  cost: 10,
  params: leadPath,
  body: LeadUpdate,
  status: 200,
  data: Lead,
});

export const deleteLead = endpoint({
  ...common,
  operation: "deleteLead",
  conditional: true,
  method: "DELETE",
  path: "/v1/leads/{id}",
  summary: "Delete a lead",
  scopes: write,
  cost: 6,
  params: leadPath,
  status: 200,
  data: Type.Object({ id: Uuid }),
});

export const getLeadUsers = endpoint({
  ...common,
  operation: "getLeadUsers",
  method: "GET",
  path: "/v1/leads/{id}/permittedUsers",
  summary: "List the ids of the users who may see a lead",
  scopes: read,
  cost: 10,
  params: leadPath,
  status: 200,
  data: Id,
  list: "all",
});

export const leadEndpoints = [
  getLeads,
  getArchivedLeads,
  addLead,
  getLead,
  updateLead,
  deleteLead,
  getLeadUsers,
];

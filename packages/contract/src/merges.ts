import * as Type from "typebox";
import { endpoint } from "./endpoint.ts";
import { Lead } from "./leads.ts";
import { Id, Nullable, Uuid } from "./scalars.ts";

const strict = { additionalProperties: false };

/** Members of a lead that can be taken from either lead; custom fields, by their keys, can too. */
export const mergeableFields = [
  "title",
  "owner_id",
  "person_id",
  "organization_id",
  "value",
  "expected_close_date",
  "visible_to",
  "channel",
  "channel_id",
] as const;
export type MergeableField = (typeof mergeableFields)[number];

/** Which leads become one, and what the one takes from which. */
export const MergeCreate = Type.Object(
  {
    loser_ids: Type.Array(Uuid, { minItems: 1, maxItems: 20, description: "The leads that go" }),
    fields: Type.Optional(
      Type.Record(Type.String(), Uuid, {
        description: `The lead whose value stays, by field: ${mergeableFields.join(", ")}, or the key of a custom field. Unless said, the one that stays keeps what it has, and takes what it lacks from the first that has it`,
      }),
    ),
  },
  strict,
);
export type MergeCreate = Type.Static<typeof MergeCreate>;

/** A field in which the leads differ. */
const MergeField = Type.Object({
  field: Type.String(),
  lead_id: { ...Nullable(Uuid), description: "Whose value stays; null where none has one" },
  values: Type.Array(
    Type.Object({
      lead_id: Uuid,
      value: Type.Unknown({
        description: "null where the lead has none; the value's parts by key, of a custom field",
      }),
    }),
  ),
});
export type MergeField = Type.Static<typeof MergeField>;

/** What would become of a merge. */
export const MergePreview = Type.Object({
  lead: Lead,
  fields: Type.Array(MergeField),
  moves: Type.Object(
    { notes: Type.Integer(), activities: Type.Integer(), followers: Type.Integer() },
    { description: "How much the lead that stays gets of the others" },
  ),
});
export type MergePreview = Type.Static<typeof MergePreview>;

/** What became of a merge. */
export const Merge = Type.Object({
  lead: Lead,
  merged_ids: Type.Array(Uuid),
  operation_id: { ...Id, description: "By which it is undone: POST /foyer/undo/{operation_id}" },
});
export type Merge = Type.Static<typeof Merge>;

const common = {
  family: "v2",
  tag: "Inbox",
  method: "POST",
  scopes: ["leads:full"],
  params: Type.Object({ id: Uuid }),
  body: MergeCreate,
  status: 200,
} as const;

export const previewMerge = endpoint({
  ...common,
  operation: "previewMerge",
  path: "/foyer/leads/{id}/merge/preview",
  summary: "Show what a merge would make of leads, and change nothing",
  cost: 10,
  data: MergePreview,
});

export const mergeLeads = endpoint({
  ...common,
  operation: "mergeLeads",
  path: "/foyer/leads/{id}/merge",
  summary: "Merge leads into one, which keeps its id and gets what hangs on the others",
  cost: 40,
  data: Merge,
});

export const mergeEndpoints = [previewMerge, mergeLeads];

import * as Type from "typebox";
import { endpoint } from "./endpoint.ts";
import { Lead } from "./leads.ts";
import { cursorQuery, Nullable, Uuid } from "./scalars.ts";

/** Something two leads agree on. */
export const LikenessReason = Type.Object({
  kind: Type.Enum(["person", "email", "phone", "person_name", "organization", "organization_name", "title"], {
    description:
      "person and organization are the very same, person_name and organization_name others of that name",
  }),
  value: Type.String({ description: "What the other lead has: a name, a mailbox, a number, a title" }),
});
export type LikenessReason = Type.Static<typeof LikenessReason>;

/** A lead that looks like another. */
export const SimilarLead = Type.Object({
  lead: Lead,
  person_name: Nullable(Type.String()),
  organization_name: Nullable(Type.String()),
  score: Type.Number({
    minimum: 0,
    maximum: 1,
    description: "0.7 and above: most likely the same, entered twice",
  }),
  reasons: Type.Array(LikenessReason),
});
export type SimilarLead = Type.Static<typeof SimilarLead>;

/** From this score on two leads are most likely one. */
export const LIKELY_DUPLICATE = 0.7;

export const getLeadDuplicates = endpoint({
  family: "v2",
  tag: "Inbox",
  operation: "getLeadDuplicates",
  method: "GET",
  path: "/foyer/leads/{id}/duplicates",
  summary: "List leads that look like a lead, those most like it first",
  scopes: ["leads:read", "leads:full"],
  cost: 20,
  params: Type.Object({ id: Uuid }),
  query: Type.Object(
    {
      min_score: Type.Optional(Type.Number({ minimum: 0, maximum: 1, description: "0.4 unless given" })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: "20 unless given" })),
    },
    { additionalProperties: false },
  ),
  status: 200,
  data: SimilarLead,
  list: "all",
});

/** Two leads that look alike. */
export const DuplicatePair = Type.Object({ lead: Lead, like: SimilarLead });
export type DuplicatePair = Type.Static<typeof DuplicatePair>;

const pairsQuery = {
  cursor: cursorQuery.cursor,
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 25,
      description: "Leads that are looked at per page: 10 unless given",
    }),
  ),
  min_score: Type.Optional(Type.Number({ minimum: 0, maximum: 1, description: "0.7 unless given" })),
};
export const DuplicatesQuery = Type.Object(pairsQuery, { additionalProperties: false });
export type DuplicatesQuery = Type.Static<typeof DuplicatesQuery>;

export const getDuplicates = endpoint({
  family: "v2",
  tag: "Inbox",
  operation: "getDuplicates",
  method: "GET",
  path: "/foyer/duplicates",
  summary: "List pairs of leads that look alike, from the newest lead on: pages may be empty before the last",
  scopes: ["leads:read", "leads:full"],
  cost: 20,
  query: DuplicatesQuery,
  status: 200,
  data: DuplicatePair,
  list: "cursor",
});

export const duplicateEndpoints = [getLeadDuplicates, getDuplicates];

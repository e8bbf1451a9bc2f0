import * as Type from "typebox";
import { OwnerV1, RelatedV1 } from "./contacts.ts";
import { DealPersonV1 } from "./deal-shapes-v1.ts";
import { dealPath, readDeals, writeDeals } from "./deals.ts";
import { endpoint } from "./endpoint.ts";
import { PersonV1 } from "./persons-v1.ts";
import { Id, offsetQuery, SpacedTime } from "./scalars.ts";

/** A person who takes part in a deal: its contact person does, and whoever is added. */
export const DealParticipant = Type.Object({
  id: Id,
  person_id: DealPersonV1,
  add_time: SpacedTime,
  active_flag: Type.Boolean(),
  related_item_data: Type.Object({ deal_id: Id, title: Type.String() }),
  person: PersonV1,
  added_by_user_id: OwnerV1,
  related_item_type: Type.Literal("deal"),
  related_item_id: Id,
});
export type DealParticipant = Type.Static<typeof DealParticipant>;

const related = Type.Object({
  user: RelatedV1.properties.user,
  person: Type.Record(Type.String(), Type.Object({ id: Id, name: Type.String() })),
  organization: RelatedV1.properties.organization,
});
const common = { family: "v1", tag: "Deals (v1)", status: 200, params: dealPath } as const;

export const getDealParticipants = endpoint({
  ...common,
  related,
  operation: "getDealParticipants",
  method: "GET",
  path: "/v1/deals/{id}/participants",
  summary: "List the persons who take part in a deal",
  scopes: readDeals,
  cost: 10,
  query: Type.Object(offsetQuery),
  data: DealParticipant,
  list: "offset",
});

export const addDealParticipant = endpoint({
  ...common,
  related,
  operation: "addDealParticipant",
  method: "POST",
  path: "/v1/deals/{id}/participants",
  summary: "Let a person take part in a deal",
  scopes: writeDeals,
  cost: 10,
  body: Type.Object({ person_id: Id }),
  data: DealParticipant,
});

export const deleteDealParticipant = endpoint({
  ...common,
  operation: "deleteDealParticipant",
  method: "DELETE",
  path: "/v1/deals/{id}/participants/{deal_participant_id}",
  summary: "Take a participant off a deal",
  scopes: writeDeals,
  cost: 6,
  params: Type.Object({ id: Id, deal_participant_id: Id }),
  data: Type.Object({ id: Id }),
});

export const dealParticipantEndpoints = [getDealParticipants, addDealParticipant, deleteDealParticipant];

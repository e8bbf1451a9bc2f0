import * as Type from "typebox";
import { DealStatus } from "./deals.ts";
import { Id, Nullable, SpacedTime, Uuid, VisibleToNumber } from "./scalars.ts";

/** Texts of an item in which the term was found. */
const Texts = Type.Array(Type.String());
const Owner = Type.Object({ id: Id });
const OrganizationBrief = Type.Object({ id: Id, name: Type.String(), address: Nullable(Type.String()) });

/** A lead as search shows it. `value` is a bare number here. */
export const LeadSearchItem = Type.Object({
  id: Uuid,
  type: Type.Literal("lead"),
  title: Type.String(),
  owner: Owner,
  person: Nullable(Type.Object({ id: Id, name: Type.String() })),
  organization: Nullable(OrganizationBrief),
  phones: Texts,
  emails: Texts,
  custom_fields: Texts,
  notes: Texts,
  value: Nullable(Type.Number()),
  currency: Nullable(Type.String()),
  visible_to: VisibleToNumber,
  is_archived: Type.Boolean(),
  was_seen: Type.Optional(Type.Boolean({ description: "With `include_fields=lead.was_seen`" })),
});
export type LeadSearchItem = Type.Static<typeof LeadSearchItem>;

/** A deal as search shows it. */
export const DealSearchItem = Type.Object({
  id: Id,
  type: Type.Literal("deal"),
  title: Type.String(),
  value: Type.Number(),
  currency: Type.String(),
  status: DealStatus,
  visible_to: VisibleToNumber,
  owner: Owner,
  stage: Type.Object({ id: Id, name: Type.String() }),
  person: Nullable(Type.Object({ id: Id, name: Type.String() })),
  organization: Nullable(OrganizationBrief),
  custom_fields: Texts,
  notes: Texts,
  is_archived: Type.Boolean(),
  cc_email: Type.Optional(Type.String({ description: "With `include_fields=deal.cc_email`" })),
});
export type DealSearchItem = Type.Static<typeof DealSearchItem>;

/** A person as search shows it (recorded from the live service 2026-04). */
export const PersonSearchItem = Type.Object({
  id: Id,
  type: Type.Literal("person"),
  name: Type.String(),
  phones: Texts,
  emails: Texts,
  primary_email: Nullable(Type.String()),
  visible_to: VisibleToNumber,
  owner: Owner,
  organization: Nullable(OrganizationBrief),
  custom_fields: Texts,
  notes: Texts,
  update_time: Nullable(SpacedTime),
  picture: Type.Optional(Type.Null({ description: "With `include_fields=person.picture`" })),
});
export type PersonSearchItem = Type.Static<typeof PersonSearchItem>;

/** An organization as search shows it. */
export const OrganizationSearchItem = Type.Object({
  id: Id,
  type: Type.Literal("organization"),
  name: Type.String(),
  address: Nullable(Type.String()),
  visible_to: VisibleToNumber,
  owner: Owner,
  custom_fields: Texts,
  notes: Texts,
});
export type OrganizationSearchItem = Type.Static<typeof OrganizationSearchItem>;

export type SearchItem = DealSearchItem | LeadSearchItem | PersonSearchItem | OrganizationSearchItem;

/** An item and how well it meets the term: higher is better. */
export const found = <T extends Type.TSchema>(item: T) => Type.Object({ result_score: Type.Number(), item });
export type Found<T> = { result_score: number; item: T };

/** A value under the key of its field, with the id of its item where ids are asked for. */
export const FoundField = Type.Object(
  { id: Type.Optional(Type.Union([Id, Uuid])) },
  { additionalProperties: Type.Unknown() },
);
export type FoundField = Type.Static<typeof FoundField>;

import * as Type from "typebox";
import { DealStatus } from "./deals.ts";
import { cursorQuery, Id, offsetQuery, Text } from "./scalars.ts";

const csv = (names: readonly string[], description: string) =>
  Type.Optional(Type.String({ maxLength: 500, description: `${description}: ${names.join(", ")}` }));

const term = Text({
  minLength: 1,
  maxLength: 1_000,
  description: "At least 2 characters, or 1 of an exact match",
});
const exact_match = Type.Optional(
  Type.Boolean({ description: "Only whole values that are the term, in any case" }),
);

/** Fields each kind of items is searched in. */
export const searchFields = {
  lead: ["custom_fields", "notes", "title"],
  deal: ["custom_fields", "notes", "title"],
  person: ["custom_fields", "email", "name", "notes", "phone"],
  organization: ["address", "custom_fields", "name", "notes"],
} as const;

/** Further members of items that may be asked for. Foyer has no pictures, and no products to find. */
export const searchIncludes = {
  lead: ["lead.was_seen"],
  deal: ["deal.cc_email"],
  person: ["person.picture"],
  any: ["deal.cc_email", "person.picture", "product.price"],
} as const;

const leadQuery = {
  term,
  fields: csv(searchFields.lead, "Where to look; everywhere unless given"),
  exact_match,
  person_id: Type.Optional(Id),
  organization_id: Type.Optional(Id),
  include_fields: csv(searchIncludes.lead, "Further members"),
};
const dealQuery = {
  term,
  fields: csv(searchFields.deal, "Where to look; everywhere unless given"),
  exact_match,
  person_id: Type.Optional(Id),
  organization_id: Type.Optional(Id),
  status: Type.Optional(DealStatus),
  include_fields: csv(searchIncludes.deal, "Further members"),
};
const personQuery = {
  term,
  fields: csv(searchFields.person, "Where to look; everywhere unless given"),
  exact_match,
  organization_id: Type.Optional(Id),
  include_fields: csv(searchIncludes.person, "Further members"),
};
const organizationQuery = {
  term,
  fields: csv(searchFields.organization, "Where to look; everywhere unless given"),
  exact_match,
};

const strict = { additionalProperties: false } as const;

export const LeadSearchQuery = Type.Object({ ...leadQuery, ...offsetQuery });
export type LeadSearchQuery = Type.Static<typeof LeadSearchQuery>;
export const LeadSearchQueryV2 = Type.Object({ ...leadQuery, ...cursorQuery }, strict);
export type LeadSearchQueryV2 = Type.Static<typeof LeadSearchQueryV2>;

export const DealSearchQuery = Type.Object({ ...dealQuery, ...offsetQuery });
export type DealSearchQuery = Type.Static<typeof DealSearchQuery>;
export const DealSearchQueryV2 = Type.Object({ ...dealQuery, ...cursorQuery }, strict);
export type DealSearchQueryV2 = Type.Static<typeof DealSearchQueryV2>;

export const PersonSearchQuery = Type.Object({ ...personQuery, ...offsetQuery });
export type PersonSearchQuery = Type.Static<typeof PersonSearchQuery>;
export const PersonSearchQueryV2 = Type.Object({ ...personQuery, ...cursorQuery }, strict);
export type PersonSearchQueryV2 = Type.Static<typeof PersonSearchQueryV2>;

export const OrganizationSearchQuery = Type.Object({ ...organizationQuery, ...offsetQuery });
export type OrganizationSearchQuery = Type.Static<typeof OrganizationSearchQuery>;
export const OrganizationSearchQueryV2 = Type.Object({ ...organizationQuery, ...cursorQuery }, strict);
export type OrganizationSearchQueryV2 = Type.Static<typeof OrganizationSearchQueryV2>;

/** Kinds `item_types` may name. Foyer has deals, leads, persons and organizations of them. */
export const searchItemTypes = [
  "deal",
  "person",
  "organization",
  "product",
  "lead",
  "file",
  "mail_attachment",
  "project",
] as const;

/** Fields `fields` may name, whatever the kind. */
export const itemSearchFields = [
  "address",
  "code",
  "custom_fields",
  "email",
  "name",
  "notes",
  "phone",
  "title",
  "description",
] as const;

const itemQuery = {
  term,
  item_types: csv(searchItemTypes, "Kinds of items; all unless given"),
  fields: csv(itemSearchFields, "Where to look; everywhere unless given"),
  search_for_related_items: Type.Optional(
    Type.Boolean({
      description:
        "Adds the newest 100 leads and deals of each person and organization found, and the newest 100 persons of each organization",
    }),
  ),
  exact_match,
  include_fields: csv(searchIncludes.any, "Further members"),
};
export const ItemSearchQuery = Type.Object({ ...itemQuery, ...offsetQuery });
export type ItemSearchQuery = Type.Static<typeof ItemSearchQuery>;
export const ItemSearchQueryV2 = Type.Object(
  {
    ...itemQuery,
    ...cursorQuery,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: "100 unless given" })),
  },
  strict,
);
export type ItemSearchQueryV2 = Type.Static<typeof ItemSearchQueryV2>;

const key = Text({ minLength: 1, maxLength: 255, description: "The key of the field" });

export const FieldSearchQuery = Type.Object({
  term,
  field_type: Type.Enum([
    "dealField",
    "leadField",
    "personField",
    "organizationField",
    "productField",
    "projectField",
  ]),
  field_key: key,
  exact_match: Type.Optional(Type.Boolean({ description: "Only values that are the term" })),
  return_item_ids: Type.Optional(
    Type.Boolean({ description: "Items with their ids, rather than different values" }),
  ),
  ...offsetQuery,
});
export type FieldSearchQuery = Type.Static<typeof FieldSearchQuery>;

export const FieldSearchQueryV2 = Type.Object(
  {
    term,
    entity_type: Type.Enum(["deal", "lead", "person", "organization", "product", "project"]),
    field: key,
    match: Type.Optional(Type.Enum(["exact", "beginning", "middle"], { default: "exact" })),
    ...cursorQuery,
  },
  strict,
);
export type FieldSearchQueryV2 = Type.Static<typeof FieldSearchQueryV2>;

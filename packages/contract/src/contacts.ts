import * as Type from "typebox";
import { cursorQuery, Id, Nullable, offsetQuery, SecondInput, Text, VisibleTo } from "./scalars.ts";

/** A mail address, a phone number or a messenger name of a person. */
export const ContactPoint = Type.Object({
  label: Type.String(),
  value: Type.String(),
  primary: Type.Boolean(),
});
export type ContactPoint = Type.Static<typeof ContactPoint>;

/** The label is `work` unless given. One of a list is primary: the first, unless another says so. */
export const ContactPointInput = Type.Object(
  {
    value: Text({ maxLength: 255 }),
    primary: Type.Optional(Type.Boolean()),
    label: Type.Optional(Nullable(Text({ maxLength: 255 }))),
  },
  { additionalProperties: false },
);
export type ContactPointInput = Type.Static<typeof ContactPointInput>;

/** Most mail addresses, numbers or labels of one contact. */
const MAX_POINTS = 100;

export const ContactPoints = Type.Array(ContactPointInput, { maxItems: MAX_POINTS });
export const LabelIds = Type.Array(Id, { maxItems: MAX_POINTS });

const addressParts = [
  "value",
  "country",
  "admin_area_level_1",
  "admin_area_level_2",
  "locality",
  "sublocality",
  "route",
  "street_number",
  "subpremise",
  "postal_code",
] as const;
type AddressPart = (typeof addressParts)[number];

const parts = <S extends Type.TSchema>(schema: S) =>
  Object.fromEntries(addressParts.map((part) => [part, schema])) as Record<AddressPart, S>;

/** An address in one line, `value`, and in its parts. Unknown parts are null. */
export const Address = Type.Object(parts(Nullable(Type.String())));
export type Address = Type.Static<typeof Address>;

export const AddressInput = Type.Object(parts(Type.Optional(Nullable(Text({ maxLength: 255 })))), {
  additionalProperties: false,
});
export type AddressInput = Type.Static<typeof AddressInput>;

/** Values of custom fields by the key of the field. */
export const CustomFields = Type.Object({}, { additionalProperties: true });

/** Values to write; null unsets. A key that is no field's is refused, as is a value its field does not take. */
export const CustomFieldsInput = Type.Object({}, { additionalProperties: true });

/** Counters that `include_fields` adds to persons and organizations alike. */
const counters = [
  "open_deals_count",
  "related_open_deals_count",
  "closed_deals_count",
  "related_closed_deals_count",
  "email_messages_count",
  "activities_count",
  "done_activities_count",
  "undone_activities_count",
  "files_count",
  "notes_count",
  "followers_count",
  "won_deals_count",
  "related_won_deals_count",
  "lost_deals_count",
  "related_lost_deals_count",
] as const;
export const contactIncludes = [
  "next_activity_id",
  "last_activity_id",
  ...counters,
  "smart_bcc_email",
] as const;

/** What the answer to `include_fields` may add: nothing of it is there unasked. */
export const includedMembers = {
  next_activity_id: Type.Optional(Nullable(Id)),
  last_activity_id: Type.Optional(Nullable(Id)),
  ...counterMembers(counters),
  smart_bcc_email: Type.Optional(Type.String()),
};

export function counterMembers<const K extends string>(keys: readonly K[]) {
  const member = Type.Optional(Type.Integer());
  return Object.fromEntries(keys.map((key) => [key, member])) as Record<K, typeof member>;
}

const csv = (description: string) =>
  Type.Optional(Type.String({ maxLength: 4_000, description: `${description}, separated by commas` }));

/** What a v2 contact can be asked to show. */
export const viewQuery = (fields: readonly string[]) => ({
  include_fields: csv(`Further members: ${fields.join(", ")}`),
  custom_fields: csv("Keys of the custom fields to show, at most 15"),
  include_option_labels: Type.Optional(Type.Boolean()),
  include_labels: Type.Optional(Type.Boolean()),
});

/** Query of a v2 list of contacts. Without `filter_id` the other conditions hold together. */
export const cursorListQuery = {
  ...cursorQuery,
  filter_id: Type.Optional(Type.Integer()),
  ids: csv("At most 100 ids"),
  owner_id: Type.Optional(Id),
  updated_since: Type.Optional(SecondInput),
  updated_until: Type.Optional(SecondInput),
  sort_by: Type.Optional(Type.Enum(["id", "update_time", "add_time"], { default: "id" })),
  sort_direction: Type.Optional(Type.Enum(["asc", "desc"], { default: "asc" })),
};

/** Query of a v1 list of contacts. */
export const offsetListQuery = (sortFields: readonly string[]) => ({
  ...offsetQuery,
  user_id: Type.Optional(Type.Integer({ description: "The owner" })),
  filter_id: Type.Optional(Type.Integer()),
  first_char: Type.Optional(Text({ maxLength: 8, description: "First letter of the name, in any case" })),
  sort: Type.Optional(
    Type.String({
      maxLength: 500,
      description: `Fields and directions: \`name ASC, add_time DESC\`. Fields: ${sortFields.join(", ")}`,
    }),
  ),
});

const owner = {
  id: Id,
  name: Type.String(),
  email: Type.String(),
  has_pic: Type.Integer(),
  pic_hash: Nullable(Type.String()),
  active_flag: Type.Boolean(),
};

/** An owner as v1 shows it. */
export const OwnerV1 = Type.Object({ ...owner, value: Id });
export type OwnerV1 = Type.Static<typeof OwnerV1>;

/** Counters of a v1 contact. */
export const countersV1 = <const K extends string>(keys: readonly K[]) =>
  Object.fromEntries(keys.map((key) => [key, Type.Integer()])) as Record<K, ReturnType<typeof Type.Integer>>;

const RelatedOwner = Type.Object(owner);
const RelatedOrganization = Type.Object({
  id: Id,
  name: Type.String(),
  people_count: Type.Integer(),
  owner_id: Id,
  address: Nullable(Type.String()),
  active_flag: Type.Boolean(),
  cc_email: Type.String(),
});

/** What v1 contacts point at, by kind and id. */
export const RelatedV1 = Type.Object({
  organization: Type.Optional(Type.Record(Type.String(), RelatedOrganization)),
  user: Type.Record(Type.String(), RelatedOwner),
  picture: Type.Optional(Type.Object({})),
});
export type RelatedV1 = Type.Static<typeof RelatedV1>;

/** Members every v1 contact can be written with. `label` is the first of `label_ids`, kept for older clients. */
export const writtenV1 = {
  name: Type.Optional(Nullable(Text({ maxLength: 255 }))),
  owner_id: Type.Optional(Id),
  label: Type.Optional(Nullable(Id)),
  label_ids: Type.Optional(Nullable(LabelIds)),
  visible_to: Type.Optional(VisibleTo),
};

export const contactPath = Type.Object({ id: Id });
export const ContactRemoved = Type.Object({ id: Id });
export const readContacts = ["contacts:read", "contacts:full"] as const;
export const writeContacts = ["contacts:full"] as const;

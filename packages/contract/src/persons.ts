import * as Type from "typebox";
import {
  Address,
  AddressInput,
  ContactPoint,
  ContactPoints,
  ContactRemoved,
  CustomFields,
  CustomFieldsInput,
  contactIncludes,
  contactPath,
  counterMembers,
  cursorListQuery,
  includedMembers,
  LabelIds,
  readContacts,
  viewQuery,
  writeContacts,
} from "./contacts.ts";
import { endpoint } from "./endpoint.ts";
import { Day, Id, MomentInput, Name, Nullable, SecondTime, Text, VisibleToNumber } from "./scalars.ts";

export const MarketingStatus = Type.Enum(["no_consent", "unsubscribed", "subscribed", "archived"]);
export type MarketingStatus = Type.Static<typeof MarketingStatus>;

const participations = ["participant_open_deals_count", "participant_closed_deals_count"] as const;

/** What `include_fields` may name. */
export const personIncludes = [
  ...contactIncludes,
  ...participations,
  "last_incoming_mail_time",
  "last_outgoing_mail_time",
  "marketing_status",
  "doi_status",
] as const;
export type PersonInclude = (typeof personIncludes)[number];

/** A person as v2 answers it, in this order (recorded from the live service 2026-04). */
export const Person = Type.Object({
  id: Id,
  name: Type.String(),
  first_name: Nullable(Type.String()),
  last_name: Nullable(Type.String()),
  add_time: SecondTime,
  update_time: Nullable(SecondTime),
  visible_to: VisibleToNumber,
  custom_fields: CustomFields,
  owner_id: Id,
  label_ids: Type.Array(Id),
  org_id: Nullable(Id),
  is_deleted: Type.Boolean(),
  picture_id: Nullable(Id),
  phones: Type.Array(ContactPoint),
  emails: Type.Array(ContactPoint),
  notes: Type.Optional(
    Type.String({ description: "This and the four below are there when they hold a value" }),
  ),
  im: Type.Optional(Type.Array(ContactPoint)),
  birthday: Type.Optional(Day),
  job_title: Type.Optional(Type.String()),
  postal_address: Type.Optional(Address),
  ...includedMembers,
  ...counterMembers(participations),
  last_incoming_mail_time: Type.Optional(Nullable(SecondTime)),
  last_outgoing_mail_time: Type.Optional(Nullable(SecondTime)),
  marketing_status: Type.Optional(MarketingStatus),
  doi_status: Type.Optional(Nullable(Type.String())),
});
export type Person = Type.Static<typeof Person>;

const written = {
  owner_id: Type.Optional(Id),
  org_id: Type.Optional(Nullable(Id)),
  emails: Type.Optional(ContactPoints),
  phones: Type.Optional(ContactPoints),
  visible_to: Type.Optional(VisibleToNumber),
  label_ids: Type.Optional(LabelIds),
  marketing_status: Type.Optional(MarketingStatus),
  notes: Type.Optional(Nullable(Text({ maxLength: 10_000 }))),
  im: Type.Optional(ContactPoints),
  birthday: Type.Optional(Nullable(Day)),
  job_title: Type.Optional(Nullable(Text({ maxLength: 255 }))),
  postal_address: Type.Optional(Nullable(AddressInput)),
  custom_fields: Type.Optional(CustomFieldsInput),
};
const strict = { additionalProperties: false } as const;

export const PersonCreate = Type.Object(
  { name: Name("First and last name"), ...written, add_time: Type.Optional(MomentInput) },
  strict,
);
export type PersonCreate = Type.Static<typeof PersonCreate>;

/** Only the keys sent change; null unsets. */
export const PersonUpdate = Type.Object(
  { name: Type.Optional(Name("First and last name")), ...written },
  strict,
);
export type PersonUpdate = Type.Static<typeof PersonUpdate>;

export const PersonViewQuery = Type.Object(viewQuery(personIncludes), strict);
export type PersonViewQuery = Type.Static<typeof PersonViewQuery>;

export const PersonListQuery = Type.Object(
  {
    ...cursorListQuery,
    org_id: Type.Optional(Id),
    deal_id: Type.Optional(Id),
    ...viewQuery(personIncludes),
  },
  strict,
);
export type PersonListQuery = Type.Static<typeof PersonListQuery>;

const common = { family: "v2", tag: "Persons", status: 200 } as const;

export const getPersons = endpoint({
  ...common,
  operation: "getPersons",
  method: "GET",
  path: "/api/v2/persons",
  summary: "List persons",
  scopes: readContacts,
  cost: 10,
  query: PersonListQuery,
  data: Person,
  list: "cursor",
});

export const addPerson = endpoint({
  ...common,
  operation: "addPerson",
  method: "POST",
  path: "/api/v2/persons",
  summary: "Add a person",
  scopes: writeContacts,
  cost: 5,
  body: PersonCreate,
  data: Person,
});

export const getPerson = endpoint({
  ...common,
  operation: "getPerson",
  method: "GET",
  path: "/api/v2/persons/{id}",
  summary: "Read a person, deleted or not",
  scopes: readContacts,
  cost: 1,
  params: contactPath,
  query: PersonViewQuery,
  data: Person,
});

export const updatePerson = endpoint({
  ...common,
  operation: "updatePerson",
  method: "PATCH",
  path: "/api/v2/persons/{id}",
  summary: "Change the given properties of a person",
  scopes: writeContacts,
  cost: 5,
  params: contactPath,
  body: PersonUpdate,
  data: Person,
});

export const deletePerson = endpoint({
  ...common,
  operation: "deletePerson",
  method: "DELETE",
  path: "/api/v2/persons/{id}",
  summary: "Delete a person",
  scopes: writeContacts,
  cost: 3,
  params: contactPath,
  data: ContactRemoved,
});

export const personEndpoints = [getPersons, addPerson, getPerson, updatePerson, deletePerson];

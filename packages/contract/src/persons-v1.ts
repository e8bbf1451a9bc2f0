import * as Type from "typebox";
import {
  ContactRemoved,
  contactPath,
  countersV1,
  OwnerV1,
  offsetListQuery,
  RelatedV1,
  readContacts,
  writeContacts,
  writtenV1,
} from "./contacts.ts";
import { endpoint } from "./endpoint.ts";
import { flatFields } from "./fields.ts";
import { MarketingStatus } from "./persons.ts";
import { Day, Id, MomentInput, Nullable, SpacedTime, Text, VisibleTo } from "./scalars.ts";

const PointV1 = Type.Object({ value: Type.String(), primary: Type.Boolean(), label: Type.String() });

/** The organization of a person as v1 shows it. */
export const PersonOrganizationV1 = Type.Object({
  name: Type.String(),
  people_count: Type.Integer(),
  owner_id: Id,
  address: Nullable(Type.String()),
  active_flag: Type.Boolean(),
  cc_email: Type.String(),
  value: Id,
});
export type PersonOrganizationV1 = Type.Static<typeof PersonOrganizationV1>;

const Unset = Type.Null();

/** A person as v1 answers it: every key, always, in this order. */
export const PersonV1 = Type.Object(
  {
    id: Id,
    company_id: Id,
    owner_id: OwnerV1,
    org_id: Nullable(PersonOrganizationV1),
    name: Type.String(),
    first_name: Nullable(Type.String()),
    last_name: Nullable(Type.String()),
    ...countersV1([
      "open_deals_count",
      "related_open_deals_count",
      "closed_deals_count",
      "related_closed_deals_count",
      "participant_open_deals_count",
      "participant_closed_deals_count",
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
    ]),
    active_flag: Type.Boolean(),
    phone: Type.Array(PointV1),
    email: Type.Array(PointV1),
    primary_email: Nullable(Type.String()),
    first_char: Type.String(),
    update_time: SpacedTime,
    add_time: SpacedTime,
    visible_to: VisibleTo,
    marketing_status: MarketingStatus,
    picture_id: Unset,
    next_activity_date: Nullable(Day),
    next_activity_time: Nullable(Type.String()),
    next_activity_id: Nullable(Id),
    last_activity_id: Nullable(Id),
    last_activity_date: Nullable(Day),
    last_incoming_mail_time: Unset,
    last_outgoing_mail_time: Unset,
    label: Nullable(Id),
    label_ids: Type.Array(Id),
    org_name: Nullable(Type.String()),
    owner_name: Type.String(),
    cc_email: Type.String(),
  },
  flatFields(Nullable(Type.Union([Type.String(), Type.Number()]))),
);
export type PersonV1 = Type.Static<typeof PersonV1>;

const PointInput = Type.Object({
  value: Nullable(Text({ maxLength: 255 })),
  primary: Type.Optional(Type.Boolean()),
  label: Type.Optional(Nullable(Text({ maxLength: 255 }))),
});
const OnePoint = Type.Union([Text({ maxLength: 255 }), PointInput]);

/** Mail addresses or numbers as v1 takes them: a text, one object, or a list of either. */
export const PointsV1Input = Nullable(
  Type.Union([Text({ maxLength: 255 }), PointInput, Type.Array(OnePoint, { maxItems: 100 })]),
);
export type PointsV1Input = Type.Static<typeof PointsV1Input>;

/** A name is required to add a person; only the keys sent change. */
export const PersonV1Input = Type.Object(
  {
    ...writtenV1,
    org_id: Type.Optional(Nullable(Id)),
    email: Type.Optional(PointsV1Input),
    phone: Type.Optional(PointsV1Input),
    marketing_status: Type.Optional(MarketingStatus),
    add_time: Type.Optional(MomentInput),
  },
  flatFields(Type.Unknown()),
);
export type PersonV1Input = Type.Static<typeof PersonV1Input>;

/** Fields a v1 list of persons can be sorted by. */
export const personSortFields = [
  "id",
  "name",
  "owner_id",
  "org_id",
  "visible_to",
  "add_time",
  "update_time",
] as const;

export const PersonListQueryV1 = Type.Object(offsetListQuery(personSortFields));
export type PersonListQueryV1 = Type.Static<typeof PersonListQueryV1>;

const common = { family: "v1", tag: "Persons (v1)", related: RelatedV1 } as const;

export const getPersonsV1 = endpoint({
  ...common,
  operation: "getPersons",
  method: "GET",
  path: "/v1/persons",
  summary: "List persons",
  scopes: readContacts,
  cost: 20,
  query: PersonListQueryV1,
  status: 200,
  data: PersonV1,
  list: "offset",
});

export const addPersonV1 = endpoint({
  ...common,
  operation: "addPerson",
  method: "POST",
  path: "/v1/persons",
  summary: "Add a person",
  scopes: writeContacts,
  cost: 10,
  body: PersonV1Input,
  status: 201,
  data: PersonV1,
});

export const getPersonV1 = endpoint({
  ...common,
  operation: "getPerson",
  method: "GET",
  path: "/v1/persons/{id}",
  summary: "Read a person, deleted or not",
  scopes: readContacts,
  cost: 2,
  params: contactPath,
  status: 200,
  data: PersonV1,
});

export const updatePersonV1 = endpoint({
  ...common,
  operation: "updatePerson",
  method: "PUT",
  path: "/v1/persons/{id}",
  summary: "Change the given properties of a person",
  scopes: writeContacts,
  cost: 10,
  params: contactPath,
  body: PersonV1Input,
  status: 200,
  data: PersonV1,
});

export const deletePersonV1 = endpoint({
  family: "v1",
  tag: "Persons (v1)",
  operation: "deletePerson",
  method: "DELETE",
  path: "/v1/persons/{id}",
  summary: "Delete a person",
  scopes: writeContacts,
  cost: 6,
  params: contactPath,
  status: 200,
  data: ContactRemoved,
});

export const personV1Endpoints = [getPersonsV1, addPersonV1, getPersonV1, updatePersonV1, deletePersonV1];

import * as Type from "typebox";
import { readActivities } from "./activities.ts";
import { ActivityV1, RelatedActivityV1 } from "./activity-shapes-v1.ts";
import { contactPath, RelatedV1, readContacts } from "./contacts.ts";
import { dealPath, readDeals } from "./deals.ts";
import { endpoint } from "./endpoint.ts";
import { PersonV1 } from "./persons-v1.ts";
import { NumberFlag, offsetQuery } from "./scalars.ts";

export const HangingActivitiesQuery = Type.Object({
  ...offsetQuery,
  done: Type.Optional(NumberFlag("Whether it is done: both unless given")),
  exclude: Type.Optional(
    Type.String({ maxLength: 4_000, description: "At most 100 ids to leave out, separated by commas" }),
  ),
});
export type HangingActivitiesQuery = Type.Static<typeof HangingActivitiesQuery>;

const activities = {
  family: "v1",
  method: "GET",
  scopes: readActivities,
  cost: 20,
  query: HangingActivitiesQuery,
  status: 200,
  data: ActivityV1,
  list: "offset",
  related: RelatedActivityV1,
} as const;

const persons = {
  family: "v1",
  method: "GET",
  cost: 20,
  query: Type.Object(offsetQuery),
  status: 200,
  data: PersonV1,
  list: "offset",
  related: RelatedV1,
} as const;

export const getDealActivities = endpoint({
  ...activities,
  operation: "getDealActivities",
  tag: "Deals (v1)",
  path: "/v1/deals/{id}/activities",
  summary: "List the activities of a deal, by due date",
  params: dealPath,
});

export const getPersonActivities = endpoint({
  ...activities,
  operation: "getPersonActivities",
  tag: "Persons (v1)",
  path: "/v1/persons/{id}/activities",
  summary: "List the activities of a person, by due date",
  params: contactPath,
});

export const getOrganizationActivities = endpoint({
  ...activities,
  operation: "getOrganizationActivities",
  tag: "Organizations (v1)",
  path: "/v1/organizations/{id}/activities",
  summary: "List the activities of an organization, by due date",
  params: contactPath,
});

export const getDealPersons = endpoint({
  ...persons,
  operation: "getDealPersons",
  tag: "Deals (v1)",
  path: "/v1/deals/{id}/persons",
  summary: "List the contact person of a deal, and whoever takes part in it",
  scopes: readDeals,
  params: dealPath,
});

export const getOrganizationPersons = endpoint({
  ...persons,
  operation: "getOrganizationPersons",
  tag: "Organizations (v1)",
  path: "/v1/organizations/{id}/persons",
  summary: "List the persons of an organization",
  scopes: readContacts,
  params: contactPath,
});

/** Lists of v1 that hang on one deal, person or organization. */
export const hangingV1Endpoints = [
  getDealActivities,
  getPersonActivities,
  getOrganizationActivities,
  getDealPersons,
  getOrganizationPersons,
];

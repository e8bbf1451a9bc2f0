import type { Defect } from "./openapi-defects.ts";

const entities = ["Deal", "Person", "Organization"];
const ofEach = (version: "v1" | "v2", names: (entity: string) => string[]) =>
  entities.flatMap((entity) => names(entity).map((name) => `${version} ${name}`));

const fieldLists = [...ofEach("v1", (entity) => [`get${entity}Fields`]), "v1 getActivityFields"];
const oneField = ofEach("v1", (entity) => [`add${entity}Field`, `get${entity}Field`, `update${entity}Field`]);
const fieldListsV2 = ofEach("v2", (entity) => [`get${entity}Fields`]);
const fieldsReadV2 = ofEach("v2", (entity) => [`get${entity}Field`]);
const cursorSearches = ["searchLeads", "searchPersons", "searchOrganization", "searchItem"].map(
  (name) => `v2 ${name}`,
);
const paging = ["start", "limit", "more_items_in_collection"].map((key) => `/additional_data/${key}`);
const under = (place: string, keys: string[]) => keys.map((key) => `${place}/${key}`);
const ownTimes = ["add_time", "update_time"];
const partsOfField = ["options_deleted", "is_subfield", "subfields"];
const included = ["ui_visibility", "important_fields", "required_fields"];
const ofOptions = ["color", "add_time", "update_time"];
const accessLevels = ["deal", "org", "person", "product"].map((thing) => `${thing}_access_level`);

const fieldDefects: readonly Defect[] = [
  {
    operations: [...fieldLists, "v1 getNoteFields", "v1 getPersonFollowers"],
    status: 200,
    pointers: paging,
    keyword: "required",
    why: "where the page stands is told in additional_data.pagination",
    source: "the document's own examples of getDealFields, getNoteFields and getPersonFollowers",
  },
  {
    operations: fieldLists,
    status: 200,
    pointers: under("/data/*", ownTimes),
    keyword: "format",
    why: "the times of fields are written YYYY-MM-DD HH:MM:SS, which is not the declared date-time",
    source: "the document's own example of getDealFields",
  },
  {
    operations: oneField,
    status: 200,
    pointers: under("/data", ownTimes),
    keyword: "format",
    why: "written so in a single field too",
    source: "the document's own example of getDealField",
  },
  {
    operations: fieldLists,
    status: 200,
    pointers: under("/data/*", partsOfField),
    keyword: "required",
    why: "these keys come only with the fields they describe",
    source: "the document's own example of getDealFields",
  },
  {
    operations: oneField,
    status: 200,
    pointers: under("/data", partsOfField),
    keyword: "required",
    why: "these keys come only with the fields they describe",
    source: "the document's own example of getDealField",
  },
  {
    operations: ["v1 getNoteFields"],
    status: 200,
    pointers: ["/data/*/options"],
    keyword: "required",
    why: "a field that offers no choice has no options",
    source: "the document's own example of getNoteFields",
  },
  {
    operations: ["v2 getActivityFields"],
    status: 200,
    pointers: ["/data/*/ui_visibility"],
    keyword: "required",
    why: "it comes when include_fields asks for it",
    source: "the document's own description of include_fields",
  },
  {
    operations: ["v2 getActivityField"],
    status: 200,
    pointers: ["/data/ui_visibility"],
    keyword: "required",
    why: "it comes when include_fields asks for it",
    source: "the document's own description of include_fields",
  },
  {
    operations: fieldListsV2,
    status: 200,
    pointers: under("/data/*", included),
    keyword: "required",
    why: "these come when include_fields asks for them",
    source: "the document's own description of include_fields",
  },
  {
    operations: fieldsReadV2,
    status: 200,
    pointers: under("/data", included),
    keyword: "required",
    why: "these come when include_fields asks for them",
    source: "the document's own description of include_fields",
  },
  {
    operations: ["v2 getDealFields"],
    status: 200,
    pointers: ["/data/*/description"],
    keyword: "required",
    why: "a field need have no description",
    source: "the document's own list of required keys, and its example of getOrganizationFields",
  },
  {
    operations: ["v2 addDealField", "v2 getDealField", "v2 updateDealField", "v2 deleteDealField"],
    status: 200,
    pointers: ["/data/description"],
    keyword: "required",
    why: "a field need have no description",
    source: "the document's own list of required keys, and its example of getOrganizationFields",
  },
  {
    operations: fieldsReadV2,
    status: 200,
    pointers: under("/data/options/*", ofOptions),
    keyword: "required",
    why: "an option need have no colour and tells no times",
    source: "the document's own example of getPersonFields",
  },
];

const searchDefects: readonly Defect[] = [
  {
    operations: [
      ...cursorSearches,
      "v2 searchItemByField",
      "v2 getPersonFollowers",
      "v2 getOrganizationFollowers",
    ],
    status: 200,
    pointers: ["/additional_data/next_cursor"],
    keyword: "type",
    why: "next_cursor is null on the last page",
    source: "https://pipedrive.readme.io/docs/core-api-concepts-pagination",
  },
  {
    operations: ["v1 searchLeads", "v1 getOrganizationFollowers"],
    status: 200,
    pointers: ["/additional_data/pagination/next_start"],
    keyword: "required",
    why: "next_start is absent on the last page",
    source: "live answer of GET /v1/leads, recorded by n8n in 2026-04, and the example of getNoteFields",
  },
  {
    operations: ["v1 searchLeads", "v2 searchLeads"],
    status: 200,
    pointers: under("/data/items/*/item", ["value", "currency"]),
    keyword: "type",
    why: "a lead need have no value",
    source: "live answers of GET /v1/leads, whose value is null, recorded by n8n in 2026-04",
  },
  {
    operations: ["v1 searchLeads", "v2 searchLeads", "v2 searchPersons"],
    status: 200,
    pointers: ["/data/items/*/item/organization"],
    keyword: "type",
    why: "an organization that is not set is null",
    source: "the document's own example of searchDeals",
  },
  {
    operations: ["v2 searchOrganization"],
    status: 200,
    pointers: ["/data/items/*/item/address"],
    keyword: "type",
    why: "an organization without an address has null there",
    source: "the document's own example of searchPersons, and a live answer recorded by n8n in 2026-04",
  },
  {
    operations: ["v2 searchItemByField"],
    status: 200,
    pointers: under("/data/*", ["item", "result_score"]),
    keyword: "required",
    why: "what is found is an id and the field",
    source: "the document's own example of searchItemByField",
  },
];

const accessDefects: readonly Defect[] = [
  {
    operations: ["v1 getRoleSettings", "v1 getUserRoleSettings"],
    status: 200,
    pointers: under("/data", accessLevels),
    keyword: "required",
    why: "the access levels of older accounts are not among the settings",
    source: "the document's own example of getRoleSettings",
  },
  {
    operations: ["v1 getRole"],
    status: 200,
    pointers: under("/additional_data/settings", accessLevels),
    keyword: "required",
    why: "the access levels of older accounts are not among the settings",
    source: "the document's own example of getRole",
  },
  {
    operations: ["v1 addOrUpdateRoleSetting"],
    status: 200,
    pointers: ["/data/deal_default_visibility"],
    keyword: "required",
    why: "the answer names the one setting that was set",
    source: "the document's own example of addOrUpdateRoleSetting",
  },
  {
    operations: ["v1 getPermissionSet"],
    status: 200,
    pointers: under("", ["id", "name", "description", "app", "type", "assignment_count", "contents"]),
    keyword: "required",
    why: "the set stands in data",
    source: "the document's own example of getPermissionSet",
  },
  {
    operations: ["v1 getPersonFollowers"],
    status: 200,
    pointers: ["/data/*/deal_id"],
    keyword: "required",
    why: "a follower of a person has the person's id",
    source: "the document's own example of addPersonFollower",
  },
  {
    operations: ["v1 getOrganizationFollowers"],
    status: 200,
    pointers: ["/data/*/add_time"],
    keyword: "format",
    why: "written YYYY-MM-DD HH:MM:SS, which is not the declared date-time",
    source: "the document's own example of getOrganizationFollowers",
  },
  {
    operations: ["v1 addOrganizationFollower"],
    status: 200,
    pointers: ["/data/add_time"],
    keyword: "format",
    why: "written YYYY-MM-DD HH:MM:SS, which is not the declared date-time",
    source: "the document's own example of addOrganizationFollower",
  },
];

/** Fields, searches, roles, permission sets and followers. */
export const thingDefects: readonly Defect[] = [...fieldDefects, ...searchDefects, ...accessDefects];

/**
 * Where Pipedrive's OpenAPI documents and Pipedrive's own answers disagree. Foyer answers as the service does,
 * so each entry takes one complaint off the checker. An entry needs an answer of the live service, or an example
 * in the very same document, as its source; nothing else may be listed here.
 */
export type Defect = {
  /** Version and operation id, as in `v1 getLeads`. */
  operations: readonly string[];
  status: number;
  /** JSON pointers into the body, with `*` for any array index; of a missing key, the key's own pointer. */
  pointers: readonly string[];
  /** The keyword of the schema that the answer breaks; `required` for a declared key that is missing. */
  keyword: string;
  why: string;
  source: string;
};

const onePerson = ["v2 addPerson", "v2 getPerson", "v2 updatePerson"];
const oneOrganization = ["v2 addOrganization", "v2 getOrganization", "v2 updateOrganization"];
const recordedPerson = "live answer of POST /api/v2/persons, recorded by n8n in 2026-04";
const recordedOrganization = "live answer of POST /api/v2/organizations, recorded by n8n in 2026-04";

export const defects: readonly Defect[] = [
  {
    operations: ["v2 addPerson", "v2 getPerson"],
    status: 200,
    pointers: ["/data/update_time"],
    keyword: "type",
    why: "update_time is null until the first change",
    source: recordedPerson,
  },
  {
    operations: onePerson,
    status: 200,
    pointers: ["/data/picture_id"],
    keyword: "type",
    why: "picture_id is null for a person without a picture",
    source: recordedPerson,
  },
  {
    operations: onePerson,
    status: 200,
    pointers: ["/data/org_id", "/data/last_name"],
    keyword: "type",
    why: "what a person does not have is null: an organization, or a second word in the name",
    source: "live answers of the v2 API write null for a link that is not set, recorded by n8n in 2026-04",
  },
  {
    operations: onePerson,
    status: 200,
    pointers: contactSyncKeys("/data"),
    keyword: "required",
    why: "these keys come only with contact synchronisation, which the descriptions say and the schema does not",
    source: recordedPerson,
  },
  {
    operations: ["v2 getPersons"],
    status: 200,
    pointers: ["update_time", "picture_id", "org_id", "last_name"].map((key) => `/data/*/${key}`),
    keyword: "type",
    why: "null in the list as in the single person",
    source: recordedPerson,
  },
  {
    operations: ["v2 getPersons"],
    status: 200,
    pointers: contactSyncKeys("/data/*"),
    keyword: "required",
    why: "absent from the list as from the single person",
    source: recordedPerson,
  },
  {
    operations: oneOrganization,
    status: 200,
    pointers: ["/data/update_time", "/data/address"],
    keyword: "type",
    why: "update_time is null until the first change, address until one is given",
    source: recordedOrganization,
  },
  {
    operations: ["v2 getOrganizations"],
    status: 200,
    pointers: ["/data/*/update_time", "/data/*/address"],
    keyword: "type",
    why: "null in the list as in the single organization",
    source: recordedOrganization,
  },
  {
    operations: ["v2 getPersons", "v2 getOrganizations"],
    status: 200,
    pointers: ["/additional_data/next_cursor"],
    keyword: "type",
    why: "next_cursor is null on the last page",
    source: "https://pipedrive.readme.io/docs/core-api-concepts-pagination",
  },
  {
    operations: ["v1 getLeadFields"],
    status: 200,
    pointers: ["/data/*/add_time", "/data/*/update_time"],
    keyword: "format",
    why: "the times of fields are written YYYY-MM-DD HH:MM:SS, which is not the declared date-time",
    source: "the document's own example of getLeadFields",
  },
  {
    operations: ["v1 getLeadFields"],
    status: 200,
    pointers: ["/data/*/options_deleted", "/data/*/is_subfield", "/data/*/subfields"],
    keyword: "required",
    why: "these keys come only with the fields they describe",
    source: "the document's own example of getLeadFields",
  },
  {
    operations: ["v1 addFilter", "v1 getFilter", "v1 updateFilter"],
    status: 200,
    pointers: ["/data/conditions/conditions/*/conditions/*/field_code"],
    keyword: "required",
    why: "field_code comes only when include_field_code asks for it",
    source: "the document's own description of field_code",
  },
];

function contactSyncKeys(person: string): string[] {
  return ["postal_address", "notes", "im", "birthday", "job_title"].map((key) => `${person}/${key}`);
}

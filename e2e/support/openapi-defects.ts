import { dealDefects, dealLists } from "./openapi-deal-defects.ts";
import { thingDefects } from "./openapi-thing-defects.ts";

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
const oneNote = ["v1 addNote", "v1 getNote", "v1 updateNote"];
const recordedNote = "live answers of POST and PUT /v1/notes, recorded by n8n in 2026-04";
const noteLinks = ["deal_id", "org_id", "organization", "deal", "project_id", "task_id", "user/icon_url"];
const oneActivity = ["v2 addActivity", "v2 getActivity", "v2 updateActivity"];
const recordedActivity = "live answer of POST /api/v2/activities, recorded by n8n in 2026-04";
const activityKeys = [
  ...["deal_id", "person_id", "org_id", "project_id", "due_time", "duration", "marked_as_done_time", "note"],
  ...["location", "conference_meeting_client", "conference_meeting_url", "conference_meeting_id"],
  ...["public_description", "priority"],
];
const oneType = ["v1 addActivityType", "v1 updateActivityType", "v1 deleteActivityType"];
const recordedOrganization = "live answer of POST /api/v2/organizations, recorded by n8n in 2026-04";

export const defects: readonly Defect[] = [
  {
    operations: ["v2 getLeadConversionStatus"],
    status: 200,
    pointers: ["/data/lead_id"],
    keyword: "required",
    why: "the status of a lead's conversion names the deal; only a deal's names a lead",
    source: "the example of getLeadConversionStatus",
  },
  {
    operations: ["v2 getDealConversionStatus"],
    status: 200,
    pointers: ["/data/deal_id"],
    keyword: "required",
    why: "the status of a deal's conversion names the lead; only a lead's names a deal",
    source: "the example of getDealConversionStatus",
  },
  {
    operations: oneNote,
    status: 200,
    pointers: [...noteLinks, "last_update_user_id"].map((key) => `/data/${key}`),
    keyword: "type",
    why: "null for what a note does not hang on, until it is first changed, and for a user without a picture",
    source: recordedNote,
  },
  {
    operations: ["v1 getNotes"],
    status: 200,
    pointers: [...noteLinks, "last_update_user_id"].map((key) => `/data/*/${key}`),
    keyword: "type",
    why: "null in the list as in the single note",
    source: recordedNote,
  },
  {
    operations: oneNote,
    status: 200,
    pointers: ["/data/project", "/data/task"],
    keyword: "required",
    why: "a note has project_id and task_id and neither object",
    source: recordedNote,
  },
  {
    operations: ["v1 getNotes"],
    status: 200,
    pointers: ["/data/*/project", "/data/*/task"],
    keyword: "required",
    why: "absent from the list as from the single note",
    source: recordedNote,
  },
  {
    operations: ["v1 getNotes", "v1 getNoteComments"],
    status: 200,
    pointers: ["/additional_data/pagination/next_start"],
    keyword: "required",
    why: "next_start is absent on the last page",
    source: "live answer of GET /v1/leads, recorded by n8n in 2026-04, and the example of getNoteFields",
  },
  {
    operations: oneActivity,
    status: 200,
    pointers: activityKeys.map((key) => `/data/${key}`),
    keyword: "type",
    why: "what an activity does not have is null",
    source: recordedActivity,
  },
  {
    operations: ["v2 getActivities"],
    status: 200,
    pointers: activityKeys.map((key) => `/data/*/${key}`),
    keyword: "type",
    why: "null in the list as in the single activity",
    source: recordedActivity,
  },
  {
    operations: ["v2 getActivity"],
    status: 200,
    pointers: ["/data/attendees"],
    keyword: "required",
    why: "attendees come when include_fields asks for them",
    source: recordedActivity,
  },
  {
    operations: ["v2 getActivities"],
    status: 200,
    pointers: ["/data/*/attendees"],
    keyword: "required",
    why: "attendees come when include_fields asks for them",
    source: recordedActivity,
  },
  {
    operations: ["v2 getActivity"],
    status: 200,
    pointers: ["/data/attendees/*/person_id", "/data/attendees/*/user_id"],
    keyword: "type",
    why: "an attendee need be no person of the company and no user",
    source: "Pipedrive's own example of v1 getActivity, whose attendee has user_id null",
  },
  {
    operations: oneType,
    status: 200,
    pointers: ["/data/add_time", "/data/update_time"],
    keyword: "format",
    why: "the times of activity types are written YYYY-MM-DD HH:MM:SS, which is not the declared date-time",
    source: "the document's own example of addActivityType",
  },
  {
    operations: ["v1 getActivityTypes"],
    status: 200,
    pointers: ["/data/*/add_time", "/data/*/update_time"],
    keyword: "format",
    why: "written so in the list too",
    source: "the document's own example of getActivityTypes",
  },
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
    operations: ["v2 getPersons", "v2 getOrganizations", "v2 getActivities", ...dealLists],
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
  ...dealDefects,
  ...thingDefects,
];

function contactSyncKeys(person: string): string[] {
  return ["postal_address", "notes", "im", "birthday", "job_title"].map((key) => `${person}/${key}`);
}

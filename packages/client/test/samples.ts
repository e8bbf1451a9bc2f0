/**
 * The JavaScript samples of Pipedrive's reference pages and tutorial, as printed there but for comments: two
 * generations of the client, then the tutorial. `node_env` and the like are the reader's to fill in.
 */

const ENDING = `.then((data) => {
console.log('API called successfully. Returned data: ' + data);
}, (error) => {
console.error(error);
});`;

const opening = (client: string, made: string, api: string): string => `import Pipedrive from 'pipedrive';
let ${client} = ${made};
let api_key = ${client}.authentications['api_key'];
api_key.apiKey = 'YOUR API KEY';
let oauth2 = ${client}.authentications['oauth2'];
oauth2.accessToken = 'YOUR ACCESS TOKEN';
let apiInstance = new Pipedrive.LeadsApi(${api});
`;
const SHARED = opening("defaultClient", "Pipedrive.ApiClient.instance", "");
const OWN = opening("apiClient", "new Pipedrive.ApiClient()", "apiClient");

const shared = (call: string, ...lines: string[]) => ({
  name: `one shared instance: ${call}`,
  text: `${SHARED}${lines.map((line) => `${line}\n`).join("")}apiInstance.${call}${ENDING}`,
});
const own = (call: string, ...lines: string[]) => ({
  name: `an instance of one's own: ${call}`,
  text: `${OWN}${lines.map((line) => `${line}\n`).join("")}apiInstance.${call}${ENDING}`,
});

const NO_ID = "let id = null;";
const AN_ID = 'let id = "id_example";';
const enclosed = (name: string, model: string): string =>
  `let opts = {\n'${name}': new Pipedrive.${model}()\n};`;
const built = (model: string): string => `let opts = Pipedrive.${model}.constructFromObject({\n});`;

export const samples = [
  shared("addLead(opts)", enclosed("addLeadRequest", "AddLeadRequest")),
  shared("addLeadLabel(opts)", enclosed("addLeadLabelRequest", "AddLeadLabelRequest")),
  shared("deleteLead(id)", NO_ID),
  shared("deleteLeadLabel(id)", NO_ID),
  shared("getLead(id)", NO_ID),
  shared("getLeadLabels()"),
  shared("getLeadSources()"),
  shared(
    "getLeads(opts)",
    "let opts = {\n'limit': 100,\n'start': 0,\n'archivedStatus': \"archivedStatus_example\"\n};",
  ),
  shared("updateLead(id, opts)", NO_ID, enclosed("updateLeadRequest", "UpdateLeadRequest")),
  shared("updateLeadLabel(id, opts)", NO_ID, enclosed("updateLeadLabelRequest", "UpdateLeadLabelRequest")),
  own("addLead(opts)", built("AddLeadRequest")),
  own("deleteLead(id)", AN_ID),
  own("getLead(id)", AN_ID),
  own("getLeadUsers(id)", AN_ID),
  own(
    "getLeads(opts)",
    "let opts = {\n'limit': 100,\n'start': 0,\n'archivedStatus': \"archivedStatus_example\",\n'ownerId': 1,\n'personId': 1,\n'organizationId': 1,\n'filterId': 1,\n'sort': \"sort_example\"\n};",
  ),
  own(
    "searchLeads(term, opts)",
    'let term = "term_example";',
    "let opts = {\n'fields': \"fields_example\",\n'exactMatch': true,\n'personId': 56,\n'organizationId': 56,\n'includeFields': \"includeFields_example\",\n'start': 0,\n'limit': 56\n};",
  ),
  own("updateLead(id, opts)", AN_ID, built("UpdateLeadRequest")),
];

export const tutorial = `const pipedrive = require('pipedrive');
const defaultClient = new pipedrive.ApiClient();
defaultClient.authentications.api_key.apiKey = process.env.PIPEDRIVE_API_KEY;
async function addLead() {
try {
console.log('Sending request...');
const api = new pipedrive.LeadsApi(defaultClient);
const data = {
title: 'Lead 158',
value: {
amount: 3000,
currency: 'USD'
},
owner_id: 13293848,
label_ids: [
'f981d20f-cd00-4e30-a406-06576a92058b'
],
person_id: 1,
organization_id: 1,
expected_close_date: '2022-07-12',
visible_to: '1',
was_seen: true
}
const response = await api.addLead(data);
console.log('Lead was added successfully!', response);
} catch (err) {
const errorToLog = err.context?.body || err;
console.log('Adding a lead failed', errorToLog);
}
}
addLead();`;

/** A sample without comments and blank lines, which say nothing to the program. */
const bare = (text: string): string =>
  text
    .split("\n")
    .map((line) => line.replace(/\s*\/\/.*$/, "").trim())
    .filter((line) => line !== "")
    .join("\n");

/** Every JavaScript sample in the text of a document. */
export function samplesIn(document: string): string[] {
  const text = bare(document);
  const reference =
    text.match(/^import Pipedrive from 'pipedrive';\n(?:.*\n)*?console\.error\(error\);\n\}\);/gm) ?? [];
  const story = text.match(/^const pipedrive = require\('pipedrive'\);\n(?:.*\n)*?addLead\(\);/gm) ?? [];
  return [...reference, ...story];
}

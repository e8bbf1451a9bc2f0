import type { TestApp } from "../app.ts";
import { activitiesOfDeals, archivedDeals, deals, notesOnDeals } from "./deal-things.ts";
import type { Ask } from "./scene.ts";
import {
  employerOf,
  filterOfAll,
  found,
  type Shown,
  type Thing,
  UP_TO_100,
  walk,
  walkCursor,
} from "./thing.ts";

async function exportedLeads(ask: Ask, query = ""): Promise<string[]> {
  const { text } = await ask("GET", `/foyer/leads/export?format=ndjson${query}`);
  return text.split("\n").flatMap((line) => (line === "" ? [] : JSON.parse(line).id));
}

const leads: Thing = {
  name: "leads",
  async add(app, owner, visible_to) {
    const lead = await app.add.lead({ owner_id: owner.id, visible_to: `${visible_to}` as "1" });
    return lead.id;
  },
  ofOne: {
    getLead: (ask, id) => ask("GET", `/v1/leads/${id}`),
    getLeadFollowers: (ask, id) => ask("GET", `/foyer/leads/${id}/followers`),
    getLeadUsers: (ask, id) => ask("GET", `/v1/leads/${id}/permittedUsers`),
    "updateLead with nothing": (ask, id) => ask("PATCH", `/v1/leads/${id}`, {}),
    updateLead: (ask, id) => ask("PATCH", `/v1/leads/${id}`, { channel_id: String(Math.random()) }),
  },
  ofAll: {
    getLeads: (ask) => walk(ask, "/v1/leads", 500),
    inbox: (ask) => walk(ask, "/foyer/leads", 500),
    exportLeads: (ask) => exportedLeads(ask),
    "getLeads page by page": (ask) => walk(ask, "/v1/leads", 7),
    "getLeads by title, backwards": (ask) => walk(ask, "/v1/leads?sort=title DESC", 5),
    "getLeads by two fields": (ask) => walk(ask, "/v1/leads?sort=was_seen ASC, add_time DESC", 9),
    "getLeads with archived ones": (ask) => walk(ask, "/v1/leads?archived_status=all", 11),
    "searchLeads, v1": (ask) => found(ask, "/v1/leads/search?term=blue"),
    "searchLeads, v2": (ask) => found(ask, "/api/v2/leads/search?term=door ord"),
    itemSearch: (ask) => found(ask, "/api/v2/itemSearch?item_types=lead&term=door"),
    "getLeads by a filter": async (ask) =>
      walk(ask, `/v1/leads?filter_id=${await filterOfAll(ask, "leads")}`, 13),
    "getLeads changed lately": (ask) => walk(ask, "/v1/leads?updated_since=2020-01-01", 100),
  },
  counts: { inbox: async (ask) => (await ask("GET", "/foyer/leads/count")).body.data.count },
  async viewers(ask, id) {
    return (await ask("GET", `/v1/leads/${id}/permittedUsers`)).body.data;
  },
  followers: (id) => [`/foyer/leads/${id}/followers`],
  remove: (ask, id) => ask("DELETE", `/v1/leads/${id}`),
};

const archivedLeads: Thing = {
  ...leads,
  name: "archived leads",
  counts: {
    inbox: async (ask) => (await ask("GET", "/foyer/leads/count?archived_status=archived")).body.data.count,
  },
  async add(app, owner, visible_to) {
    const id = await leads.add(app, owner, visible_to);
    await app.data("PATCH", `/v1/leads/${id}`, { is_archived: true });
    return id;
  },
  ofOne: {
    getLead: (ask, id) => ask("GET", `/v1/leads/${id}`),
    "updateLead with nothing": (ask, id) => ask("PATCH", `/v1/leads/${id}`, {}),
  },
  ofAll: {
    searchLeads: (ask) => found(ask, "/v1/leads/search?term=blue"),
    exportLeads: (ask) => exportedLeads(ask, "&archived_status=archived"),
    getArchivedLeads: (ask) => walk(ask, "/v1/leads/archived", 500),
    "getArchivedLeads page by page": (ask) => walk(ask, "/v1/leads/archived", 7),
    "getLeads, archived": (ask) => walk(ask, "/v1/leads?archived_status=archived&sort=update_time DESC", 9),
  },
};

/** Leads that hang on a contact anyone may see, to be moved to another. */
async function someLead(ask: Ask): Promise<string> {
  const { body } = await ask("POST", "/api/v2/persons", { name: "Anyone", visible_to: 1 });
  return (await ask("POST", "/v1/leads", { title: "Anything", person_id: body.data.id })).body.data.id;
}

const contact = (kind: "persons" | "organizations", leadKey: string): Omit<Thing, "add"> => ({
  name: kind,
  ofOne: {
    "get, v1": (ask, id) => ask("GET", `/v1/${kind}/${id}`),
    "get, v2": (ask, id) => ask("GET", `/api/v2/${kind}/${id}?include_fields=smart_bcc_email`),
    "get followers, v1": (ask, id) => ask("GET", `/v1/${kind}/${id}/followers`),
    "get followers, v2": (ask, id) => ask("GET", `/api/v2/${kind}/${id}/followers`),
    permittedUsers: (ask, id) => ask("GET", `/v1/${kind}/${id}/permittedUsers`),
    "update with nothing, v1": (ask, id) => ask("PUT", `/v1/${kind}/${id}`, {}),
    "update, v1": (ask, id) => ask("PUT", `/v1/${kind}/${id}`, { name: `Name ${Math.random()}` }),
    "update, v2": (ask, id) => ask("PATCH", `/api/v2/${kind}/${id}`, { name: `Name ${Math.random()}` }),
  },
  ofAll: {
    "list, v1": (ask) => walk(ask, `/v1/${kind}`, 500),
    "list page by page, v1": (ask) => walk(ask, `/v1/${kind}`, 7),
    "list by name, backwards, v1": (ask) => walk(ask, `/v1/${kind}?sort=name DESC`, 5),
    "search, v1": (ask) => found(ask, `/v1/${kind}/search?term=example`),
    "search, v2": (ask) => found(ask, `/api/v2/${kind}/search?term=example`),
    itemSearch: (ask) => found(ask, `/v1/itemSearch?item_types=${kind.slice(0, -1)}&term=example`),
    "list by level, v1": (ask) => walk(ask, `/v1/${kind}?sort=visible_to ASC, add_time DESC`, 9),
    "list, v2": (ask) => walkCursor(ask, `/api/v2/${kind}`, 500),
    "list page by page, v2": (ask) => walkCursor(ask, `/api/v2/${kind}?sort_by=add_time`, 7),
    "list by id, v2": (ask) => walkCursor(ask, `/api/v2/${kind}?ids=${UP_TO_100}`, 100),
  },
  links: {
    addLead: (ask, id) => ask("POST", "/v1/leads", { title: "Linked", [leadKey]: Number(id) }),
    updateLead: async (ask, id) =>
      ask("PATCH", `/v1/leads/${await someLead(ask)}`, { [leadKey]: Number(id) }),
    addNote: (ask, id) =>
      ask("POST", "/v1/notes", { content: "x", [leadKey.replace("organization", "org")]: Number(id) }),
  },
  viewers: async (ask, id) => (await ask("GET", `/v1/${kind}/${id}/permittedUsers`)).body.data,
  followers: (id) => [`/v1/${kind}/${id}/followers`, `/api/v2/${kind}/${id}/followers`],
  remove: (ask, id) => ask("DELETE", `/${Number(id) % 2 ? "v1" : "api/v2"}/${kind}/${id}`),
});

const organizations: Thing = {
  ...contact("organizations", "organization_id"),
  add: async (app, owner, visible_to) =>
    String((await app.add.organization({ owner_id: owner.id, visible_to })).id),
};
organizations.links = {
  ...organizations.links,
  "addPerson, v1": (ask, id) => ask("POST", "/v1/persons", { name: "Linked", org_id: Number(id) }),
  "addPerson, v2": (ask, id) => ask("POST", "/api/v2/persons", { name: "Linked", org_id: Number(id) }),
};

/** A deal that everyone sees and all persons take part in. */
const negotiations = new WeakMap<TestApp, Promise<{ id: number }>>();

function negotiationOf(app: TestApp): Promise<{ id: number }> {
  const known = negotiations.get(app) ?? app.add.deal({ title: "Negotiation", visible_to: 7 });
  negotiations.set(app, known);
  return known;
}

const plainPersons = contact("persons", "person_id");
const persons: Thing = {
  ...plainPersons,
  ofAll: {
    ...plainPersons.ofAll,
    getDealParticipants: async (ask) => {
      const { body } = await ask("GET", "/v1/deals/1/participants?limit=500");
      return body.data.map(({ person }: { person: Shown }) => String(person.id));
    },
    "list of those who take part in a deal, v2": (ask) => walkCursor(ask, "/api/v2/persons?deal_id=1", 9),
  },
  async add(app, owner, visible_to) {
    const { id: org_id } = await employerOf(app);
    const { id: person_id } = await app.add.person({ owner_id: owner.id, visible_to, org_id });
    const { id } = await negotiationOf(app);
    await app.data("POST", `/v1/deals/${id}/participants`, { person_id });
    return String(person_id);
  },
  counts: {
    "people_count, v1": async (ask) => (await ask("GET", "/v1/organizations")).body.data[0].people_count,
    "people_count, v2": async (ask) =>
      (await ask("GET", "/api/v2/organizations?include_fields=people_count")).body.data[0].people_count,
  },
};

/** A note is seen by whoever sees the lead it is on, whoever may see the lead's person. */
const notes: Thing = {
  name: "notes on leads",
  async add(app, owner, visible_to) {
    const { id: person_id } = await app.add.person({ visible_to: 7 });
    const lead = await app.add.lead({ owner_id: owner.id, visible_to: `${visible_to}` as "1", person_id });
    return String((await app.add.note({ lead_id: lead.id })).id);
  },
  ofOne: {
    getNote: (ask, id) => ask("GET", `/v1/notes/${id}`),
    "updateNote with nothing": (ask, id) => ask("PUT", `/v1/notes/${id}`, {}),
    updateNote: (ask, id) => ask("PUT", `/v1/notes/${id}`, { content: String(Math.random()) }),
    getNoteComments: (ask, id) => ask("GET", `/v1/notes/${id}/comments`),
    addNoteComment: (ask, id) => ask("POST", `/v1/notes/${id}/comments`, { content: "Done" }),
  },
  ofAll: {
    getNotes: (ask) => walk(ask, "/v1/notes", 500),
    "getNotes page by page": (ask) => walk(ask, "/v1/notes", 7),
    "getNotes by change, backwards": (ask) => walk(ask, "/v1/notes?sort=update_time DESC", 9),
    "getNotes of a user": (ask) => walk(ask, "/v1/notes?user_id=1", 11),
  },
  remove: (ask, id) => ask("DELETE", `/v1/notes/${id}`),
};

/** An activity is seen as its lead is, and by whose it is: here the administrator's, who sees everything. */
const activities: Thing = {
  name: "activities of leads",
  async add(app, owner, visible_to) {
    const { id: person_id } = await app.add.person({ visible_to: 7 });
    const lead = await app.add.lead({ owner_id: owner.id, visible_to: `${visible_to}` as "1", person_id });
    return String((await app.add.activity({ lead_id: lead.id, participants: [{ person_id }] })).id);
  },
  ofOne: {
    "getActivity, v1": (ask, id) => ask("GET", `/v1/activities/${id}`),
    "getActivity, v2": (ask, id) => ask("GET", `/api/v2/activities/${id}`),
    "updateActivity with nothing": (ask, id) => ask("PATCH", `/api/v2/activities/${id}`, {}),
    updateActivity: (ask, id) => ask("PUT", `/v1/activities/${id}`, { subject: String(Math.random()) }),
  },
  ofAll: {
    "getActivities, v1": (ask) => walk(ask, "/v1/activities?user_id=0", 7),
    "getActivities, v2": (ask) => walkCursor(ask, "/api/v2/activities", 500),
    "getActivities page by page": (ask) => walkCursor(ask, "/api/v2/activities?sort_by=due_date", 7),
    "getActivities of a user": (ask) => walkCursor(ask, "/api/v2/activities?owner_id=1", 9),
  },
  remove: (ask, id) => ask("DELETE", `/api/v2/activities/${id}`),
};

export const things: readonly Thing[] = [
  leads,
  archivedLeads,
  persons,
  organizations,
  notes,
  activities,
  deals,
  archivedDeals,
  notesOnDeals,
  activitiesOfDeals,
];

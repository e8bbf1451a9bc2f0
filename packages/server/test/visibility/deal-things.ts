import type { TestApp } from "../app.ts";
import type { Member } from "./scene.ts";
import { employerOf, filterOfAll, found, type Thing, UP_TO_100, walk, walkCursor } from "./thing.ts";

async function addDeal(app: TestApp, owner: Member, visible_to: number): Promise<string> {
  const { id: org_id } = await employerOf(app);
  const level = visible_to as 1 | 3 | 5 | 7; // the four there are
  return String(
    (await app.add.deal({ title: "Blue gate", owner_id: owner.id, visible_to: level, org_id })).id,
  );
}

export const deals: Thing = {
  name: "deals",
  add: addDeal,
  ofOne: {
    "getDeal, v1": (ask, id) => ask("GET", `/v1/deals/${id}`),
    "getDeal, v2": (ask, id) => ask("GET", `/api/v2/deals/${id}`),
    "getDealFollowers, v1": (ask, id) => ask("GET", `/v1/deals/${id}/followers`),
    "getDealFollowers, v2": (ask, id) => ask("GET", `/api/v2/deals/${id}/followers`),
    getDealUsers: (ask, id) => ask("GET", `/v1/deals/${id}/permittedUsers`),
    getDealParticipants: (ask, id) => ask("GET", `/v1/deals/${id}/participants`),
    "updateDeal with nothing": (ask, id) => ask("PUT", `/v1/deals/${id}`, {}),
    "updateDeal, v2": (ask, id) => ask("PATCH", `/api/v2/deals/${id}`, { value: Math.random() }),
  },
  ofAll: {
    "getDeals, v1": (ask) => walk(ask, "/v1/deals", 500),
    "getDeals page by page, v1": (ask) => walk(ask, "/v1/deals", 7),
    "getDeals by title, backwards": (ask) => walk(ask, "/v1/deals?sort=title DESC", 9),
    "getDeals, v2": (ask) => walkCursor(ask, "/api/v2/deals", 500),
    "getDeals page by page, v2": (ask) => walkCursor(ask, "/api/v2/deals?sort_by=update_time", 7),
    "getDeals by id, v2": (ask) => walkCursor(ask, `/api/v2/deals?ids=${UP_TO_100}`, 100),
    "getDeals by a filter": async (ask) =>
      walk(ask, `/v1/deals?filter_id=${await filterOfAll(ask, "deals")}`, 13),
    getStageDeals: (ask) => walk(ask, "/v1/stages/1/deals?everyone=1", 11),
    getPipelineDeals: (ask) => walk(ask, "/v1/pipelines/1/deals?everyone=1", 11),
    "searchDeals, v1": (ask) => found(ask, "/v1/deals/search?term=gate"),
    "searchDeals, v2": (ask) => found(ask, "/api/v2/deals/search?term=blue ga"),
    itemSearch: (ask) => found(ask, "/api/v2/itemSearch?item_types=deal&term=blue"),
    "what belongs to an organization found": async (ask) => {
      const url = "/api/v2/itemSearch?item_types=organization&term=employer&search_for_related_items=true";
      const { body } = await ask("GET", url);
      return body.data.related_items.map(({ item }: { item: { id: number } }) => String(item.id));
    },
  },
  links: {
    addNote: (ask, id) => ask("POST", "/v1/notes", { content: "x", deal_id: Number(id) }),
    addActivity: (ask, id) => ask("POST", "/api/v2/activities", { subject: "x", deal_id: Number(id) }),
  },
  counts: {
    "open_deals_count, v1": async (ask) =>
      (await ask("GET", "/v1/organizations")).body.data[0].open_deals_count,
    "open_deals_count, v2": async (ask) =>
      (await ask("GET", "/api/v2/organizations?include_fields=open_deals_count")).body.data[0]
        .open_deals_count,
  },
  viewers: async (ask, id) => (await ask("GET", `/v1/deals/${id}/permittedUsers`)).body.data,
  followers: (id) => [`/v1/deals/${id}/followers`, `/api/v2/deals/${id}/followers`],
  remove: (ask, id) => ask("DELETE", `/${Number(id) % 2 ? "v1" : "api/v2"}/deals/${id}`),
};

export const archivedDeals: Thing = {
  name: "archived deals",
  async add(app, owner, visible_to) {
    const id = await addDeal(app, owner, visible_to);
    await app.data("PATCH", `/api/v2/deals/${id}`, { is_archived: true });
    return id;
  },
  ofOne: { getDeal: (ask, id) => ask("GET", `/api/v2/deals/${id}`) },
  ofAll: {
    "getArchivedDeals, v1": (ask) => walk(ask, "/v1/deals/archived", 7),
    "getArchivedDeals, v2": (ask) => walkCursor(ask, "/api/v2/deals/archived?sort_by=add_time", 9),
    searchDeals: (ask) => found(ask, "/v1/deals/search?term=gate"),
  },
  remove: deals.remove,
};

/** A note on a deal is seen by whoever sees the deal, whoever may see the deal's organization. */
export const notesOnDeals: Thing = {
  name: "notes on deals",
  async add(app, owner, visible_to) {
    const deal_id = Number(await addDeal(app, owner, visible_to));
    return String((await app.data("POST", "/v1/notes", { content: "x", deal_id })).id);
  },
  ofOne: {
    getNote: (ask, id) => ask("GET", `/v1/notes/${id}`),
    "updateNote with nothing": (ask, id) => ask("PUT", `/v1/notes/${id}`, {}),
    getNoteComments: (ask, id) => ask("GET", `/v1/notes/${id}/comments`),
  },
  ofAll: { getNotes: (ask) => walk(ask, "/v1/notes", 7) },
  remove: (ask, id) => ask("DELETE", `/v1/notes/${id}`),
};

/** The same of an activity, and by whose it is: here the administrator's. */
export const activitiesOfDeals: Thing = {
  name: "activities of deals",
  async add(app, owner, visible_to) {
    const deal_id = Number(await addDeal(app, owner, visible_to));
    return String((await app.data("POST", "/api/v2/activities", { subject: "x", deal_id })).id);
  },
  ofOne: {
    "getActivity, v1": (ask, id) => ask("GET", `/v1/activities/${id}`),
    "getActivity, v2": (ask, id) => ask("GET", `/api/v2/activities/${id}`),
  },
  ofAll: {
    "getActivities, v1": (ask) => walk(ask, "/v1/activities?user_id=0", 7),
    "getActivities, v2": (ask) => walkCursor(ask, "/api/v2/activities?sort_by=due_date", 9),
  },
  remove: (ask, id) => ask("DELETE", `/api/v2/activities/${id}`),
};

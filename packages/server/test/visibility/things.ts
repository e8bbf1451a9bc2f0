import type { TestApp } from "../app.ts";
import type { Ask, Member } from "./scene.ts";

/**
 * A kind of thing that has an owner and is seen by some. Whoever adds a way to read one adds a row here, and the
 * matrix holds it against the rule for every user.
 */
export type Thing = {
  name: string;
  add: (app: TestApp, owner: Member, visible_to: number) => Promise<string>;
  /** Requests about one of them: answered for who sees it, 404 for others. None may change who sees it. */
  ofOne: Record<string, (ask: Ask, id: string) => ReturnType<Ask>>;
  /** Lists and counts: the ids they show. */
  ofAll: Record<string, (ask: Ask) => Promise<string[]>>;
  /** Tells the users who see it. */
  viewers?: (ask: Ask, id: string) => Promise<number[]>;
  /** Takes it away. */
  remove: (ask: Ask, id: string) => ReturnType<Ask>;
};

type Shown = { id: string | number };

const idsOf = (items: readonly Shown[]): string[] => items.map(({ id }) => String(id));

/** All ids of a v1 list, page by page. */
async function walk(ask: Ask, url: string, limit: number): Promise<string[]> {
  const ids: string[] = [];
  for (let start: number | undefined = 0; start !== undefined; ) {
    const answer = await ask("GET", `${url}${url.includes("?") ? "&" : "?"}start=${start}&limit=${limit}`);
    ids.push(...idsOf(answer.body.data));
    start = answer.body.additional_data.pagination.next_start;
  }
  return ids;
}

const leads: Thing = {
  name: "leads",
  async add(app, owner, visible_to) {
    const lead = await app.add.lead({ owner_id: owner.id, visible_to: `${visible_to}` as "1" });
    return lead.id;
  },
  ofOne: {
    getLead: (ask, id) => ask("GET", `/v1/leads/${id}`),
    getLeadUsers: (ask, id) => ask("GET", `/v1/leads/${id}/permittedUsers`),
    "updateLead with nothing": (ask, id) => ask("PATCH", `/v1/leads/${id}`, {}),
    updateLead: (ask, id) => ask("PATCH", `/v1/leads/${id}`, { channel_id: String(Math.random()) }),
  },
  ofAll: {
    getLeads: (ask) => walk(ask, "/v1/leads", 500),
    "getLeads page by page": (ask) => walk(ask, "/v1/leads", 7),
    "getLeads by title, backwards": (ask) => walk(ask, "/v1/leads?sort=title DESC", 5),
    "getLeads by two fields": (ask) => walk(ask, "/v1/leads?sort=was_seen ASC, add_time DESC", 9),
    "getLeads with archived ones": (ask) => walk(ask, "/v1/leads?archived_status=all", 11),
    "getLeads changed lately": (ask) => walk(ask, "/v1/leads?updated_since=2020-01-01", 100),
  },
  async viewers(ask, id) {
    return (await ask("GET", `/v1/leads/${id}/permittedUsers`)).body.data;
  },
  remove: (ask, id) => ask("DELETE", `/v1/leads/${id}`),
};

const archivedLeads: Thing = {
  ...leads,
  name: "archived leads",
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
    getArchivedLeads: (ask) => walk(ask, "/v1/leads/archived", 500),
    "getArchivedLeads page by page": (ask) => walk(ask, "/v1/leads/archived", 7),
    "getLeads, archived": (ask) => walk(ask, "/v1/leads?archived_status=archived&sort=update_time DESC", 9),
  },
};

export const things: readonly Thing[] = [leads, archivedLeads];

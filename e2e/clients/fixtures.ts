import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { Foyer } from "../support/foyer.ts";
import { asItem, asItems, asNumber, asString, type Item } from "./json.ts";

/** Data a check starts from, made by plain requests so that a client is never tested with itself. */
export type Fixtures = {
  person(values?: Item): Promise<number>;
  organization(values?: Item): Promise<number>;
  /** A lead of a person that all of them share, unless told otherwise. */
  lead(values?: Item): Promise<Item>;
  leads(titles: string[], values?: Item): Promise<Item[]>;
  archived(leadId: string): Promise<Item>;
  label(values?: Item): Promise<Item>;
  /** A deal of its own, as v2 answers it. */
  deal(values?: Item): Promise<Item>;
  changedDeal(id: number, values: Item): Promise<Item>;
  /** A pipeline of its own, with one stage: their ids. */
  stage(): Promise<{ pipeline_id: number; stage_id: number }>;
  user(): Promise<number>;
  /** A role of its own, below the first one: its id and name. */
  role(): Promise<Item>;
  /** A custom field of text, unless told otherwise, as v1 answers it. */
  field(entity: "Deal" | "Person" | "Organization", values?: Item): Promise<Item>;
  /** What a filter of leads asks for that wants `word` in the title. */
  conditions(word: string): Promise<Item>;
  /** A filter of leads with `word` in the title. */
  filter(word: string, values?: Item): Promise<Item>;
  /** A note on a lead of its own, unless told otherwise. */
  note(values?: Item): Promise<Item>;
  /** An activity of a lead of its own, unless told otherwise. */
  activity(values?: Item): Promise<Item>;
  /** A word that no other check uses, to tell one check's data from another's. */
  word(): string;
};

/** The person of leads for which none is named, by server: a person each would soon be more than a list holds. */
const anyone = new WeakMap<Foyer, Promise<number>>();

export function createFixtures(foyer: Foyer): Fixtures {
  const { baseUrl, token } = foyer;
  const send = async (method: string, path: string, values: Item) => {
    const response = await fetch(baseUrl + path, {
      method,
      headers: { "x-api-token": token, "content-type": "application/json" },
      body: JSON.stringify(values),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return asItem(asItem(JSON.parse(text)).data);
  };
  const post = (path: string, values: Item) => send("POST", path, values);
  const word = () => randomUUID().slice(0, 8);
  const person = async (values: Item = {}) =>
    asNumber((await post("/api/v2/persons", { name: `Person ${word()}`, ...values })).id);
  const someone = () => {
    const known = anyone.get(foyer) ?? person();
    anyone.set(foyer, known);
    return known;
  };
  const lead = async (values: Item = {}) => {
    const links = "person_id" in values || "organization_id" in values ? {} : { person_id: await someone() };
    return post("/v1/leads", { title: `Lead ${word()}`, ...links, ...values });
  };
  const conditions = async (wanted: string) => {
    const response = await fetch(`${baseUrl}/v1/leadFields`, { headers: { "x-api-token": token } });
    const title = asItems(asItem(await response.json()).data).find(({ key }) => key === "title");
    const condition = { object: "lead", operator: "LIKE '%$%'", value: wanted, extra_value: null };
    return {
      glue: "and",
      conditions: [
        { glue: "and", conditions: [{ ...condition, field_id: String(title?.id) }] },
        { glue: "or", conditions: [] },
      ],
    };
  };
  return {
    conditions,
    filter: async (wanted, values = {}) => {
      const filter = { name: `Filter ${wanted}`, type: "leads", conditions: await conditions(wanted) };
      return post("/v1/filters", { ...filter, ...values });
    },
    word,
    person,
    lead,
    organization: async (values = {}) =>
      asNumber((await post("/api/v2/organizations", { name: `Organization ${word()}`, ...values })).id),
    archived: (leadId) => send("PATCH", `/v1/leads/${leadId}`, { is_archived: true }),
    note: async (values = {}) => {
      const place = "lead_id" in values ? {} : { lead_id: (await lead()).id };
      return post("/v1/notes", { content: `Note ${word()}`, ...place, ...values });
    },
    activity: async (values = {}) => {
      const place = "lead_id" in values ? {} : { lead_id: (await lead()).id };
      return post("/api/v2/activities", { subject: `Call ${word()}`, ...place, ...values });
    },
    changedDeal: (id, values) => send("PATCH", `/api/v2/deals/${id}`, values),
    deal: (values = {}) => post("/api/v2/deals", { title: `Deal ${word()}`, ...values }),
    async stage() {
      const pipeline = await post("/api/v2/pipelines", { name: `Pipeline ${word()}` });
      const pipeline_id = asNumber(pipeline.id);
      const stage = await post("/api/v2/stages", { name: `Stage ${word()}`, pipeline_id });
      return { pipeline_id, stage_id: asNumber(stage.id) };
    },
    async user() {
      const response = await fetch(`${baseUrl}/v1/users/me`, { headers: { "x-api-token": token } });
      return asNumber(asItem(asItem(await response.json()).data).id);
    },
    async role() {
      const role = { name: `Role ${word()}` };
      return { ...role, id: (await post("/v1/roles", { ...role, parent_role_id: 1 })).id };
    },
    field: (entity, values = {}) =>
      post(`/v1/${entity.toLowerCase()}Fields`, {
        name: `Field ${word()}`,
        field_type: "varchar",
        ...values,
      }),
    label: (values = {}) => post("/v1/leadLabels", { name: `Label ${word()}`, color: "green", ...values }),
    async leads(titles, values) {
      const made: Item[] = [];
      for (const title of titles) {
        made.push(await lead({ ...values, title }));
        await setTimeout(2); // so that no two of them share their add_time
      }
      return made;
    },
  };
}

export function idOf(item: Item): string {
  return asString(item.id);
}

export function idNumber(item: Item): number {
  return asNumber(item.id);
}

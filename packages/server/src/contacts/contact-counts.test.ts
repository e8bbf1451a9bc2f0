import fc, { type GeneratorValue } from "fast-check";
import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";
import { witness } from "../../test/witness.ts";
import type { Db } from "../storage/db.ts";
import { countDeals } from "./deal-counts.store.ts";

const RUNS = { sqlite: 6, postgres: 2 };
const DEEDS = 14;

type Tally = Record<string, number>;
// biome-ignore lint/suspicious/noExplicitAny: bodies as they were answered
type Thing = any;

const COUNTERS = [
  ...["open_deals_count", "closed_deals_count", "won_deals_count", "lost_deals_count"],
  ...["related_open_deals_count", "related_closed_deals_count"],
  ...["related_won_deals_count", "related_lost_deals_count"],
];
const TAKING = ["participant_open_deals_count", "participant_closed_deals_count"];

/** Counts one by one what the queries count in an index. */
async function expected(app: TestApp) {
  const includes = "include_fields=participants_count";
  const deals: Thing[] = await app.data("GET", `/api/v2/deals?limit=500&${includes}`);
  const persons: Thing[] = await app.data("GET", "/api/v2/persons?limit=500");
  const takers = new Map<number, number[]>();
  for (const { id } of deals) {
    const participants: Thing[] = await app.data("GET", `/v1/deals/${id}/participants`);
    takers.set(
      id,
      participants.map(({ person_id }) => person_id.value),
    );
  }
  const tally = (prefix: string, some: Thing[]): Tally => {
    const of = (status: string) => some.filter((deal) => deal.status === status).length;
    return {
      [`${prefix}open_deals_count`]: of("open"),
      [`${prefix}closed_deals_count`]: of("won") + of("lost"),
      ...(prefix !== "participant_" && {
        [`${prefix}won_deals_count`]: of("won"),
        [`${prefix}lost_deals_count`]: of("lost"),
      }),
    };
  };
  return {
    person: ({ id, org_id }: Thing): Tally => {
      const isHomes = (deal: Thing) => org_id !== null && deal.org_id === org_id && deal.person_id !== id;
      const takesPart = (deal: Thing) => deal.person_id !== id && takers.get(deal.id)?.includes(id);
      const own = deals.filter(({ person_id }) => person_id === id);
      return {
        ...{ ...tally("", own), ...tally("related_", deals.filter(isHomes)) },
        ...tally("participant_", deals.filter(takesPart)),
      };
    },
    organization: ({ id }: Thing): Tally => {
      const people = persons.flatMap((one) => (one.org_id === id ? [one.id] : []));
      const isPeoples = (deal: Thing) => deal.org_id !== id && people.includes(deal.person_id);
      const own = deals.filter(({ org_id }) => org_id === id);
      return { ...tally("", own), ...tally("related_", deals.filter(isPeoples)) };
    },
  };
}

async function check(app: TestApp, what: string): Promise<void> {
  const counts = await expected(app);
  for (const [kind, keys] of [
    ["person", [...COUNTERS, ...TAKING]],
    ["organization", COUNTERS],
  ] as const) {
    const listed: Thing[] = await app.data("GET", `/v1/${kind}s`);
    const asked: Thing[] = await app.data("GET", `/api/v2/${kind}s?include_fields=${keys}`);
    for (const [place, contact] of asked.entries()) {
      const wanted = counts[kind](contact);
      expect(contact, `${what}: ${kind} ${contact.id}`).toMatchObject(wanted);
      expect(listed[place], `${what}: ${kind} ${contact.id} in v1`).toMatchObject({
        id: contact.id,
        ...wanted,
      });
    }
  }
}

/** Does one thing that moves counts. */
async function act(app: TestApp, gen: GeneratorValue): Promise<string> {
  const one = <T>(...values: T[]): T => gen(fc.constantFrom<T[]>, ...values);
  const ids = async (url: string): Promise<number[]> =>
    (await app.data("GET", url)).map(({ id }: Thing) => id);
  const people = await ids("/api/v2/persons");
  const orgs = await ids("/api/v2/organizations");
  const deals = await ids("/api/v2/deals");
  const [person_id, org_id] = [one(null, ...people), one(null, ...orgs)];
  const deal = deals.length > 0 ? one(...deals) : undefined;
  const on = async (method: string, path: string, body?: object) => {
    if (deal === undefined) return "nothing";
    const answer = await app.request(method, `/api/v2/deals/${deal}${path}`, body ? { body } : {});
    return `${method} ${deal}${path} ${JSON.stringify(body)} ${answer.status}`;
  };
  const deeds = {
    add: async () =>
      `add ${(await app.add.deal({ person_id, org_id, status: one("open", "won", "lost") })).id}`,
    move: () => on("PATCH", "", { person_id, org_id, is_archived: false }),
    close: () => on("PATCH", "", { status: one("open", "won", "lost"), is_archived: false }),
    archive: () => on("PATCH", "", { is_archived: one(true, false) }),
    remove: () => on("DELETE", ""),
    restore: async () => {
      const gone = await app.data("GET", "/v1/deals?status=deleted");
      if (gone.length === 0) return "nothing";
      await app.data("PUT", `/v1/deals/${one(...(gone as Thing[])).id}`, { status: one("open", "won") });
      return "restore";
    },
    join: async () => {
      if (deal === undefined || people.length === 0) return "nothing";
      await app.data("POST", `/v1/deals/${deal}/participants`, { person_id: one(...people) });
      return `join ${deal}`;
    },
    settle: async () => {
      await app.data("PATCH", `/api/v2/persons/${one(...people)}`, { org_id });
      return "settle";
    },
    convert: async () => {
      if (person_id === null && org_id === null) return "nothing";
      const lead = await app.add.lead({ person_id, organization_id: org_id });
      const { conversion_id } = await app.data("POST", `/api/v2/leads/${lead.id}/convert/deal`, {});
      if (one(true, false)) await app.data("POST", `/foyer/conversions/${conversion_id}/take-back`, {});
      return "convert";
    },
    back: () => on("POST", "/convert/lead"),
  };
  return one(...Object.values(deeds))();
}

describe.each(engines)("what is counted of contacts on %s", (engine) => {
  test("their deals, whatever is done", async () => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (gen) => {
        const app = await startTestApp(engine);
        const orgs = [(await app.add.organization()).id, (await app.add.organization()).id];
        for (const org_id of [...orgs, null]) await app.add.person({ org_id });
        const done: string[] = [];
        for (let deed = 0; deed < DEEDS; deed++) {
          done.push(await act(app, gen));
          if (deed % 4 === 3 || deed === DEEDS - 1) await check(app, done.join("; "));
        }
      }),
      { numRuns: RUNS[engine], endOnFailure: true },
    );
  });

  test("only deals, notes and activities who asks sees", async () => {
    const app = await startTestApp(engine);
    const bob = await app.colleague();
    const { id: org_id } = await app.add.organization();
    const { id } = await app.add.person({ org_id });
    const deal = await app.add.deal({ person_id: id, org_id, visible_to: 1 });
    await app.add.deal({ org_id, visible_to: 1, status: "won" });
    await app.add.note({ person_id: id });
    await app.data("POST", "/v1/notes", { content: "Secret", deal_id: deal.id });
    const taking = { lead_id: null, participants: [{ person_id: id, primary: true }] };
    await app.add.activity({ ...taking, due_date: "2026-03-01" });
    await app.add.activity({
      ...taking,
      ...{ deal_id: deal.id, due_date: "2026-02-01", due_time: "09:30:00" },
    });
    await app.data("POST", `/v1/persons/${id}/followers`, { user_id: bob.id });
    const seen = async (token: string) => {
      const url =
        "?include_fields=open_deals_count,related_won_deals_count,notes_count,undone_activities_count";
      const { body } = await app.request("GET", `/api/v2/persons/${id}${url}`, { token });
      const { data } = (await app.request("GET", `/v1/persons/${id}`, { token })).body;
      const organization = (await app.request("GET", `/v1/organizations/${org_id}`, { token })).body.data;
      const { open_deals_count, related_won_deals_count, notes_count, undone_activities_count } = body.data;
      expect(data).toMatchObject({ open_deals_count, related_won_deals_count, notes_count });
      return [
        ...[open_deals_count, related_won_deals_count, notes_count, undone_activities_count],
        ...[data.followers_count, data.next_activity_date, data.next_activity_time],
        ...[organization.open_deals_count, organization.won_deals_count],
      ];
    };
    expect(await seen(app.token)).toEqual([1, 1, 2, 2, 1, "2026-02-01", "09:30:00", 1, 1]);
    expect(await seen(bob.token)).toEqual([0, 0, 1, 1, 1, "2026-03-01", null, 0, 0]);
  });
});

describe("deals of contacts are counted without reading them on sqlite", () => {
  test.each([
    ["ofPersons", "deals_of_person"],
    ["ofOrganizations", "deals_of_org"],
    ["ofPeople", "deals_of_person"],
  ] as const)("%s", async (of, index) => {
    const app = await startTestApp("sqlite");
    const texts: string[] = [];
    const listening: Db = {
      engine: "sqlite",
      async all(query) {
        texts.push(query.statement("sqlite").sql);
        return [];
      },
    };
    await countDeals(listening, { company_id: 1, sees: null }, of, [1]);
    const rows = await witness(app.databaseUrl, (query) => query(`explain query plan ${texts[0]}`));
    const plan = rows.map(({ detail }) => String(detail)).join("; ");
    expect(plan).toMatch(new RegExp(`SEARCH deals USING COVERING INDEX ${index} \\(`));
  });
});

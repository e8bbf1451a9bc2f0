import type { Lead } from "@leadfoyer/contract";
import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp, useOwnDatabase } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";
import { createFilterService } from "../filters/filters.service.ts";
import { createPlan } from "../seed/plan.ts";
import { fillCompany } from "../seed/seed.ts";
import { createLeadPages } from "./lead-pages.ts";

useOwnDatabase();

/** More than two stretches of a walk hold. */
const LEADS = { sqlite: 6_500, postgres: 800 };
/** One lead in so many is looked for. */
const RARE = 97;

const isWanted = ({ title }: Lead): boolean => title.includes("Needle");

/** An inbox and an archive in which the leads that are looked for are rare, and nothing but their titles tells them. */
async function haystack(engine: (typeof engines)[number]) {
  const app = await startTestApp(engine);
  const company = { id: app.actor.company_id, domain: app.domain, name: "Acme", add_time: 0 };
  await fillCompany(app.storage, company, {
    plan: createPlan({ seed: 1, leads: LEADS[engine], until: Date.now() }),
  });
  const all = await everything(app, "/v1/leads?limit=500&archived_status=all");
  const open = all.filter(({ is_archived }) => !is_archived);
  for (const [nr, { id, title }] of open.filter((_, index) => index % RARE === 5).entries())
    await app.data("PATCH", `/v1/leads/${id}`, { title: `${title} Needle ${nr}`, is_archived: nr % 5 === 0 });
  const conditions = {
    glue: "and",
    conditions: [
      {
        glue: "and",
        conditions: [
          { object: "lead", field_id: "1", operator: "LIKE '%$%'", value: "needle", extra_value: null },
        ],
      },
      { glue: "or", conditions: [] },
    ],
  };
  const { id } = await app.data("POST", "/v1/filters", { name: "Needles", type: "leads", conditions });
  return { app, filter: `filter_id=${id}` };
}

/** Every lead of a list, page by page. */
async function everything(app: TestApp, path: string): Promise<Lead[]> {
  const leads: Lead[] = [];
  for (let start = 0; ; ) {
    const { body } = await app.request("GET", `${path}&start=${start}`);
    leads.push(...body.data);
    const { more_items_in_collection, next_start } = body.additional_data.pagination;
    if (!more_items_in_collection) return leads;
    start = next_start;
  }
}

const ids = (leads: readonly Lead[]) => leads.map(({ id }) => id);

describe.each(engines)("leads that are rare in a list on %s", (engine) => {
  test("are all found, page by page, in every order, and counted; others are answered meanwhile", {
    timeout: 120_000,
  }, async () => {
    const { app, filter } = await haystack(engine);
    for (const archived of ["all", "not_archived", "archived"])
      for (const sort of ["add_time%20ASC", "add_time%20DESC", "title%20ASC", "owner_id%20DESC"]) {
        const list = `archived_status=${archived}&sort=${sort}`;
        const wanted = ids((await everything(app, `/v1/leads?limit=500&${list}`)).filter(isWanted));
        expect(wanted.length).toBeGreaterThan(1);
        for (const limit of [7, wanted.length, 100])
          expect(ids(await everything(app, `/v1/leads?limit=${limit}&${filter}&${list}`))).toEqual(wanted);
        const at = Math.floor(wanted.length / 2);
        const [one] = await app.data("GET", `/v1/leads?limit=1&${filter}&${list}&start=${at}`);
        expect(one.id).toBe(wanted[at]);
        const beyond = `/v1/leads?limit=1&${filter}&${list}&start=${wanted.length}`;
        expect(await app.data("GET", beyond)).toEqual([]);
      }
    const filter_id = Number(filter.split("=")[1]);
    const needles = { list: { filter_id }, action: "delete" };
    const open = (await everything(app, "/v1/leads?limit=500")).filter(isWanted).length;
    expect(await app.data("POST", "/foyer/bulk/preview", needles)).toMatchObject({
      total: open,
      changed: open,
    });
    if (engine === "sqlite") expect(await turnsDuring(app, filter_id)).toBeGreaterThan(0);
  });

  test("are found by who does not see all", { timeout: 120_000 }, async () => {
    const { app } = await haystack(engine);
    const bob = await app.colleague();
    const open = await everything(app, "/v1/leads?limit=500");
    for (const { id } of open.filter((_, nr) => nr % 50 === 0))
      await app.data("PATCH", `/v1/leads/${id}`, { visible_to: "1" });
    const wanted = (await everything(app, "/v1/leads?limit=500")).filter(
      ({ visible_to }) => visible_to !== "1",
    );
    const mine = async (start: number) =>
      (await app.request("GET", `/v1/leads?limit=500&start=${start}`, { token: bob.token })).body;
    const seen: Lead[] = [];
    for (let page = await mine(0); ; page = await mine(seen.length)) {
      seen.push(...page.data);
      if (!page.additional_data.pagination.more_items_in_collection) break;
    }
    expect(ids(seen)).toEqual(ids(wanted));
  });
});

/** How often whoever else waits has a turn until the leads of a filter are there. */
async function turnsDuring({ storage, actor }: TestApp, filter_id: number): Promise<number> {
  const filters = createFilterService({ storage, clock: Date.now });
  const { list } = createLeadPages({ storage, filters });
  await list(actor, { filter_id, limit: 1 }); // that it was used is written down once an hour
  let turns = 0;
  let isOver = false;
  const turn = () => {
    turns += 1;
    if (!isOver) setImmediate(turn);
  };
  const listing = list(actor, { filter_id, limit: 500 });
  setImmediate(turn);
  await listing;
  isOver = true;
  return turns;
}

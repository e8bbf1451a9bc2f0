import { type Lead, leadSortFields } from "@leadfoyer/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";
import { createFilterService } from "../filters/filters.service.ts";
import type { Sight } from "../lib/actor.ts";
import type { JsonPieces } from "../lib/answers.ts";
import type { Db } from "../storage/db.ts";
import { openStorage } from "../storage/open.ts";
import { prepare } from "../storage/prepared.ts";
import { toRow } from "./lead-document.ts";
import { createLeadPages } from "./lead-pages.ts";
import { createLeadService } from "./leads.service.ts";

/** Leads full of ties: few different titles, dates, owners and values, and equal times. */
async function addTiedLeads(app: TestApp, count: number): Promise<Lead[]> {
  const { id: person_id } = await app.add.person();
  const { id: organization_id } = await app.add.organization();
  const bob = await app.services.users.add(app.actor, {
    name: "Bob",
    email: `bob@${app.domain}.test`,
    is_admin: false,
    password_hash: null,
  });
  return Promise.all(
    Array.from({ length: count }, (_, index) =>
      app.add.lead({
        title: ["Door", "door", "Ärger", "漢字"][index % 4] ?? "",
        owner_id: index % 3 ? bob : app.actor.user_id,
        was_seen: index % 2 === 0,
        ...(index % 5 ? { expected_close_date: `2026-01-0${(index % 3) + 1}` } : {}),
        ...(index % 7 ? { person_id } : { organization_id }),
      }),
    ),
  );
}

const SOME: Sight = { user_id: 2, role_id: 1, above: "[]", below: "[]", alone: true };

const ids = (leads: readonly Lead[]): string[] => leads.map(({ id }) => id);

/** Walks a list to its end by `next_start`, as clients do. */
async function walk(app: TestApp, url: string, limit: number): Promise<Lead[]> {
  const leads: Lead[] = [];
  for (let start: number | undefined = 0; start !== undefined; ) {
    const { body } = await app.request(
      "GET",
      `${url}${url.includes("?") ? "&" : "?"}start=${start}&limit=${limit}`,
    );
    leads.push(...body.data);
    start = body.additional_data.pagination.next_start;
  }
  return leads;
}

/** Pages of an app's leads, and the most rows that any of their statements stepped over. */
function pagesOf(app: TestApp) {
  const { db } = app.storage;
  let most = 0;
  const listening: Db = {
    engine: db.engine,
    all(query, values) {
      if ("offset" in values) most = Math.max(most, Number(values.offset));
      return db.all(query, values);
    },
  };
  const storage = { ...app.storage, db: listening };
  const filters = createFilterService({ storage, clock: Date.now });
  return { pages: createLeadPages({ storage, filters }), stepped: () => most };
}

describe.each(engines)("lists of leads on %s", (engine) => {
  test("an empty list answers both paging forms", async () => {
    const app = await startTestApp(engine);
    const paging = { start: 0, limit: 100, more_items_in_collection: false };
    expect((await app.request("GET", "/v1/leads")).body).toEqual({
      success: true,
      data: [],
      additional_data: { ...paging, pagination: paging },
    });
  });

  test.each([
    ["where the one before ended", 5],
    ["on the last lead of the one before", 4],
  ])("pages in a row are sought when each begins %s", async (_where, step) => {
    const app = await startTestApp(engine);
    const added = ids(await addTiedLeads(app, 20));
    const { pages, stepped } = pagesOf(app);
    const seen = new Set<string>();
    for (let start = 0; start < 20; start += step) {
      const page = await pages.list(app.actor, { start, limit: 5, archived_status: "all" });
      for (const { id } of JSON.parse(`[${(page as { items: JsonPieces<unknown> }).items.pieces}]`))
        seen.add(id);
    }
    expect([...seen].toSorted()).toEqual(added.toSorted());
    expect(stepped(), "rows stepped over, beside those of a page").toBeLessThan(5);
  });

  test("a page kept by its words is there at once, for who sees all, until something changes", async () => {
    const app = await startTestApp(engine);
    await app.add.lead();
    const filters = createFilterService({ storage: app.storage, clock: Date.now });
    const pages = createLeadPages({ storage: app.storage, filters });
    const ask = () => pages.list(app.actor, { limit: 5 }, { words: "?limit=5" });
    expect(await ask()).toMatchObject({ keep: undefined });
    const again = await ask();
    if ("keep" in again) again.keep?.(Buffer.from("as it left"));
    const found = (actor = app.actor, words = "?limit=5") => pages.atOnce(actor, words)?.toString();
    expect(found()).toBe(engine === "sqlite" ? "as it left" : undefined); // PostgreSQL must be waited for
    expect(found(app.actor, "?limit=6")).toBeUndefined();
    expect(found({ ...app.actor, company_id: app.actor.company_id + 1 })).toBeUndefined();
    expect(found({ ...app.actor, sees: SOME })).toBeUndefined();
    await app.add.lead();
    expect(found()).toBeUndefined();
  });

  test("oldest first; next_start is there only while more follow", async () => {
    const app = await startTestApp(engine);
    const made = [await app.add.lead(), await app.add.lead(), await app.add.lead()];
    const page = await app.request("GET", "/v1/leads?limit=2");
    expect(page.body.data).toEqual(made.slice(0, 2));
    const paging = { start: 0, limit: 2, more_items_in_collection: true };
    expect(page.body.additional_data).toEqual({ ...paging, pagination: { ...paging, next_start: 2 } });
    const last = await app.request("GET", "/v1/leads?limit=2&start=2");
    expect(last.body.data).toEqual(made.slice(2));
    expect(Object.keys(last.body.additional_data.pagination)).toEqual([
      "start",
      "limit",
      "more_items_in_collection",
    ]);
    expect(
      (await app.request("GET", "/v1/leads?limit=3")).body.additional_data.more_items_in_collection,
    ).toBe(false);
    expect((await app.request("GET", "/v1/leads?start=99")).body.data).toEqual([]);
  });

  test.each([
    ["limit=501", { start: 0, limit: 500 }],
    ["limit=0", { start: 0, limit: 100 }],
    ["limit=-4&start=-9", { start: 0, limit: 100 }],
    ["start=0&limit=1&strict_mode=1&unknown=x", { start: 0, limit: 1 }],
  ])("%s is brought inside what a page can be", async (query, paging) => {
    const app = await startTestApp(engine);
    expect((await app.request("GET", `/v1/leads?${query}`)).body.additional_data.pagination).toMatchObject(
      paging,
    );
  });

  test("a page asked for again shows what has changed since, here or by another process", async () => {
    const app = await startTestApp(engine);
    const made = await Promise.all(Array.from({ length: 10 }, () => app.add.lead()));
    const page = () => app.data("GET", "/v1/leads?sort=id");
    const first = await page();
    for (let again = 0; again < 3; again++) expect(await page()).toEqual(first);
    const changed = await app.data("PATCH", `/v1/leads/${made[3]?.id}`, { title: "Red door order" });
    expect(await page()).toEqual(first.map((lead: Lead) => (lead.id === changed.id ? changed : lead)));

    const elsewhere = await openStorage({ url: app.databaseUrl, clock: Date.now });
    const filters = createFilterService({ storage: elsewhere, clock: Date.now });
    const other = createLeadService({ storage: elsewhere, filters });
    for (let again = 0; again < 3; again++) await page();
    await other.remove(app.actor, changed.id);
    await elsewhere.close();
    expect(ids(await page())).not.toContain(changed.id);
  });

  test("any walk meets every lead once, in an order that does not depend on the page size", async () => {
    const app = await startTestApp(engine);
    const made = await addTiedLeads(app, 40);
    const keys = fc.array(
      fc.tuple(fc.constantFrom(...leadSortFields), fc.constantFrom("", " ASC", " DESC", " desc")),
      {
        maxLength: 3,
      },
    );
    const property = fc.asyncProperty(keys, fc.integer({ min: 1, max: 17 }), async (sort, limit) => {
      const text = sort.map(([field, direction]) => field + direction).join(", ");
      const url = `/v1/leads?sort=${encodeURIComponent(text)}`;
      const walked = ids(await walk(app, url, limit));
      expect([...walked].sort()).toEqual(ids(made).sort());
      expect(walked).toEqual(ids(await app.data("GET", `${url}&limit=500`)));
    });
    await fc.assert(property, { numRuns: 40 });
  });

  test("each field sorts both ways, unset values first when ascending", async () => {
    const app = await startTestApp(engine);
    await addTiedLeads(app, 30);
    for (const field of leadSortFields) {
      const leads: Lead[] = await app.data("GET", `/v1/leads?sort=${field}&limit=500`);
      const keys = leads.map((lead) => sortKey(lead, field));
      expect(keys, field).toEqual([...keys].sort(compare));
      const reverse: Lead[] = await app.data("GET", `/v1/leads?sort=${field}%20DESC&limit=500`);
      expect(ids(reverse), field).toEqual(ids(leads).reverse());
    }
  });

  test("later sort keys settle the ties of earlier ones", async () => {
    const app = await startTestApp(engine);
    await addTiedLeads(app, 24);
    const leads: Lead[] = await app.data(
      "GET",
      "/v1/leads?sort=owner_id+DESC%2Ctitle,add_time%20DESC&limit=500",
    );
    const wanted = [...leads].sort(
      (a, b) =>
        b.owner_id - a.owner_id ||
        compare(toRow(a).title_key, toRow(b).title_key) ||
        compare(b.add_time, a.add_time),
    );
    expect(leads.map((lead) => [lead.owner_id, toRow(lead).title_key, lead.add_time])).toEqual(
      wanted.map((lead) => [lead.owner_id, toRow(lead).title_key, lead.add_time]),
    );
  });

  test("a page asked for after a change shows the change, not what was remembered", async () => {
    const app = await startTestApp(engine);
    const made = await addTiedLeads(app, 12);
    const sorted = ids(await app.data("GET", "/v1/leads?limit=500"));
    await app.data("GET", "/v1/leads?limit=4");
    await app.data("DELETE", `/v1/leads/${sorted[0]}`);
    expect(ids(await app.data("GET", "/v1/leads?limit=4&start=4"))).toEqual(sorted.slice(5, 9));
    expect(made).toHaveLength(12);
  });

  test("filters by owner, person, organization and time of change", async () => {
    const app = await startTestApp(engine);
    const made = await addTiedLeads(app, 20);
    const wanted = (keep: (lead: Lead) => boolean) => ids(made.filter(keep)).sort();
    const { owner_id, person_id } = made.find((lead) => lead.person_id !== null) ?? made[0] ?? fail();
    const organization_id = made.find((lead) => lead.organization_id !== null)?.organization_id;
    const found = async (query: string) => ids(await app.data("GET", `/v1/leads?${query}`)).sort();
    expect(await found(`owner_id=${owner_id}`)).toEqual(wanted((lead) => lead.owner_id === owner_id));
    expect(await found(`person_id=${person_id}`)).toEqual(wanted((lead) => lead.person_id === person_id));
    expect(await found(`organization_id=${organization_id}`)).toEqual(
      wanted((lead) => lead.organization_id === organization_id),
    );
    expect(await found(`owner_id=${owner_id}&person_id=${person_id}`)).toEqual(
      wanted((lead) => lead.owner_id === owner_id && lead.person_id === person_id),
    );
    const changed = await app.data("PATCH", `/v1/leads/${made[3]?.id}`, { title: "Changed" });
    expect(await found(`updated_since=${changed.update_time}`)).toEqual([changed.id]);
    expect(await found("updated_since=2020-01-01T10:20:00Z")).toHaveLength(20);
    expect(await found("updated_since=2999-01-01")).toEqual([]);
  });

  test("archived_status is honoured where old clients send it", async () => {
    const app = await startTestApp(engine);
    const made = await addTiedLeads(app, 9);
    for (const { id } of made.slice(0, 4)) await app.data("PATCH", `/v1/leads/${id}`, { is_archived: true });
    expect(await walk(app, "/v1/leads?archived_status=all", 2)).toHaveLength(9);
    expect(await walk(app, "/v1/leads?archived_status=all&sort=title DESC", 2)).toHaveLength(9);
    expect(await walk(app, "/v1/leads?archived_status=archived", 3)).toHaveLength(4);
    expect(await walk(app, "/v1/leads?archived_status=not_archived", 3)).toHaveLength(5);
    expect(await walk(app, "/v1/leads", 3)).toHaveLength(5);
    expect(await walk(app, "/v1/leads/archived?archived_status=all", 3)).toHaveLength(4);
    const all: Lead[] = await app.data("GET", "/v1/leads?archived_status=all");
    expect(all.map(({ add_time }) => add_time)).toEqual(all.map(({ add_time }) => add_time).sort());
  });

  test.each([
    ["sort=colour", /"sort" must be/],
    ["sort=title%20UP", /"sort" must be/],
    ["limit=ten", /"limit" must be a number/],
    ["owner_id=me", /"owner_id" must be a number/],
    ["archived_status=maybe", /"archived_status" must be one of/],
    ["updated_since=yesterday", /"updated_since" must be a valid ISO 8601 date/],
  ])("refuses %s", async (query, info) => {
    const app = await startTestApp(engine);
    const answer = await app.request("GET", `/v1/leads?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.body.error_info).toMatch(info);
  });

  test("a filter that does not exist is not found rather than ignored", async () => {
    const app = await startTestApp(engine);
    const answer = await app.request("GET", "/v1/leads?filter_id=7");
    expect(answer).toMatchObject({
      status: 404,
      body: { success: false, error: "requested filter not found" },
    });
  });

  test("columns and documents agree, whatever happened to a lead", async () => {
    const app = await startTestApp(engine);
    const made = await addTiedLeads(app, 14);
    for (const [index, { id }] of made.entries()) {
      await app.data("PATCH", `/v1/leads/${id}`, {
        title: `T${index}`,
        was_seen: index % 3 === 0,
        is_archived: index > 9,
      });
    }
    for (const row of await storedLeads(app)) {
      const { seq: _, company_id: __, ...columns } = row;
      expect(columns).toEqual(toRow(JSON.parse(row.doc)));
    }
  });
});

function fail(): never {
  throw new Error("the test has no such lead");
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

function sortKey(lead: Lead, field: (typeof leadSortFields)[number]): string | number {
  if (field === "title") return Buffer.from(toRow(lead).title_key).toString("hex");
  const value = lead[field];
  return typeof value === "boolean" ? Number(value) : (value ?? (field === "expected_close_date" ? "" : 0));
}

const storedLeads = (app: TestApp) => app.storage.db.all(allLeads, { company: app.actor.company_id });

const allLeads = prepare((q, p: { company: number }) =>
  q.selectFrom("leads").selectAll().where("company_id", "=", p.company),
);

import { Lead } from "@leadfoyer/contract";
import { Compile } from "typebox/compile";
import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { createTestDatabase, engines } from "../../test/storage.ts";
import { createCompanyService } from "../companies/companies.service.ts";
import { latestEvent } from "../events/event-log.ts";
import { toRow } from "../leads/lead-document.ts";
import { cleanHtml } from "../lib/clean-html.ts";
import { uuidV1Time } from "../lib/uuid.ts";
import type { Db } from "../storage/db.ts";
import { openStorage } from "../storage/open.ts";
import { type Engine, prepare } from "../storage/prepared.ts";
import { fillDemo } from "./demo.ts";
import { createPlan } from "./plan.ts";
import { fillCompany } from "./seed.ts";

const until = Date.UTC(2026, 8, 1);
const planOf = (leads: number, seed = 1) => createPlan({ leads, seed, until });
const isLead = Compile(Lead);

type Scope = { company: number };
const leadRows = prepare((q, p: Scope) =>
  q.selectFrom("leads").selectAll().where("company_id", "=", p.company).orderBy("seq"),
);
const linkRows = prepare((q, p: Scope) =>
  q.selectFrom("lead_label_links").selectAll().where("company_id", "=", p.company),
);
const personRows = prepare((q, p: Scope) =>
  q.selectFrom("persons").selectAll().where("company_id", "=", p.company).orderBy("id"),
);
const organizationRows = prepare((q, p: Scope) =>
  q.selectFrom("organizations").selectAll().where("company_id", "=", p.company).orderBy("id"),
);

const noteRows = prepare((q, p: Scope) =>
  q.selectFrom("notes").selectAll().where("company_id", "=", p.company).orderBy("id"),
);
const activityRows = prepare((q, p: Scope) =>
  q.selectFrom("activities").selectAll().where("company_id", "=", p.company).orderBy("id"),
);

async function contents(db: Db, company: number) {
  const rows = await db.all(leadRows, { company });
  return {
    rows,
    leads: rows.map(({ doc }) => JSON.parse(doc) as Lead),
    links: await db.all(linkRows, { company }),
    notes: await db.all(noteRows, { company }),
    activities: await db.all(activityRows, { company }),
    persons: await db.all(personRows, { company }),
    organizations: await db.all(organizationRows, { company }),
  };
}

const companyOf = ({ actor }: TestApp) => ({
  id: actor.company_id,
  domain: actor.company_domain,
  name: "Acme",
});

async function seeded(engine: Engine, leads: number) {
  const app = await startTestApp(engine);
  await fillCompany(app.storage, companyOf(app), { plan: planOf(leads) });
  return { app, ...(await contents(app.storage.db, app.actor.company_id)) };
}

/** What a seed makes in a database of its own. */
async function madeAlone(engine: Engine, seed: number) {
  const database = await createTestDatabase(engine);
  const storage = await openStorage({ url: database.url, clock: Date.now });
  const admin = { name: "Ann Owner", email: "ann@acme.test", password_hash: null };
  const companies = createCompanyService({ storage });
  const actor = await companies.found({ domain: "acme", name: "Acme", admin, token: "x".repeat(40) });
  const company = { id: actor.company_id, domain: "acme", name: "Acme" };
  await fillCompany(storage, company, { plan: planOf(250, seed) });
  const made = await contents(storage.db, company.id);
  await storage.close();
  await database.drop();
  return made;
}

describe.each(engines)("seed on %s", (engine) => {
  test("as many leads, people and organizations are made as planned, in order of time", async () => {
    const { rows, leads, persons, organizations } = await seeded(engine, 400);
    expect([leads.length, persons.length, organizations.length]).toEqual([400, 134, 40]);
    const times = rows.map(({ add_time }) => add_time);
    expect(times.toSorted((a, b) => a - b)).toEqual(times);
    expect(times.at(0)).toBeGreaterThanOrEqual(Date.UTC(2025, 2, 1));
    for (const { add_time, update_time } of rows) expect(update_time).toBeGreaterThanOrEqual(add_time);
    for (const { update_time } of rows) expect(update_time).toBeLessThanOrEqual(until);
    const archived = leads.filter(({ is_archived }) => is_archived).length;
    expect(archived / leads.length).toBeGreaterThan(0.1);
    expect(archived / leads.length).toBeLessThan(0.2);
  });

  test("every lead keeps the contract, and its columns and id agree with its document", async () => {
    const { rows, leads } = await seeded(engine, 400);
    for (const [index, lead] of leads.entries()) {
      expect([...isLead.Errors(lead)]).toEqual([]);
      expect(rows[index]).toMatchObject(toRow(lead));
      expect(uuidV1Time(lead.id)).toBe(Date.parse(lead.add_time));
    }
    expect(leads.some(({ title }) => /[^\u0020-\u007e]/.test(title))).toBe(true);
    expect(rows.filter(({ doc }) => /[^\u0020-\u007e]/.test(doc))).toEqual([]);
  });

  test("what a lead points at exists, and was there before it", async () => {
    const { app, leads, persons, organizations } = await seeded(engine, 400);
    const users: { id: number }[] = await app.data("GET", "/v1/users");
    const userIds = users.map(({ id }) => id);
    const born = (rows: { id: number; add_time: number }[]) =>
      new Map(rows.map(({ id, add_time }) => [id, add_time]));
    const [person, organization] = [born(persons), born(organizations)];
    for (const lead of leads) {
      const births = [person.get(lead.person_id ?? 0), organization.get(lead.organization_id ?? 0)];
      expect([lead.person_id !== null, lead.organization_id !== null]).toContain(true);
      expect(births.map((birth) => birth !== undefined)).toEqual([
        lead.person_id !== null,
        lead.organization_id !== null,
      ]);
      expect(Math.max(...births.map((birth) => birth ?? 0))).toBeLessThanOrEqual(Date.parse(lead.add_time));
      expect(userIds).toEqual(expect.arrayContaining([lead.owner_id, lead.creator_id]));
    }
    expect(persons.filter(({ org_id }) => org_id !== null && !organization.has(org_id))).toEqual([]);
  });

  test("a share of the leads has notes, clean and found by, and another something to do", async () => {
    const { app, leads, notes, activities } = await seeded(engine, 400);
    const byId = new Map(leads.map((lead) => [lead.id, lead]));
    expect(new Set(notes.map(({ lead_id }) => lead_id)).size).toBeGreaterThan(100);
    for (const { lead_id, person_id, org_id, content, add_time, update_time } of notes) {
      const lead = byId.get(lead_id ?? "");
      expect([person_id || null, org_id || null]).toEqual([lead?.person_id, lead?.organization_id]);
      expect(cleanHtml(content)).toBe(content);
      expect([add_time >= Date.parse(lead?.add_time ?? ""), update_time <= until]).toEqual([true, true]);
    }
    const next = new Map(activities.flatMap(({ done, lead_id, id }) => (done ? [] : [[lead_id, id]])));
    expect(activities.length).toBeGreaterThan(next.size);
    expect(next.size).toBeGreaterThan(20);
    for (const lead of leads) expect(lead.next_activity_id).toBe(next.get(lead.id) ?? null);
    const found = await app.data(
      "GET",
      "/v1/leads/search?term=budget%20is%20approved&fields=notes&limit=500",
    );
    const saying = new Set(
      notes.filter(({ content }) => content.includes("Budget is")).map((one) => one.lead_id),
    );
    expect(new Set(found.items.map(({ item }: { item: Lead }) => item.id))).toEqual(saying);
    const { id } = await app.add.note({ lead_id: leads[0]?.id ?? "" });
    expect(id).toBe(notes.length + 1);
  });

  test("labels exist, and their links are those of the documents", async () => {
    const { app, rows, leads, links } = await seeded(engine, 400);
    const labels: { id: string }[] = await app.data("GET", "/v1/leadLabels");
    const known = new Set(labels.map(({ id }) => id));
    const worn = leads.flatMap(({ label_ids }, index) => label_ids.map((id) => `${id} ${rows[index]?.seq}`));
    expect(worn.length).toBeGreaterThan(100);
    expect(leads.flatMap(({ label_ids }) => label_ids).filter((id) => !known.has(id))).toEqual([]);
    expect(links.map(({ label_id, lead_seq }) => `${label_id} ${lead_seq}`).toSorted()).toEqual(
      worn.toSorted(),
    );
  });

  test("the same seed makes the same data in another database, another seed makes other data", async () => {
    const [one, same, other] = [
      await madeAlone(engine, 7),
      await madeAlone(engine, 7),
      await madeAlone(engine, 8),
    ];
    expect(same).toEqual(one);
    expect(other.leads).not.toEqual(one.leads);
    expect(other.persons).not.toEqual(one.persons);
  });

  test("the same seed again adds as many others", async () => {
    const { app, leads } = await seeded(engine, 60);
    await fillCompany(app.storage, companyOf(app), { plan: planOf(60) });
    const now = await contents(app.storage.db, app.actor.company_id);
    expect(now.leads.slice(0, 60)).toEqual(leads);
    expect(new Set(now.leads.map(({ id }) => id)).size).toBe(120);
    expect(now.leads.slice(60).map(({ title }) => title)).not.toEqual(leads.map(({ title }) => title));
  });

  test("nothing of it reaches another company", async () => {
    const neighbour = await startTestApp(engine);
    const before = await latestEvent(neighbour.storage.db, neighbour.actor.company_id);
    await seeded(engine, 60);
    const found = await contents(neighbour.storage.db, neighbour.actor.company_id);
    expect(found).toEqual({
      ...{ rows: [], leads: [], links: [], notes: [], activities: [], persons: [], organizations: [] },
    });
    expect(await latestEvent(neighbour.storage.db, neighbour.actor.company_id)).toBe(before);
    expect(await neighbour.data("GET", "/v1/leadLabels")).toHaveLength(3);
  });

  test("the API answers all of it, and a list read before is read anew", async () => {
    const app = await startTestApp(engine);
    expect(await app.data("GET", "/v1/leads")).toEqual([]);
    await fillCompany(app.storage, companyOf(app), { plan: planOf(30) });
    const live = await app.data("GET", "/v1/leads");
    const archived = await app.data("GET", "/v1/leads/archived");
    expect(live.length + archived.length).toBe(30);
    const person = await app.data(
      "GET",
      `/api/v2/persons/${live.find((lead: Lead) => lead.person_id).person_id}`,
    );
    expect(person.name.split(" ").slice(0, -1).join(" ")).toBe(person.first_name);
    for (const { organization_id } of live) {
      if (organization_id) await app.data("GET", `/api/v2/organizations/${organization_id}`);
    }
  });

  test("the demo fills an empty company, and only an empty one", async () => {
    const database = await createTestDatabase(engine);
    const storage = await openStorage({ url: database.url, clock: Date.now });
    const admin = { name: "Ann Owner", email: "ann@acme.test", password_hash: null };
    const companies = createCompanyService({ storage });
    const actor = await companies.found({ domain: "acme", name: "Acme", admin, token: "x".repeat(40) });
    for (const _start of [1, 2]) await fillDemo(storage, until);
    expect((await contents(storage.db, actor.company_id)).leads).toHaveLength(300);
    await storage.close();
    await database.drop();
  });
});

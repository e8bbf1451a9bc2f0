import type { Lead } from "@leadfoyer/contract";
import { expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { witness } from "../../test/witness.ts";
import { findPerson } from "../persons/persons.store.ts";
import type { Db } from "../storage/db.ts";
import { candidatesFor } from "./candidates.ts";

test("no way by which leads may be alike reads more of a table than an index points at, on sqlite", async () => {
  const app = await startTestApp("sqlite");
  const reached = { emails: [{ value: "ann@mail.example" }], phones: [{ value: "+49 30 1234567" }] };
  await app.add.person(reached);
  const { id: person_id } = await app.add.person(reached);
  const { id: organization_id } = await app.add.organization();
  const lead: Lead = await app.add.lead({ title: "Solar roof panels", person_id, organization_id });
  const asked = new Set<string>();
  const listening: Db = {
    engine: "sqlite",
    all(query, parameters) {
      asked.add(query.statement("sqlite").sql);
      return app.storage.db.all(query, parameters);
    },
  };
  const person = await findPerson(app.storage.db, app.actor, person_id);
  await candidatesFor({ db: listening, viewer: app.actor, lead, person });
  expect(asked.size).toBe(4); // by person, by organization, in the index of search, the leads found there
  const plans = await witness(app.databaseUrl, async (query) => {
    const rows = [];
    for (const sql of asked) rows.push(...(await query(`explain query plan ${sql}`)));
    return rows.map(({ detail }) => String(detail));
  });
  const scans = plans.filter((detail) => detail.startsWith("SCAN "));
  expect(scans.filter((detail) => !/json_each|VIRTUAL TABLE|CONSTANT ROW/.test(detail))).toEqual([]);
  expect(plans.filter((detail) => detail.includes("TEMP B-TREE"))).toEqual([]);
  expect(plans.filter((detail) => /\(company_id=\?\)/.test(detail))).toEqual([]);
  for (const index of ["leads_person", "leads_organization"])
    expect(
      plans.some((detail) => detail.includes(` ${index} (`)),
      index,
    ).toBe(true);
});

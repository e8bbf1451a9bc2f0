import { setTimeout as sleep } from "node:timers/promises";
import type { Operation } from "@leadfoyer/contract";
import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";

async function ended(app: TestApp, { id }: { id: number }): Promise<Operation> {
  for (;;) {
    const operation: Operation = await app.data("GET", `/foyer/bulk/${id}`);
    if (operation.end_time !== null) return operation;
    await sleep(5);
  }
}

/** Adds leads as parts of an import: each of a person of its own, all of one organization, with one label. */
async function importLeads(app: TestApp, count: number) {
  const { id } = await app.data("POST", "/foyer/imports", { name: "leads.csv" });
  const headers = { "foyer-import": `${id}` };
  const add = async (url: string, body: object) =>
    (await app.request("POST", url, { body, headers })).body.data;
  const org_id = (await add("/api/v2/organizations", { name: "Imported Ltd" })).id;
  const label = (await add("/v1/leadLabels", { name: "Fair", color: "gray" })).id;
  const leads: { id: string; person_id: number }[] = [];
  for (let nr = 0; nr < count; nr += 1) {
    const person_id = (await add("/api/v2/persons", { name: `Imported ${nr}`, org_id })).id;
    const lead = { title: `Imported ${nr}`, person_id, organization_id: org_id, label_ids: [label] };
    leads.push(await add("/v1/leads", lead));
  }
  return { id, headers, org_id, label, leads };
}

const labelNames = async (app: TestApp): Promise<string[]> =>
  (await app.data("GET", "/v1/leadLabels")).map(({ name }: { name: string }) => name);

describe.each(engines)("imports on %s", (engine) => {
  test("are undone as one: the leads, and whoever and whatever was made for them", {
    timeout: 60_000,
  }, async () => {
    const app = await startTestApp(engine);
    const { id, headers, org_id, leads } = await importLeads(app, 120); // more than are undone at once
    expect((await app.data("GET", "/foyer/undo"))[0]).toMatchObject({
      ...{ id, kind: "import", count: 120, what: { name: "leads.csv" }, can_undo: true },
    });
    const undo = await ended(app, await app.data("POST", `/foyer/undo/${id}`, {}));
    expect(undo).toMatchObject({ state: "done", changed: 120, refused: 0 });
    expect(await app.data("GET", "/v1/leads")).toEqual([]);
    expect(await app.data("GET", "/api/v2/persons")).toEqual([]);
    expect(await app.data("GET", `/api/v2/organizations/${org_id}`)).toMatchObject({ is_deleted: true });
    expect(await labelNames(app)).toEqual(["Hot", "Cold", "Warm"]);
    const late = { body: { name: "Late" }, headers };
    expect((await app.request("POST", "/api/v2/persons", late)).status).toBe(409);
    await ended(app, await app.data("POST", `/foyer/undo/${undo.id}`, {})); // brought again, and undone again
    expect(await app.data("GET", `/v1/leads/${leads[3]?.id}`)).toMatchObject({ title: "Imported 3" });
    expect(await labelNames(app)).toContain("Fair");
    await ended(app, await app.data("POST", `/foyer/undo/${id}`, {}));
    expect(await app.data("GET", "/v1/leads")).toEqual([]);
  });

  test("leave what was worked on since, and what that hangs on", async () => {
    const app = await startTestApp(engine);
    const { id, label, leads } = await importLeads(app, 4);
    const [renamed, noted, seen] = leads;
    await app.data("PATCH", `/v1/leads/${renamed?.id}`, { title: "Worked on" });
    await app.add.note({ lead_id: noted?.id ?? "" });
    await app.data("PATCH", `/v1/leads/${seen?.id}`, { was_seen: true });
    const { changed, refusals } = await ended(app, await app.data("POST", `/foyer/undo/${id}`, {}));
    expect(changed).toBe(2);
    expect(refusals).toEqual(
      expect.arrayContaining([
        { id: renamed?.id, reason: "moved_on", members: ["title"] },
        { id: noted?.id, reason: "moved_on", members: ["notes"] },
      ]),
    );
    const left: { id: string; label_ids: string[] }[] = await app.data("GET", "/v1/leads");
    expect(left.map((lead) => lead.id).toSorted()).toEqual([renamed?.id, noted?.id].toSorted());
    expect(left[0]?.label_ids).toEqual([label]);
    expect(await app.data("GET", "/api/v2/persons")).toHaveLength(2);
    await app.data("POST", `/foyer/undo/${id}`, { force: true });
    expect(await app.data("GET", "/v1/leads")).toEqual([]);
  });

  test("are one's own: nobody adds to another's, nor to what is none", async () => {
    const app = await startTestApp(engine);
    const bob = await app.colleague();
    const { id } = await app.data("POST", "/foyer/imports", {});
    const [{ id: removal }] = await (async () => {
      await app.data("DELETE", `/v1/leads/${(await app.add.lead()).id}`);
      return app.data("GET", "/foyer/undo");
    })();
    const add = (token: string, of: string) =>
      app.request("POST", "/api/v2/persons", { token, body: { name: "X" }, headers: { "foyer-import": of } });
    expect((await add(app.token, `${id}`)).status).toBe(200);
    expect((await add(bob.token, `${id}`)).status).toBe(404);
    for (const of of ["999999999", "x", "-1", "", `${removal}`])
      expect((await add(app.token, of)).status, of).toBe(404);
    const reader = await app.scoped("leads:read");
    expect((await app.request("POST", "/foyer/imports", { body: {}, token: reader })).status).toBe(403);
    expect((await app.request("POST", "/foyer/imports", { body: { name: 1 } })).status).toBe(400);
  });
});

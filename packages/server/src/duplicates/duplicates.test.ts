import type { SimilarLead } from "@leadfoyer/contract";
import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";

const similar = (app: TestApp, id: string, query = ""): Promise<SimilarLead[]> =>
  app.data("GET", `/foyer/leads/${id}/duplicates${query}`);

const kindsOf = ({ reasons }: SimilarLead): string[] => reasons.map(({ kind }) => kind);

describe.each(engines)("leads that look alike on %s", (engine) => {
  test("are listed with score and reasons, the most alike first", async () => {
    const app = await startTestApp(engine);
    const acme = await app.add.organization({ name: "Acme" });
    const ann = await app.add.person({ name: "Ann Hill", emails: [{ value: "ann.hill@mail.example" }] });
    const again = await app.add.person({
      name: "Hill, Ann",
      emails: [{ value: "Ann.Hill+web@mail.example" }],
    });
    const lead = await app.add.lead({
      title: "Blue front doors",
      person_id: ann.id,
      organization_id: acme.id,
    });
    const twin = await app.add.lead({
      title: "Blue frnot doors",
      person_id: again.id,
      organization_id: acme.id,
    });
    const other = await app.add.lead({ title: "Window cleaning", person_id: ann.id });
    await app.add.lead({ title: "Roof repair", organization_id: acme.id });
    const found = await similar(app, lead.id);
    expect(found.map((one) => [one.lead.id, kindsOf(one)])).toEqual([
      [twin.id, ["email", "person_name", "organization", "title"]],
      [other.id, ["person"]],
    ]);
    expect(found[0]).toMatchObject({ lead: twin, person_name: "Hill, Ann", organization_name: "Acme" });
    expect(found[0]?.score).toBeGreaterThan(0.7);
    expect(found[1]?.score).toBeLessThan(0.7);
    expect(await similar(app, lead.id, "?limit=1")).toEqual(found.slice(0, 1));
    expect(await similar(app, lead.id, "?min_score=0.7")).toEqual(found.slice(0, 1));
    expect(await similar(app, lead.id, "?min_score=0")).toHaveLength(3);
  });

  test("follow what leads and persons say now", async () => {
    const app = await startTestApp(engine);
    const [ann, bob] = [await app.add.person({ name: "Ann" }), await app.add.person({ name: "Bob" })];
    const lead = await app.add.lead({ title: "Solar roof panels", person_id: ann.id });
    const other = await app.add.lead({ title: "Heat pumps", person_id: bob.id });
    expect(await similar(app, lead.id)).toEqual([]);
    await app.data("PATCH", `/api/v2/persons/${ann.id}`, { phones: [{ value: "0151 2345 678" }] });
    await app.data("PATCH", `/api/v2/persons/${bob.id}`, { phones: [{ value: "+49 (0)151 / 2345678" }] });
    expect(kindsOf((await similar(app, lead.id, "?min_score=0"))[0] as SimilarLead)).toEqual(["phone"]);
    await app.data("PATCH", `/v1/leads/${other.id}`, { title: "Panels, solar (roof)" });
    expect(kindsOf((await similar(app, lead.id))[0] as SimilarLead)).toEqual(["phone", "title"]);
    await app.data("DELETE", `/v1/leads/${other.id}`);
    expect(await similar(app, lead.id, "?min_score=0")).toEqual([]);
  });

  test("show nothing of leads and persons that are not seen", async () => {
    const app = await startTestApp(engine);
    const bob = await app.colleague();
    const mail = { emails: [{ value: "ann@mail.example" }] };
    const open = await app.add.person({ name: "Ann", ...mail });
    const hidden = await app.add.person({ name: "Ann", ...mail, visible_to: 1 });
    const lead = await app.add.lead({ title: "Heat pumps", person_id: open.id, visible_to: "3" });
    const secret = await app.add.lead({ title: "Heat pumps", person_id: open.id, visible_to: "1" });
    const half = await app.add.lead({ title: "Fleet tracking", person_id: hidden.id, visible_to: "3" });
    const ids = (found: SimilarLead[]) => found.map((one) => one.lead.id);
    expect(ids(await similar(app, lead.id))).toEqual([secret.id, half.id]);
    const url = `/foyer/leads/${lead.id}/duplicates?min_score=0`;
    const seen = await app.request("GET", url, { token: bob.token });
    expect(seen.body.data).toEqual([]);
    const unseen = await app.request("GET", `/foyer/leads/${secret.id}/duplicates`, { token: bob.token });
    expect(unseen.status).toBe(404);
  });

  test("are listed in pairs, each once, a few leads at a time, as far as they are seen", async () => {
    const app = await startTestApp(engine);
    const bob = await app.colleague();
    const { id: person_id } = await app.add.person({ name: "Ann Hill" });
    const [title, other] = ["Blue front doors", "Fleet tracking"];
    const archived = await app.add.lead({ title: other, person_id });
    await app.data("PATCH", `/v1/leads/${archived.id}`, { is_archived: true });
    const oldest = await app.add.lead({ title, person_id });
    const secret = await app.add.lead({ title: other, person_id, visible_to: "1" });
    const twin = await app.add.lead({ title, person_id });
    await app.add.lead({ title: "Roof repair", person_id });
    const walk = async (token: string): Promise<string[][]> => {
      const pairs: string[][] = [];
      for (let cursor = "", pages = 1; ; pages++) {
        const { body } = await app.request("GET", `/foyer/duplicates?limit=2${cursor}`, { token });
        for (const { lead, like } of body.data) pairs.push([lead.id, like.lead.id]);
        if (body.additional_data.next_cursor === null) {
          expect(pages).toBe(2);
          return pairs;
        }
        cursor = `&cursor=${body.additional_data.next_cursor}`;
      }
    };
    expect(await walk(app.token)).toEqual([
      [twin.id, oldest.id],
      [secret.id, archived.id],
    ]);
    expect(await walk(bob.token)).toEqual([[twin.id, oldest.id]]);
    const all = await app.data("GET", "/foyer/duplicates?min_score=0.3");
    expect(all.length).toBeGreaterThan(2);
    for (const query of ["limit=26", "cursor=x", "min_score=2"])
      expect((await app.request("GET", `/foyer/duplicates?${query}`)).status, query).toBe(400);
  });

  test("refuse what they are wrongly asked", async () => {
    const app = await startTestApp(engine);
    const { id } = await app.add.lead();
    for (const query of ["min_score=2", "limit=0", "limit=101", "min_scor=0.5"])
      expect((await app.request("GET", `/foyer/leads/${id}/duplicates?${query}`)).status, query).toBe(400);
    const token = await app.scoped("contacts:full");
    expect((await app.request("GET", `/foyer/leads/${id}/duplicates`, { token })).status).toBe(403);
  });
});

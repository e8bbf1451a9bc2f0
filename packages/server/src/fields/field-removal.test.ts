import type { Lead } from "@leadfoyer/contract";
import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { addField } from "../../test/fields.ts";
import { engines } from "../../test/storage.ts";
import { walkByStart } from "../../test/walk.ts";
import { witness } from "../../test/witness.ts";
import type { Storage } from "../storage/open.ts";
import { createFieldService } from "./fields.service.ts";

/** More than one command takes on. */
const MANY = 180;

async function addLeads(app: TestApp, count: number, values: (index: number) => object): Promise<Lead[]> {
  const { id: person_id } = await app.add.person();
  const add = (index: number) => app.add.lead({ title: `T${index}`, person_id, ...values(index) });
  return Promise.all(Array.from({ length: count }, (_lead, index) => add(index)));
}

const allLeads = async (app: TestApp): Promise<Lead[]> => [
  ...(await walkByStart(app, "/v1/leads", 500)),
  ...(await walkByStart(app, "/v1/leads/archived", 500)),
];

const valuesOf = (app: TestApp, field: number) =>
  witness(app.databaseUrl, (query) =>
    query(`select * from field_values where company_id = ${app.actor.company_id} and field_id = ${field}`),
  );

/** A storage that breaks down at the n-th call of a command. */
function failing(storage: Storage, name: string, at: number): Storage {
  let calls = 0;
  return {
    ...storage,
    run: async (command, actor, input) => {
      if (command.name === name && ++calls === at) throw new Error("the process was killed");
      return storage.run(command, actor, input);
    },
  };
}

describe.each(engines)("deleting fields on %s", (engine) => {
  test("takes their values off every lead, archived ones too, and leaves the rest as it was", async () => {
    const app = await startTestApp(engine);
    const [gone, kept] = [await addField(app, "deal", "monetary"), await addField(app, "deal", "set")];
    const options = kept.options.map(({ id }) => id);
    const leads = await addLeads(app, MANY, (index) => ({
      [kept.key]: options.slice(0, 1 + (index % 3)),
      ...(index % 5 !== 0 && { [gone.key]: index }),
    }));
    const archived = await app.data("PATCH", `/v1/leads/${leads[7]?.id}`, { is_archived: true });
    const before = (await allLeads(app)).map((lead) => [lead.id, lead.update_time]);
    await app.data("DELETE", `/v1/dealFields/${gone.id}`);
    const after = await allLeads(app);
    expect(after).toHaveLength(MANY);
    expect(after.map((lead) => [lead.id, lead.update_time])).toEqual(before);
    expect(after.filter((lead) => JSON.stringify(lead).includes(gone.key))).toEqual([]);
    expect(after.every((lead) => kept.key in lead)).toBe(true);
    expect(after.find(({ id }) => id === archived.id)).toMatchObject({ archive_time: archived.archive_time });
    expect(await valuesOf(app, gone.id)).toEqual([]);
    expect((await valuesOf(app, kept.id)).length).toBe(2 * MANY);
  });

  test("takes an option off every lead that chose it", async () => {
    const app = await startTestApp(engine);
    const [one, several] = [await addField(app, "deal", "enum"), await addField(app, "deal", "set")];
    const [a, b] = one.options;
    const [c, d, e] = several.options;
    const leads = await addLeads(app, 300, (index) => ({
      [one.key]: index % 2 ? a?.id : b?.id,
      [several.key]: index % 3 ? [c?.id, d?.id] : [c?.id],
    }));
    expect((await app.data("PUT", `/v1/dealFields/${one.id}`, { options: [b] })).options).toEqual([b]);
    expect((await app.data("PUT", `/v1/dealFields/${several.id}`, { options: [e, d] })).options).toEqual([
      e,
      d,
    ]);
    const after = new Map((await allLeads(app)).map((lead) => [lead.id, lead as Record<string, unknown>]));
    for (const [index, { id }] of leads.entries()) {
      expect(after.get(id)?.[one.key]).toBe(index % 2 ? undefined : `${b?.id}`);
      expect(after.get(id)?.[several.key]).toBe(index % 3 ? `${d?.id}` : undefined);
    }
    const refused = await app.request("PATCH", `/v1/leads/${leads[0]?.id}`, { body: { [one.key]: a?.id } });
    expect(refused.status).toBe(400);
  });

  test("an option taken away in passing is gone from channels, and from labels of persons and organizations", async () => {
    const app = await startTestApp(engine);
    const builtIn = async (kind: string, key: string) =>
      (await app.data("GET", `/v1/${kind}Fields`)).find((field: { key: string }) => field.key === key).id;
    const offer = (kind: string, id: number, options: object[]) =>
      app.data("PUT", `/v1/${kind}Fields/${id}`, { options });
    const channel = await builtIn("deal", "channel");
    const [web, fair] = (await offer("deal", channel, [{ label: "Web" }, { label: "Fair" }])).options;
    const lead = await app.add.lead({ channel: web.id });
    expect((await app.request("PATCH", `/v1/leads/${lead.id}`, { body: { channel: 999_999 } })).status).toBe(
      400,
    );
    await offer("deal", channel, [fair]);
    expect(await app.data("GET", `/v1/leads/${lead.id}`)).toEqual({ ...lead, channel: null });
    for (const kind of ["person", "organization"] as const) {
      const field = await builtIn(kind, "label_ids");
      const [hot, cold] = (await offer(kind, field, [{ label: "Hot" }, { label: "Cold" }])).options;
      const one = await app.add[kind]({ label_ids: [hot.id, cold.id] });
      const refused = await app.request("PATCH", `/api/v2/${kind}s/${one.id}`, {
        body: { label_ids: [999_999] },
      });
      expect(refused.status).toBe(400);
      await offer(kind, field, [cold]);
      expect(await app.data("GET", `/api/v2/${kind}s/${one.id}`)).toEqual({ ...one, label_ids: [cold.id] });
    }
  });

  test("a deletion that was cut off is invisible in the lists of fields, and goes on at the next start", async () => {
    const app = await startTestApp(engine);
    const [field, choice] = [await addField(app, "deal", "varchar"), await addField(app, "deal", "enum")];
    const [a, b] = choice.options;
    const leads = await addLeads(app, MANY, () => ({ [field.key]: "x", [choice.key]: a?.id }));
    const cut = createFieldService({ storage: failing(app.storage, "fields.takeOff", 2) });
    await expect(cut.remove(app.actor, { entity: "deal", id: field.id })).rejects.toThrow("killed");
    const cutToo = createFieldService({ storage: failing(app.storage, "fields.takeOff", 1) });
    const change = cutToo.change(
      app.actor,
      { entity: "deal", id: choice.id },
      { options: [b as object as never], settings: {} },
    );
    await expect(change).rejects.toThrow("killed");
    const left = (await valuesOf(app, field.id)).length;
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(MANY);
    expect((await app.request("GET", `/v1/dealFields/${field.id}`)).status).toBe(404);
    // Whoever writes meanwhile neither fills the field nor trips over it.
    const holder = (await allLeads(app)).find((lead) => field.key in lead);
    const written = await app.data("PATCH", `/v1/leads/${holder?.id}`, { title: "New", [field.key]: "y" });
    expect(written).toEqual({ ...holder, title: "New", update_time: written.update_time });

    await app.services.fields.resume();
    expect((await allLeads(app)).filter((lead) => field.key in lead || choice.key in lead)).toEqual([]);
    expect(leads).toHaveLength(MANY);
    expect(await valuesOf(app, field.id)).toEqual([]);
    expect((await app.data("GET", `/v1/dealFields/${choice.id}`)).options).toEqual([b]);
  });

  test("asking again for a deletion that was cut off finishes it", async () => {
    const app = await startTestApp(engine);
    const field = await addField(app, "deal", "double");
    const lead = await app.add.lead({ [field.key]: 1 } as object);
    const cut = createFieldService({ storage: failing(app.storage, "fields.takeOff", 1) });
    await expect(cut.remove(app.actor, { entity: "deal", id: field.id })).rejects.toThrow("killed");
    expect(await app.data("DELETE", `/v1/dealFields/${field.id}`)).toEqual({ id: field.id });
    expect(field.key in (await app.data("GET", `/v1/leads/${lead.id}`))).toBe(false);
    expect((await app.request("DELETE", `/v1/dealFields/${field.id}`)).status).toBe(404);
  });
});

import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { useOwnDatabase } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";
import { startWebhookScene } from "../../test/webhook-scene.ts";
import { uuidV1Time } from "../lib/uuid.ts";

useOwnDatabase();

/** Pipedrive's own samples, from its guide to webhooks v2. */
async function sample(name: string) {
  const file = new URL(`../../test/webhook-samples/webhooks-v2-${name}.json`, import.meta.url);
  return JSON.parse(await readFile(file, "utf8"));
}

/** The names of members in their order, at every depth; of what is null in either, nothing. */
const namesOf = (value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.entries(value).map(([key, inner]) => [key, namesOf(inner)])
    : null;

describe.each(engines)("webhook payloads on %s", (engine) => {
  test("of leads have the members of Pipedrive's samples, in their order", async () => {
    await using scene = await startWebhookScene(engine);
    const { app, receiver } = scene;
    await scene.subscribe();
    const organization = await app.add.organization();
    const contact = { person_id: (await app.add.person()).id, organization_id: organization.id };
    const label = await app.add.label();
    const value = { amount: 300, currency: "EUR" };
    const lead = await app.add.lead({ title: "Blue door", value, label_ids: [label.id], ...contact });
    await app.data("PATCH", `/v1/leads/${lead.id}`, { value: { amount: 500, currency: "EUR" } });
    await app.data("DELETE", `/v1/leads/${lead.id}`);
    await scene.deliver();

    const [create, change, remove] = receiver.received.map(({ body }) => body);
    const own = ([key]: [string]) => key !== "permitted_user_ids";
    for (const [body, name] of [
      [create, "lead-create"],
      [change, "lead-change"],
      [remove, "lead-delete"],
    ]) {
      const official = await sample(name);
      expect(namesOf(body.data), name).toEqual(namesOf(official.data));
      const meta = namesOf(body.meta) as [string][];
      expect(meta.filter(own), name).toEqual(namesOf(official.meta));
    }
    expect(create.previous).toBeNull();
    expect(create.data).toMatchObject({ id: lead.id, title: "Blue door", value, custom_fields: {} });
    expect(change.previous).toEqual({ update_time: lead.update_time, value });
    expect(change.data.value).toEqual({ amount: 500, currency: "EUR" });
    expect(remove.data).toBeNull();
    expect(remove.previous).toEqual(change.data);
  });

  test("say in meta who, what, when and to whom, ids as text", async () => {
    await using scene = await startWebhookScene(engine);
    const { app, receiver } = scene;
    const webhook = await scene.subscribe();
    const lead = await app.add.lead();
    await scene.deliver();
    const { meta } = receiver.received[0]?.body ?? {};
    const user = `${app.actor.user_id}`;
    expect(meta).toEqual({
      action: "create",
      company_id: `${app.actor.company_id}`,
      correlation_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      entity_id: lead.id,
      entity: "lead",
      id: receiver.received[0]?.headers["webhook-id"],
      is_bulk_edit: false,
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      type: "general",
      user_id: user,
      version: "2.0",
      webhook_id: `${webhook.id}`,
      webhook_owner_id: user,
      change_source: "api",
      attempt: 1,
      host: "foyer.example",
      permitted_user_ids: [user],
    });
    expect(uuidV1Time(meta.id)).toBe(Date.parse(meta.timestamp));
  });

  test("of persons and organizations are as in the samples; version 1.0 has its own", async () => {
    await using scene = await startWebhookScene(engine);
    const { app, receiver } = scene;
    await scene.subscribe({ event_object: "*" });
    await scene.subscribe({ event_object: "*", version: "1.0", event_action: "*" });
    const organization = await app.add.organization({ name: "Sample Org" });
    const person = await app.add.person({ name: "Ann Example", org_id: organization.id });
    await app.data("PATCH", `/api/v2/persons/${person.id}`, { name: "Ann Other" });
    await app.add.lead({ person_id: person.id });
    await scene.deliver();

    const bodies = receiver.received.map(({ body }) => body);
    const v2 = bodies.filter(({ meta }) => meta.version === "2.0");
    const find = (entity: string, action: string) =>
      v2.find(({ meta }) => meta.entity === entity && meta.action === action);
    const [made, changed] = [find("person", "create"), find("person", "change")];
    expect(namesOf(made.data)).toEqual(namesOf((await sample("person-create")).data));
    expect(namesOf(find("organization", "create").data)).toEqual(
      namesOf((await sample("organization-create")).data),
    );
    expect(made.data).toMatchObject({ name: "Ann Example", first_name: "Ann", visible_to: "3" });
    expect(changed.previous).toMatchObject({ name: "Ann Example", last_name: "Example" });
    expect(changed.previous).not.toHaveProperty("first_name");

    const v1 = bodies.filter(({ v }) => v === 1);
    expect(v1.map(({ event }) => event).toSorted()).toEqual([
      "added.organization",
      "added.person",
      "updated.person",
    ]);
    const updated = v1.find(({ event }) => event === "updated.person");
    expect(updated).toMatchObject({
      retry: 0,
      current: { id: person.id, name: "Ann Other", org_id: organization.id, owner_id: app.actor.user_id },
      previous: { id: person.id, name: "Ann Example" },
      meta: {
        v: 1,
        action: "updated",
        object: "person",
        id: person.id,
        permitted_user_ids: [app.actor.user_id],
      },
    });
  });

  test("of users hold what the list of users does, of who was added and of what was changed", async () => {
    await using scene = await startWebhookScene(engine);
    const { app, receiver } = scene;
    await scene.subscribe({ event_object: "user" });
    const { id } = await app.data("POST", "/v1/users", { email: "bob@example.com", name: "Bob Brown" });
    await app.data("PUT", `/v1/users/${id}`, { active_flag: false });
    await app.data("PUT", `/v1/users/${id}`, { active_flag: false });
    await scene.deliver();
    const told = receiver.received.map(({ body: { meta, data, previous } }) => [meta.action, data, previous]);
    const bob = { id, email: "bob@example.com", name: "Bob Brown", is_admin: false };
    expect(told).toEqual([
      ["create", expect.objectContaining({ ...bob, active_flag: true }), null],
      [
        "change",
        expect.objectContaining({ ...bob, active_flag: false }),
        expect.objectContaining({ active_flag: true }),
      ],
    ]);
  });

  test("tell the state at the time of the change, however late they are sent", async () => {
    await using scene = await startWebhookScene(engine);
    const { app, receiver } = scene;
    await scene.subscribe();
    await scene.deliver();
    receiver.answer((response) => void response.writeHead(503).end());
    const lead = await app.add.lead({ title: "First" });
    await scene.deliver();
    for (const title of ["Second", "Third"]) await app.data("PATCH", `/v1/leads/${lead.id}`, { title });
    const archived = await app.data("PATCH", `/v1/leads/${lead.id}`, { is_archived: true });
    await app.data("DELETE", `/v1/leads/${lead.id}`);
    receiver.received.length = 0;
    receiver.answer((response) => void response.writeHead(200).end());
    await scene.pass(3_000);
    const told = receiver.received.map(({ body }) => [body.data?.title, body.previous?.title]);
    expect(told).toEqual([
      ["First", undefined],
      ["Second", "First"],
      ["Third", "Second"],
      ["Third", undefined],
      [undefined, "Third"],
    ]);
    expect(receiver.received[0]?.body.meta.attempt).toBe(2);
    expect(receiver.received.at(-1)?.body.previous.update_time).toBe(archived.update_time);
  });

  test("of notes are as in the sample", async () => {
    await using scene = await startWebhookScene(engine);
    const { app, receiver } = scene;
    const lead = await app.add.lead();
    await scene.subscribe({ event_object: "note" });
    const note = await app.add.note({ lead_id: lead.id, content: "First" });
    await app.data("PUT", `/v1/notes/${note.id}`, { content: "Second" });
    await app.data("DELETE", `/v1/leads/${lead.id}`);
    await scene.deliver();
    const [create, change] = receiver.received.map(({ body }) => body);
    expect(namesOf(create.data)).toEqual(namesOf((await sample("note-create")).data));
    expect(create.data).toMatchObject({ lead_id: lead.id, content: "First", pinned_to_deal_flag: false });
    expect(change.previous).toMatchObject({ content: "First" });
    expect(receiver.told().at(-1)).toMatch(/^(change|delete) note$/);
  });

  test("of activities are as in the sample, and go to who is to do them or sees what they hang on", async () => {
    await using scene = await startWebhookScene(engine);
    const { app, receiver } = scene;
    const colleague = { name: "C", email: `c@${app.domain}.test`, is_admin: false, password_hash: null };
    const user_id = await app.services.users.add(app.actor, colleague);
    const lead = await app.add.lead({ visible_to: "1" });
    await scene.subscribe({ event_object: "activity", user_id });
    const add = (body: object) => app.data("POST", "/api/v2/activities", { lead_id: lead.id, ...body });
    await add({ subject: "Of the owner" });
    const own = await add({ subject: "Call", owner_id: user_id });
    await app.data("PATCH", `/api/v2/activities/${own.id}`, { done: true });
    await app.data("DELETE", `/v1/leads/${lead.id}`);
    await scene.deliver();
    const [create, done, released] = receiver.received.map(({ body }) => body);
    expect(receiver.received).toHaveLength(3);
    expect(namesOf(create.data)).toEqual(namesOf((await sample("activity-create")).data));
    expect(create.meta.permitted_user_ids).toEqual([`${app.actor.user_id}`, `${user_id}`]);
    expect(done).toMatchObject({ data: { subject: "Call", done: true }, previous: { done: false } });
    expect(released).toMatchObject({ data: { lead_id: null }, previous: { lead_id: lead.id } });
  });

  test("tell custom fields with their types, and what they held before", async () => {
    await using scene = await startWebhookScene(engine);
    const { app, receiver } = scene;
    const official = await sample("custom-field-formats");
    const fieldOf = async (field_type: string, options?: object[]): Promise<string> =>
      (await app.data("POST", "/v1/dealFields", { name: `A ${field_type}`, field_type, options })).key;
    const enumKey = await fieldOf("enum", [{ label: "a" }]);
    const fields = await app.data("GET", "/v1/dealFields?limit=500");
    const option = fields.find(({ key }: { key: string }) => key === enumKey).options[0].id;
    const keys = {
      double: await fieldOf("double"),
      monetary: await fieldOf("monetary"),
      date: await fieldOf("date"),
    };
    const range = await fieldOf("daterange");
    const address = await fieldOf("address");
    await scene.subscribe();
    const lead = await app.add.lead({
      [keys.double]: 123,
      [enumKey]: option,
      [range]: "2023-06-06",
      [`${range}_until`]: "2023-06-14",
    } as object);
    const changes = {
      [keys.double]: 5,
      [keys.monetary]: 200,
      [`${keys.monetary}_currency`]: "EUR",
      [enumKey]: null,
    };
    await app.data("PATCH", `/v1/leads/${lead.id}`, {
      ...changes,
      [keys.date]: "2023-06-27",
      [address]: "Main St 1",
    });
    await scene.deliver();
    const [create, change] = receiver.received.map(({ body }) => body);
    expect(create.data.custom_fields).toEqual({
      [keys.double]: official.double,
      [enumKey]: { id: option, type: "enum" },
      [range]: official.daterange,
    });
    expect(change.data.custom_fields).toMatchObject({
      [keys.double]: { type: "double", value: 5 },
      [keys.monetary]: official.monetary,
      [keys.date]: official.date,
      [address]: { type: "address", value: "Main St 1", formatted_address: "Main St 1" },
    });
    expect(Object.keys(change.data.custom_fields[address]).toSorted()).toEqual(
      Object.keys(official.address).toSorted(),
    );
    expect(change.data.custom_fields).not.toHaveProperty(enumKey);
    expect(change.previous.custom_fields).toEqual({
      [keys.double]: official.double,
      [enumKey]: { id: option, type: "enum" },
      [keys.monetary]: null,
      [keys.date]: null,
      [address]: null,
    });
  });

  test("go to nobody who may not see the thing", async () => {
    await using scene = await startWebhookScene(engine);
    const { app, receiver } = scene;
    const colleague = {
      name: "Colleague",
      email: `c@${app.domain}.test`,
      is_admin: false,
      password_hash: null,
    };
    const user_id = await app.services.users.add(app.actor, colleague);
    await scene.subscribe({ user_id });
    await app.add.lead({ title: "Mine alone", visible_to: "1" });
    await app.add.lead({ title: "Ours", visible_to: "7" });
    await scene.deliver();
    expect(receiver.received.map(({ body }) => body.data.title)).toEqual(["Ours"]);
    expect(receiver.received[0]?.body.meta.permitted_user_ids).toEqual([
      `${app.actor.user_id}`,
      `${user_id}`,
    ]);
  });
});

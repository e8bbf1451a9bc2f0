import { Field, fieldTypes } from "@leadfoyer/contract";
import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";
import { walkByStart } from "../../test/walk.ts";

const kinds = ["deal", "person", "organization"] as const;
const cases = engines.flatMap((engine) => kinds.map((kind) => [kind, engine] as const));
const choices = [{ label: "Private person" }, { label: "Company" }, { label: "Government" }];

describe.each(cases)("%s fields on %s", (kind, engine) => {
  const url = `/v1/${kind}Fields`;

  test("a custom field has a key of 40 hexadecimal characters and the shape Pipedrive shows", async () => {
    const app = await startTestApp(engine);
    const answer = await app.request("POST", url, {
      body: { name: "Customer type", field_type: "enum", options: choices, add_visible_flag: false },
    });
    expect(answer.status).toBe(200);
    const { data } = answer.body;
    expect(data).toMatchObject({
      key: expect.stringMatching(/^[0-9a-f]{40}$/),
      name: "Customer type",
      field_type: "enum",
      edit_flag: true,
      add_visible_flag: false,
      created_by_user_id: app.actor.user_id,
      last_updated_by_user_id: app.actor.user_id,
      mandatory_flag: false,
    });
    expect(Object.keys(data).sort()).toEqual(Object.keys(Field.properties).sort());
    const labels = data.options.map(({ label }: { label: string }) => label);
    expect(labels).toEqual(["Private person", "Company", "Government"]);
    expect(new Set(data.options.map(({ id }: { id: number }) => id)).size).toBe(3);
    expect(await app.data("GET", `${url}/${data.id}`)).toEqual(data);
    expect((await app.data("GET", url)).at(-1)).toEqual(data);
  });

  test("every type of Pipedrive's 16 can be made, options for two of them", async () => {
    const app = await startTestApp(engine);
    for (const field_type of fieldTypes) {
      const body = { name: field_type, field_type, options: choices };
      const { options } = await app.data("POST", url, body);
      expect(options?.length ?? null).toBe(field_type === "enum" || field_type === "set" ? 3 : null);
    }
    const fields = await walkByStart(app, url, 7);
    expect(fields.slice(-16).map(({ field_type }) => field_type)).toEqual([...fieldTypes]);
    expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length);
    expect(fields.map(({ order_nr }) => order_nr)).toEqual(fields.map((_field, index) => index + 1));
  });

  test.each([
    [{ field_type: "varchar" }, '"name" is required'],
    [{ name: "x" }, '"field_type" is required'],
    [{ name: "", field_type: "varchar" }, '"name" is not allowed to be empty'],
    [{ name: "x", field_type: "enum" }, '"options" is required'],
    [{ name: "x", field_type: "set", options: [] }, '"options" is required'],
    [{ name: "x", field_type: "enum", options: "{" }, '"options" must be an array'],
  ])("refuses %j", async (body, error) => {
    const app = await startTestApp(engine);
    const before = await app.data("GET", url);
    expect(await app.request("POST", url, { body })).toMatchObject({ status: 400, body: { error } });
    expect((await app.request("POST", url, { body: { name: "x", field_type: "visible_to" } })).status).toBe(
      400,
    );
    expect(await app.data("GET", url)).toEqual(before);
  });

  test("PUT changes what it is given and keeps the ids of options it lists", async () => {
    const app = await startTestApp(engine);
    const field = await app.data("POST", url, { name: "Type", field_type: "set", options: choices });
    const [first, second] = field.options;
    const listed = [
      { id: second.id, label: "Firm" },
      { id: String(first.id), label: first.label },
      { label: "New" },
    ];
    const changed = await app.data("PUT", `${url}/${field.id}`, {
      name: "Kind",
      options: JSON.stringify(listed),
    });
    expect(changed).toMatchObject({
      ...field,
      name: "Kind",
      update_time: changed.update_time,
      options: expect.any(Array),
    });
    expect(changed.options).toEqual([
      { id: second.id, label: "Firm" },
      first,
      { id: expect.any(Number), label: "New" },
    ]);
    expect(field.options.map(({ id }: { id: number }) => id)).not.toContain(changed.options[2].id);
    const unknown = await app.request("PUT", `${url}/${field.id}`, {
      body: { options: [{ id: 999_999, label: "x" }] },
    });
    expect(unknown.status).toBe(400);
    expect(await app.data("PUT", `${url}/${field.id}`, {})).toEqual(changed);
  });

  test("a deleted field is gone, one or several at once", async () => {
    const app = await startTestApp(engine);
    const before = await app.data("GET", url);
    const make = async () => (await app.data("POST", url, { name: "x", field_type: "varchar" })).id;
    const [a, b, c] = [await make(), await make(), await make()];
    const answer = await app.request("DELETE", `${url}/${a}`);
    expect(answer.text).toBe(`{"success":true,"data":{"id":${a}}}`);
    expect((await app.request("GET", `${url}/${a}`)).status).toBe(404);
    expect((await app.request("DELETE", `${url}?ids=${b},999999`)).status).toBe(404);
    expect((await app.request("DELETE", `${url}?ids=`)).status).toBe(400);
    expect(await app.data("DELETE", `${url}?ids=${b},${c}`)).toEqual({ id: [b, c] });
    expect(await app.data("GET", url)).toEqual(before);
  });

  test("a built-in field can be read and not deleted", async () => {
    const app = await startTestApp(engine);
    const [field] = await app.data("GET", url);
    expect(field.edit_flag).toBe(false);
    expect(await app.data("GET", `${url}/${field.id}`)).toEqual(field);
    expect((await app.request("DELETE", `${url}/${field.id}`)).status).toBe(400);
    expect((await app.request("DELETE", `${url}?ids=${field.id}`)).status).toBe(400);
  });

  test("only a caller with the scope is answered, and only about fields of its own company", async () => {
    const [app, other] = [await startTestApp(engine), await startTestApp(engine)];
    const field = await app.data("POST", url, { name: "Type", field_type: "varchar" });
    const reading = kind === "deal" ? "deals:read" : "contacts:read";
    const writing = kind === "deal" ? "deal-fields:full" : "contact-fields:full";
    const reader = await app.scoped(reading);
    const writer = await app.scoped(writing);
    const stranger = await app.scoped("leads:full");
    const calls = [
      ["GET", url],
      ["POST", url],
      ["GET", `${url}/${field.id}`],
      ["PUT", `${url}/${field.id}`],
      ["DELETE", `${url}/${field.id}`],
      ["DELETE", `${url}?ids=${field.id}`],
    ] as const;
    for (const [method, path] of calls) {
      expect((await app.request(method, path, { token: null })).status, `${method} ${path}`).toBe(401);
      expect((await app.request(method, path, { token: stranger })).status, `${method} ${path}`).toBe(403);
      const read = await app.request(method, path, { token: reader });
      expect(read.status, `${method} ${path}`).toBe(method === "GET" ? 200 : 403);
      if (path !== url) expect((await other.request(method, path)).status, `${method} ${path}`).toBe(404);
    }
    expect((await app.request("DELETE", `${url}/${field.id}`, { token: writer })).status).toBe(200);
  });
});

describe.each(engines)("fields of leads on %s", (engine) => {
  test("a lead has the custom fields of deals, with the same ids", async () => {
    const app = await startTestApp(engine);
    const field = await app.data("POST", "/v1/dealFields", { name: "Budget", field_type: "monetary" });
    const last = (await app.data("GET", "/v1/leadFields")).at(-1);
    expect(last).toMatchObject({ id: field.id, key: field.key, name: "Budget", edit_flag: true });
    await app.data("POST", "/v1/personFields", { name: "Nickname", field_type: "varchar" });
    expect((await app.data("GET", "/v1/leadFields")).at(-1)).toEqual(last);
  });

  test("the channels of a lead are the options of the deal field", async () => {
    const app = await startTestApp(engine);
    const channel = (await app.data("GET", "/v1/dealFields")).find(
      ({ key }: { key: string }) => key === "channel",
    );
    const { options } = await app.data("PUT", `/v1/dealFields/${channel.id}`, {
      options: [{ label: "Web" }],
    });
    const ofLead = (await app.data("GET", "/v1/leadFields")).find(
      ({ key }: { key: string }) => key === "channel",
    );
    expect(ofLead.options).toEqual(options);
  });

  test("notes have fields too", async () => {
    const app = await startTestApp(engine);
    expect((await app.data("GET", "/v1/noteFields?limit=2")).map(({ key }: { key: string }) => key)).toEqual([
      "content",
      "pinned_to_deal_flag",
    ]);
  });
});

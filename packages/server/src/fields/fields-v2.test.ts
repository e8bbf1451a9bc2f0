import { FieldV2, fieldTypes } from "@leadfoyer/contract";
import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { addField } from "../../test/fields.ts";
import { engines } from "../../test/storage.ts";
import { walkByCursor } from "../../test/walk.ts";

const kinds = ["deal", "person", "organization"] as const;
const cases = engines.flatMap((engine) => kinds.map((kind) => [kind, engine] as const));
const choices = [{ label: "Low" }, { label: "Medium" }, { label: "High" }];

describe.each(cases)("%s fields in v2 on %s", (kind, engine) => {
  const url = `/api/v2/${kind}Fields`;

  test("a field is the same in both versions, under its key", async () => {
    const app = await startTestApp(engine);
    const body = { field_name: "Priority", field_type: "enum", options: choices, description: "How urgent" };
    const made = await app.data("POST", url, body);
    expect(made).toMatchObject({
      field_name: "Priority",
      field_code: expect.stringMatching(/^[0-9a-f]{40}$/),
      description: "How urgent",
      field_type: "enum",
      subfields: null,
      is_custom_field: true,
      is_optional_response_field: false,
      ui_visibility: { add_visible_flag: false, details_visible_flag: true },
      important_fields: { enabled: false, stage_ids: [] },
      required_fields: { enabled: false },
    });
    expect(Object.keys(made)).toEqual(Object.keys(FieldV2.properties));
    const [old] = (await app.data("GET", `/v1/${kind}Fields`)).slice(-1);
    expect(old).toMatchObject({ key: made.field_code, name: "Priority", options: made.options });
    const { ui_visibility: _u, important_fields: _i, required_fields: _r, ...plain } = made;
    expect(await app.data("GET", `${url}/${made.field_code}`)).toEqual(plain);
    const asked = await app.data(
      "GET",
      `${url}/${made.field_code}?include_fields=required_fields,ui_visibility`,
    );
    expect(asked).toEqual({
      ...plain,
      ui_visibility: made.ui_visibility,
      required_fields: made.required_fields,
    });
    expect((await app.request("GET", `${url}/${made.field_code}?include_fields=x`)).status).toBe(400);
    const change = {
      field_name: "Urgency",
      ui_visibility: { add_visible_flag: true },
      important_fields: { enabled: true },
    };
    expect(await app.data("PATCH", `${url}/${made.field_code}`, change)).toEqual({
      ...made,
      field_name: "Urgency",
      ui_visibility: { ...made.ui_visibility, add_visible_flag: true },
      important_fields: { enabled: true, stage_ids: [] },
    });
    const answer = await app.request("DELETE", `${url}/${made.field_code}`);
    expect(answer.body).toEqual({ success: true, data: { ...plain, field_name: "Urgency" } });
    expect(await app.request("GET", `${url}/${made.field_code}`)).toMatchObject({
      status: 404,
      body: { success: false, error: "Field not found", code: "ERR_NOT_FOUND" },
    });
  });

  test("a walk by cursor meets every field once, and values of several parts tell them", async () => {
    const app = await startTestApp(engine);
    for (const field_type of fieldTypes) {
      await app.data("POST", url, { field_name: field_type, field_type, options: choices });
    }
    const fields = await walkByCursor(app, url, 5);
    const codes = fields.map(({ field_code }) => field_code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(fields.slice(-16).map(({ field_type }) => field_type)).toEqual([...fieldTypes]);
    expect(fields.find(({ field_name }) => field_name === "monetary").subfields).toEqual([
      { field_code: "value", field_name: "Amount of monetary", field_type: "double" },
      { field_code: "currency", field_name: "Currency of monetary", field_type: "varchar" },
    ]);
    expect((await app.request("GET", `${url}?cursor=x`)).status).toBe(400);
  });

  test("options are added, renamed and deleted, all of those named or none", async () => {
    const app = await startTestApp(engine);
    const { field_code, options } = await app.data("POST", url, {
      field_name: "Priority",
      field_type: "set",
      options: choices,
    });
    const at = `${url}/${field_code}/options`;
    const added = await app.request("POST", at, { body: [{ label: "Critical" }, { label: "Later" }] });
    expect(added.body).toEqual({
      success: true,
      data: [
        { id: expect.any(Number), label: "Critical" },
        { id: expect.any(Number), label: "Later" },
      ],
      additional_data: null,
    });
    const [low, medium] = options;
    const unknown = { id: 999_999, label: "x" };
    expect(
      (await app.request("PATCH", at, { body: [{ id: low.id, label: "Lowest" }, unknown] })).status,
    ).toBe(400);
    expect((await app.request("DELETE", at, { body: [{ id: low.id }, { id: 999_999 }] })).status).toBe(400);
    const renamed = await app.data("PATCH", at, [{ id: low.id, label: "Lowest" }]);
    expect(renamed).toEqual([{ id: low.id, label: "Lowest" }]);
    expect(await app.data("DELETE", at, [{ id: medium.id }])).toEqual([medium]);
    const field = await app.data("GET", `${url}/${field_code}`);
    expect(field.options).toEqual([{ id: low.id, label: "Lowest" }, options[2], ...added.body.data]);
    for (const body of [[], {}, [{}], "x"]) {
      for (const method of ["POST", "PATCH", "DELETE"])
        expect((await app.request(method, at, { body })).status, `${method} ${JSON.stringify(body)}`).toBe(
          400,
        );
    }
    const text = await addField(app, kind, "varchar");
    const without = await app.request("POST", `${url}/${text.key}/options`, { body: [{ label: "x" }] });
    expect(without.status).toBe(400);
  });

  test.each([
    [{ field_type: "varchar" }, "field_name: Parameter 'field_name' is required"],
    [{ field_name: "x", field_type: "enum" }, '"options" is required'],
    [
      { field_name: "x", field_type: "varchar", colour: 1 },
      "colour: Parameter 'colour' is not allowed for this request",
    ],
  ])("refuses %j", async (body, fault) => {
    const app = await startTestApp(engine);
    const answer = await app.request("POST", url, { body });
    expect(answer).toMatchObject({ status: 400, body: { error: `Validation failed: ${fault}` } });
    expect((await app.request("PATCH", `${url}/title`, { body: {} })).status).toBe(400);
  });

  test("only a caller with the scope is answered", async () => {
    const app = await startTestApp(engine);
    const { key } = await addField(app, kind, "enum");
    const [reading, changing, defining] =
      kind === "deal"
        ? (["deals:read", "deals:full", "deal-fields:full"] as const)
        : (["contacts:read", "contacts:full", "contact-fields:full"] as const);
    const tokens = { reading: await app.scoped(reading), changing: await app.scoped(changing) };
    const stranger = await app.scoped("leads:full");
    const calls = [
      ["GET", url, "reading"],
      ["GET", `${url}/${key}`, "reading"],
      ["PATCH", `${url}/${key}`, "changing"],
      ["POST", `${url}/${key}/options`, "changing"],
      ["PATCH", `${url}/${key}/options`, "changing"],
      ["DELETE", `${url}/${key}/options`, "changing"],
      ["POST", url, "defining"],
      ["DELETE", `${url}/${key}`, "defining"],
    ] as const;
    for (const [method, path, needs] of calls) {
      const status = async (token: string | null) => (await app.request(method, path, { token })).status;
      expect(await status(null), `${method} ${path}`).toBe(401);
      expect(await status(stranger), `${method} ${path}`).toBe(403);
      expect((await status(tokens.reading)) === 403, `${method} ${path}`).toBe(needs !== "reading");
      expect((await status(tokens.changing)) === 403, `${method} ${path}`).toBe(needs === "defining");
    }
    const answer = await app.request("DELETE", `${url}/${key}`, { token: await app.scoped(defining) });
    expect(answer.status).toBe(200);
  });
});

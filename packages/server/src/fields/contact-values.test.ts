import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { addField, addFields, type Fields } from "../../test/fields.ts";
import { engines } from "../../test/storage.ts";
import { witness } from "../../test/witness.ts";

type Values = Record<string, unknown>;

const kinds = ["person", "organization"] as const;
const cases = engines.flatMap((engine) => kinds.map((kind) => [kind, engine] as const));

/** A value of every type as v2 has it, and as v1 has the same. */
async function valuesOfAll(app: TestApp, fields: Fields): Promise<{ nested: Values; flat: Values }> {
  const key = Object.fromEntries(Object.entries(fields).map(([type, field]) => [type, field.key])) as Record<
    keyof Fields,
    string
  >;
  const { id: person } = await app.add.person();
  const { id: organization } = await app.add.organization();
  const [a] = fields.enum.options;
  const [c, d] = fields.set.options;
  const address = {
    value: "Main St 1, Tallinn",
    country: "Estonia",
    admin_area_level_1: null,
    admin_area_level_2: null,
    locality: "Tallinn",
    sublocality: null,
    route: "Main St",
    street_number: "1",
    subpremise: null,
    postal_code: null,
  };
  const nested = {
    [key.varchar]: "Blue \u{1f6aa}",
    [key.varchar_auto]: "auto",
    [key.text]: "long",
    [key.phone]: "+372 555",
    [key.double]: -12.5,
    [key.monetary]: { value: 2300, currency: "USD" },
    [key.date]: "2026-10-31",
    [key.daterange]: { value: "2026-10-01", until: "2026-10-31" },
    [key.time]: { value: "09:00:00", timezone_id: 310, timezone_name: "Europe/Tallinn" },
    [key.timerange]: { value: "09:00:00", timezone_id: null, timezone_name: null, until: "10:00:00" },
    [key.enum]: a?.id,
    [key.set]: [d?.id, c?.id],
    [key.user]: app.actor.user_id,
    [key.org]: organization,
    [key.people]: person,
    [key.address]: address,
  };
  const { value: place, ...parts } = address;
  const flat = {
    ...nested,
    [key.monetary]: 2300,
    [`${key.monetary}_currency`]: "USD",
    [key.daterange]: "2026-10-01",
    [`${key.daterange}_until`]: "2026-10-31",
    [key.time]: "09:00:00",
    [`${key.time}_timezone_id`]: 310,
    [key.timerange]: "09:00:00",
    [`${key.timerange}_until`]: "10:00:00",
    [`${key.timerange}_timezone_id`]: null,
    [key.enum]: `${a?.id}`,
    [key.set]: `${d?.id},${c?.id}`,
    [key.address]: place,
    ...Object.fromEntries(Object.entries(parts).map(([part, value]) => [`${key.address}_${part}`, value])),
    [`${key.address}_formatted_address`]: place,
  };
  return { nested, flat };
}

const flatOf = (contact: object): Values =>
  Object.fromEntries(Object.entries(contact).filter(([key]) => key.length >= 40));

describe.each(cases)("custom fields of a %s on %s", (kind, engine) => {
  const v1 = `/v1/${kind}s`;
  const v2 = `/api/v2/${kind}s`;

  test("a value of every type is the same in both versions, whichever wrote it", async () => {
    const app = await startTestApp(engine);
    const { nested, flat } = await valuesOfAll(app, await addFields(app, kind));
    const first = await app.data("POST", v2, { name: "x", custom_fields: nested });
    expect(first.custom_fields).toEqual(nested);
    expect(flatOf(await app.data("GET", `${v1}/${first.id}`))).toEqual(flat);
    const second = await app.data("POST", v1, { name: "x", ...flat });
    expect(flatOf(second)).toEqual(flat);
    const { custom_fields } = await app.data("GET", `${v2}/${second.id}`);
    const zones = Object.values(custom_fields).filter(
      (value) => (value as Values | null)?.timezone_id === 310,
    );
    expect(zones).toMatchObject([{ value: "09:00:00", timezone_name: null }]);
    expect(Object.keys(custom_fields)).toEqual(Object.keys(nested));
  });

  test("what a GET answered can be sent back and changes nothing", async () => {
    const app = await startTestApp(engine);
    const { nested } = await valuesOfAll(app, await addFields(app, kind));
    const one = await app.data("POST", v2, { name: "x", custom_fields: nested });
    const { custom_fields } = one;
    expect(await app.data("PATCH", `${v2}/${one.id}`, { custom_fields })).toEqual(one);
    const old = await app.data("GET", `${v1}/${one.id}`);
    await app.data("PUT", `${v1}/${one.id}`, flatOf(old));
    expect(await app.data("GET", `${v2}/${one.id}`)).toEqual(one);
  });

  test("every field is there and null until it is set, and null again when cleared", async () => {
    const app = await startTestApp(engine);
    const fields = await addFields(app, kind);
    const { nested, flat } = await valuesOfAll(app, fields);
    const nulls = Object.fromEntries(Object.keys(nested).map((key) => [key, null]));
    const one = await app.data("POST", v2, { name: "x" });
    expect(one.custom_fields).toEqual(nulls);
    const old = await app.data("GET", `${v1}/${one.id}`);
    expect(flatOf(old)).toEqual(Object.fromEntries(Object.keys(flat).map((key) => [key, null])));
    await app.data("PATCH", `${v2}/${one.id}`, { custom_fields: nested });
    const cleared = await app.data("PATCH", `${v2}/${one.id}`, { custom_fields: nulls });
    expect(cleared.custom_fields).toEqual(nulls);
    const [listed] = (await app.data("GET", `${v2}?ids=${one.id}`)) as { custom_fields: Values }[];
    expect(listed?.custom_fields).toEqual(nulls);
    await app.data("PATCH", `${v2}/${one.id}`, { custom_fields: nested });
    const emptied = Object.fromEntries(Object.keys(flat).map((key) => [key, ""]));
    await app.data("PUT", `${v1}/${one.id}`, emptied);
    expect((await app.data("GET", `${v2}/${one.id}`)).custom_fields).toEqual(nulls);
  });

  test("only the fields named are shown, fifteen at most, and options with their labels when asked", async () => {
    const app = await startTestApp(engine);
    const fields = await addFields(app, kind);
    const { nested } = await valuesOfAll(app, fields);
    const one = await app.data("POST", v2, { name: "x", custom_fields: nested });
    const named = `custom_fields=${fields.enum.key},${fields.set.key},unknown`;
    for (const url of [`${v2}/${one.id}?${named}`, `${v2}?ids=${one.id}&${named}`]) {
      const data = [await app.data("GET", url)].flat()[0];
      expect(data.custom_fields).toEqual({
        [fields.enum.key]: nested[fields.enum.key],
        [fields.set.key]: nested[fields.set.key],
      });
    }
    const labelled = await app.data("GET", `${v2}/${one.id}?${named}&include_option_labels=true`);
    const [c, d] = fields.set.options;
    expect(labelled.custom_fields).toEqual({
      [fields.enum.key]: fields.enum.options[0],
      [fields.set.key]: [d, c],
    });
    const many = Array.from({ length: 16 }, (_key, index) => `k${index}`).join(",");
    expect((await app.request("GET", `${v2}/${one.id}?custom_fields=${many}`)).status).toBe(400);
  });

  test("v2 takes nothing for another, and says where it stood", async () => {
    const app = await startTestApp(engine);
    const fields = await addFields(app, kind);
    const one = await app.data("POST", v2, { name: "x" });
    const at = (type: keyof Fields, part = "") => `custom_fields.${fields[type].key}${part}`;
    const bad: [keyof Fields, unknown, string][] = [
      ["varchar", 5, `Parameter '${at("varchar")}' must be a string`],
      ["double", "5", `Parameter '${at("double")}' must be a number`],
      ["double", "", `Parameter '${at("double")}' must be a number`],
      ["enum", `${fields.enum.options[0]?.id}`, `Parameter '${at("enum")}' must be a number`],
      ["set", [], `Parameter '${at("set")}' must contain at least 1 items`],
      ["set", "1,2", `Parameter '${at("set")}' must be an array`],
      ["monetary", 5, `Parameter '${at("monetary")}' must be of type object`],
      ["monetary", { value: "5" }, `Parameter '${at("monetary", ".value")}' must be a number`],
      ["daterange", { value: "2026-01-01" }, `Parameter '${at("daterange", ".until")}' is required`],
      ["time", { value: "9" }, `Parameter '${at("time", ".value")}' must be in HH:MM:SS format`],
      ["date", "2026-01-01T00:00:00Z", `Parameter '${at("date")}' must be in YYYY-MM-DD format`],
      [
        "address",
        { value: "x", planet: "Earth" },
        `Parameter '${at("address", ".planet")}' is not allowed for this request`,
      ],
      ["people", 999_999, `"${at("people")}" 999999 is not a person of this company`],
    ];
    for (const [type, value, fault] of bad) {
      const body = { name: "y", custom_fields: { [fields[type].key]: value } };
      const answer = await app.request("PATCH", `${v2}/${one.id}`, { body });
      expect([answer.status, answer.body.code], `${type} ${JSON.stringify(value)}`).toEqual([
        400,
        "ERR_SCHEMA_VALIDATION_FAILED",
      ]);
      expect(answer.body.error).toContain(fault);
    }
    const ofDeal = await addField(app, "deal", "varchar");
    for (const key of [ofDeal.key, "ab".repeat(20), "nickname", "__proto__"]) {
      const raw = `{"custom_fields":{"${key}":"x"}}`;
      const headers = { "content-type": "application/json" };
      const answer = await app.request("PATCH", `${v2}/${one.id}`, { raw, headers });
      const path = `custom_fields.${key}`;
      expect(answer.body.error).toBe(
        `Validation failed: ${path}: Parameter '${path}' is not allowed for this request`,
      );
    }
    expect(await app.data("GET", `${v2}/${one.id}`)).toEqual(one);
  });

  test("a bad value in v1 is refused by the name of its key; unknown keys are ignored", async () => {
    const app = await startTestApp(engine);
    const field = await addField(app, kind, "double");
    const one = await app.data("POST", v1, { name: "x", [field.key]: "1.5", ["ab".repeat(20)]: "x" });
    expect(one[field.key]).toBe(1.5);
    const answer = await app.request("PUT", `${v1}/${one.id}`, { body: { name: "y", [field.key]: "many" } });
    expect(answer).toMatchObject({ status: 400, body: { error: `"${field.key}" must be a number` } });
    expect((await app.data("GET", `${v1}/${one.id}`)).name).toBe("x");
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const form = await app.request("PUT", `${v1}/${one.id}`, { raw: `${field.key}=2`, headers });
    expect(form.body.data[field.key]).toBe(2);
  });

  test("the rows it is found by agree with what it holds, and go with the field", async () => {
    const app = await startTestApp(engine);
    const fields = await addFields(app, kind);
    const { nested } = await valuesOfAll(app, fields);
    const rows = () =>
      witness(app.databaseUrl, (query) =>
        query(
          `select field_id, num, txt, extra from field_values where company_id = ${app.actor.company_id}
           and kind = '${kind}' and field_id > 1000 order by field_id, num`,
        ),
      );
    const one = await app.data("POST", v2, { name: "x", custom_fields: nested });
    expect((await rows()).length).toBe(17);
    const { set, monetary, ...rest } = fields;
    await app.data("PATCH", `${v2}/${one.id}`, {
      custom_fields: Object.fromEntries(Object.values(rest).map(({ key }) => [key, null])),
    });
    const [c, d] = set.options;
    expect(await rows()).toEqual([
      { field_id: monetary.id, num: 2300, txt: "", extra: "USD" },
      { field_id: set.id, num: c?.id, txt: "", extra: "" },
      { field_id: set.id, num: d?.id, txt: "", extra: "" },
    ]);
    await app.data("DELETE", `${v2}/${one.id}`);
    await app.data("DELETE", `/v1/${kind}Fields?ids=${set.id},${monetary.id}`);
    expect(await rows()).toEqual([]);
    expect(Object.keys((await app.data("GET", `${v2}/${one.id}`)).custom_fields)).toHaveLength(14);
  });
});

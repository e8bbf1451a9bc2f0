import type { Lead } from "@leadfoyer/contract";
import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { addField, addFields, type Fields } from "../../test/fields.ts";
import { engines } from "../../test/storage.ts";
import { witness } from "../../test/witness.ts";
import { createRandom } from "../lib/random.ts";
import { fromFlat, toValueRows } from "./custom-values.ts";
import { fieldSet } from "./fields.store.ts";

type Values = Record<string, unknown>;

/** What a lead answers beside the members every lead has. */
const customOf = (lead: object): Values =>
  Object.fromEntries(Object.entries(lead).filter(([key]) => key.length >= 40));

/** Ways to write a value of each type, and what is answered of it. */
async function writings(app: TestApp, fields: Fields): Promise<[written: Values, read: Values][]> {
  const key = Object.fromEntries(Object.entries(fields).map(([type, field]) => [type, field.key]));
  const [a, b] = fields.enum.options.map(({ id }) => id);
  const [c, d] = fields.set.options.map(({ id }) => id);
  const user = app.actor.user_id;
  const { id: person } = await app.add.person();
  const { id: organization } = await app.add.organization();
  const same = (values: Values): [Values, Values] => [values, values];
  const address = { [`${key.address}_locality`]: "Tallinn", [`${key.address}_country`]: "Estonia" };
  const zone = { [`${key.time}_timezone_id`]: 310 };
  return [
    same({ [`${key.varchar}`]: "Blue, of oak \u{1f6aa}" }),
    same({ [`${key.varchar_auto}`]: "auto" }),
    same({ [`${key.text}`]: "x".repeat(3_000) }),
    same({ [`${key.phone}`]: "+372 555 1234" }),
    [{ [`${key.phone}`]: 3725551234 }, { [`${key.phone}`]: "3725551234" }],
    same({ [`${key.double}`]: 12.5 }),
    [{ [`${key.double}`]: "-7.25" }, { [`${key.double}`]: -7.25 }],
    same({ [`${key.monetary}`]: 2300, [`${key.monetary}_currency`]: "USD" }),
    [{ [`${key.monetary}`]: 0 }, { [`${key.monetary}`]: 0, [`${key.monetary}_currency`]: "EUR" }],
    [
      { [`${key.monetary}`]: { value: 5, currency: "sek" } },
      { [`${key.monetary}`]: 5, [`${key.monetary}_currency`]: "SEK" },
    ],
    same({ [`${key.date}`]: "2026-10-31" }),
    [{ [`${key.date}`]: "2026-10-31T00:00:00.000Z" }, { [`${key.date}`]: "2026-10-31" }],
    same({ [`${key.daterange}`]: "2026-10-01", [`${key.daterange}_until`]: "2026-10-31" }),
    same({ [`${key.time}`]: "09:00:00", ...zone }),
    [{ [`${key.time}`]: "23:59" }, { [`${key.time}`]: "23:59:00" }],
    same({ [`${key.timerange}`]: "22:00:00", [`${key.timerange}_until`]: "06:00:00" }),
    [{ [`${key.enum}`]: a }, { [`${key.enum}`]: `${a}` }],
    same({ [`${key.enum}`]: `${b}` }),
    same({ [`${key.set}`]: `${d},${c}` }),
    [{ [`${key.set}`]: [c, `${d}`, c] }, { [`${key.set}`]: `${c},${d}` }],
    [{ [`${key.set}`]: c }, { [`${key.set}`]: `${c}` }],
    same({ [`${key.user}`]: user }),
    [{ [`${key.people}`]: `${person}` }, { [`${key.people}`]: person }],
    same({ [`${key.org}`]: organization }),
    [
      { [`${key.address}`]: "Main St 1, Tallinn", ...address },
      {
        [`${key.address}`]: "Main St 1, Tallinn",
        ...address,
        [`${key.address}_formatted_address`]: "Main St 1, Tallinn",
      },
    ],
  ];
}

describe.each(engines)("custom fields of leads on %s", (engine) => {
  test("a value of each type is answered as v1 has it, and nothing of what is unset", async () => {
    const app = await startTestApp(engine);
    const fields = await addFields(app, "deal");
    const { id: person_id } = await app.add.person();
    for (const [written, read] of await writings(app, fields)) {
      const lead = await app.data("POST", "/v1/leads", { title: "x", person_id, ...written });
      expect(customOf(lead), JSON.stringify(written)).toEqual(read);
      expect(await app.data("GET", `/v1/leads/${lead.id}`)).toEqual(lead);
      const other = await app.add.lead({ person_id });
      expect(customOf(other)).toEqual({});
      const changed = await app.data("PATCH", `/v1/leads/${other.id}`, written);
      expect(customOf(changed)).toEqual(read);
      expect(changed.update_time > other.update_time).toBe(true);
    }
  });

  test("what a GET answered can be sent back and changes nothing", async () => {
    const app = await startTestApp(engine);
    const fields = await addFields(app, "deal");
    const { id: person_id } = await app.add.person();
    for (const [written] of await writings(app, fields)) {
      const lead = await app.data("POST", "/v1/leads", { title: "x", person_id, ...written });
      expect(await app.data("PATCH", `/v1/leads/${lead.id}`, lead)).toEqual(lead);
      expect(await app.data("PUT", `/v1/leads/${lead.id}`, customOf(lead))).toEqual(lead);
    }
  });

  test("null, {} and an empty text clear a value with all its parts", async () => {
    const app = await startTestApp(engine);
    const fields = await addFields(app, "deal");
    const { id: person_id } = await app.add.person();
    const all = Object.assign({}, ...(await writings(app, fields)).map(([written]) => written));
    const full = await app.data("POST", "/v1/leads", { title: "x", person_id, ...all });
    expect(Object.keys(customOf(full)).length).toBeGreaterThan(20);
    const keys = Object.values(fields).map(({ key }) => key);
    const [first, ...rest] = keys;
    const one = await app.data("PATCH", `/v1/leads/${full.id}`, { [`${first}`]: "" });
    expect(Object.keys(one)).not.toContain(first);
    for (const nothing of [null, {}, ""]) {
      const lead = await app.data("POST", "/v1/leads", { title: "x", person_id, ...all });
      const cleared = Object.fromEntries(rest.map((key) => [key, nothing]));
      const answer = await app.data("PATCH", `/v1/leads/${lead.id}`, cleared);
      expect(Object.keys(customOf(answer))).toEqual([first]);
    }
  });

  test("the parts of a value can be written alone and stay when they are not", async () => {
    const app = await startTestApp(engine);
    const { monetary, daterange, address } = await addFields(app, "deal");
    const lead = await app.add.lead({
      [monetary.key]: 5,
      [`${monetary.key}_currency`]: "USD",
      [daterange.key]: "2026-01-01",
      [`${daterange.key}_until`]: "2026-02-01",
      [address.key]: "Main St 1",
      [`${address.key}_country`]: "Estonia",
    } as object);
    const patch = async (body: Values) => customOf(await app.data("PATCH", `/v1/leads/${lead.id}`, body));
    const before = customOf(lead);
    expect(await patch({ [monetary.key]: 6 })).toEqual({ ...before, [monetary.key]: 6 });
    expect(await patch({ [`${monetary.key}_currency`]: "GBP", [daterange.key]: "2026-01-02" })).toMatchObject(
      {
        [monetary.key]: 6,
        [`${monetary.key}_currency`]: "GBP",
        [daterange.key]: "2026-01-02",
        [`${daterange.key}_until`]: "2026-02-01",
      },
    );
    const moved = await patch({ [address.key]: "Other St 2" });
    expect(moved).toMatchObject({ [`${address.key}_formatted_address`]: "Other St 2" });
    expect(Object.keys(moved)).not.toContain(`${address.key}_country`);
    const unset = await app.add.lead({ [`${monetary.key}_currency`]: "USD" } as object);
    expect(customOf(unset)).toEqual({});
  });

  test("a bad value is refused in Joi's words and nothing is stored", async () => {
    const app = await startTestApp(engine);
    const fields = await addFields(app, "deal");
    const lead = await app.add.lead();
    const ids = fields.enum.options.map(({ id }) => id).join(", ");
    const of = (type: keyof Fields) => fields[type].key;
    const bad: [Values, string][] = [
      [
        { [of("varchar")]: "x".repeat(256) },
        `"${of("varchar")}" length must be less than or equal to 255 characters long`,
      ],
      [{ [of("varchar")]: ["x"] }, `"${of("varchar")}" must be a string`],
      [{ [of("text")]: "a\0b" }, `"${of("text")}" contains characters that cannot be stored`],
      [{ [of("double")]: "many" }, `"${of("double")}" must be a number`],
      [{ [of("double")]: true }, `"${of("double")}" must be a number`],
      [{ [of("monetary")]: "1,5" }, `"${of("monetary")}" must be a number`],
      [
        { [of("monetary")]: 1, [`${of("monetary")}_currency`]: "ZZZ" },
        `"${of("monetary")}_currency" ZZZ is not a currency code: see /v1/currencies`,
      ],
      [{ [of("date")]: "2026-02-30" }, `"${of("date")}" must be in YYYY-MM-DD format`],
      [{ [of("date")]: 20260231 }, `"${of("date")}" must be a string`],
      [{ [of("daterange")]: "2026-02-01" }, `"${of("daterange")}_until" is required`],
      [
        { [of("daterange")]: "2026-02-02", [`${of("daterange")}_until`]: "2026-02-01" },
        `"${of("daterange")}_until" must be 2026-02-02 or later`,
      ],
      [{ [of("time")]: "25:00:00" }, `"${of("time")}" must be in HH:MM:SS format`],
      [{ [of("timerange")]: "10:00:00" }, `"${of("timerange")}_until" is required`],
      [{ [of("enum")]: 999_999 }, `"${of("enum")}" must be one of [${ids}]`],
      [{ [of("enum")]: "Company" }, `"${of("enum")}" must be a number`],
      [
        { [of("set")]: `${fields.set.options[0]?.id},999999` },
        `"${of("set")}" must be one of [${fields.set.options.map(({ id }) => id).join(", ")}]`,
      ],
      [{ [of("user")]: 999_999 }, `"${of("user")}" 999999 is not a user of this company`],
      [{ [of("people")]: 999_999 }, `"${of("people")}" 999999 is not a person of this company`],
      [{ [of("org")]: 999_999 }, `"${of("org")}" 999999 is not an organization of this company`],
      [{ [of("org")]: -1 }, `"${of("org")}" must be greater than or equal to 1`],
      [{ [of("address")]: 5 }, `"${of("address")}" must be a string`],
    ];
    for (const [body, error_info] of bad) {
      const created = await app.request("POST", "/v1/leads", {
        body: { title: "x", person_id: lead.person_id, ...body },
      });
      expect([created.status, created.body.error_info], JSON.stringify(body)).toEqual([400, error_info]);
      const changed = await app.request("PATCH", `/v1/leads/${lead.id}`, {
        body: { title: "other", ...body },
      });
      expect([changed.status, changed.body.error_info]).toEqual([400, error_info]);
    }
    expect(await app.data("GET", "/v1/leads")).toEqual([lead]);
  });

  test("what no field knows is ignored: unknown keys, another kind's, and a key sent as its own value", async () => {
    const app = await startTestApp(engine);
    const [known, ofPerson] = [
      await addField(app, "deal", "varchar"),
      await addField(app, "person", "varchar"),
    ];
    const lead = await app.add.lead({ [known.key]: "kept" } as object);
    const body = {
      title: "New",
      ["ab".repeat(20)]: "x",
      [ofPerson.key]: "x",
      [known.key]: known.key,
      [`${known.key}_currency`]: "EUR",
      [known.key.slice(1)]: "x",
    };
    const changed: Lead = await app.data("PATCH", `/v1/leads/${lead.id}`, body);
    expect(changed).toEqual({ ...lead, title: "New", update_time: changed.update_time });
  });

  test("the history of a lead says what a field held before", async () => {
    const app = await startTestApp(engine);
    const field = await addField(app, "deal", "double");
    const lead = await app.add.lead();
    for (const value of [1, 2, 2, null])
      await app.data("PATCH", `/v1/leads/${lead.id}`, { [field.key]: value });
    const events = await witness(app.databaseUrl, (query) =>
      query(`select previous from events where object_id = '${lead.id}' and action = 'change' order by seq`),
    );
    const previous = events.map((event) => JSON.parse(String(event.previous))[field.key]);
    expect(previous).toEqual([null, 1, 2]);
  });

  test("the rows leads are found by agree with their documents, whatever happened to them", async () => {
    const app = await startTestApp(engine);
    const fields = await addFields(app, "deal");
    const { id: person_id } = await app.add.person();
    const written = (await writings(app, fields)).map(([values]) => values);
    const random = createRandom(7);
    const some = () =>
      Object.assign({}, random.pick(written as unknown as List), random.pick(written as unknown as List));
    const leads = [];
    for (let count = 0; count < 12; count += 1) {
      leads.push(await app.data("POST", "/v1/leads", { title: "x", person_id, channel: 3, ...some() }));
    }
    for (let count = 0; count < 30; count += 1) {
      const { id } = random.pick(leads as unknown as List<Lead>);
      const cleared = random.chance(0.3)
        ? Object.fromEntries(Object.keys(some()).map((key) => [key, null]))
        : {};
      await app.data("PATCH", `/v1/leads/${id}`, { ...some(), channel: random.below(2) || null, ...cleared });
    }
    await app.data("DELETE", `/v1/leads/${leads[0].id}`);
    const { found, stored } = await witness(app.databaseUrl, async (query) => ({
      found: await query(
        `select holder, field_id, num, txt, extra from field_values where company_id = ${app.actor.company_id}`,
      ),
      stored: await query(`select seq, doc from leads where company_id = ${app.actor.company_id}`),
    }));
    const set = await fieldSet(app.storage.db, app.actor.company_id);
    const held = [...set.held("deal").values()];
    const expected = stored.flatMap(({ seq, doc }) => {
      const lead = JSON.parse(String(doc));
      const rows = toValueRows(held, fromFlat(held, lead));
      if (lead.channel) rows.push({ field_id: set.channel, num: lead.channel, txt: "", extra: "" });
      return rows.map((row) => ({ holder: seq, ...row }));
    });
    const inOrder = (rows: object[]) => rows.map((row) => JSON.stringify(row)).sort();
    expect(expected.length).toBeGreaterThan(20);
    expect(inOrder(found)).toEqual(inOrder(expected));
  });
});

type List<T = Values> = readonly [T, ...T[]];

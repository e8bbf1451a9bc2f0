import { Lead } from "@leadfoyer/contract";
import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";
import { uuidBase36, uuidV1Time } from "../lib/uuid.ts";

const leadKeys = Object.keys(Lead.properties);
const UNKNOWN_ID = "4badc1b0-a5dd-11f1-91c1-d76c55e1594b";
const INVALID = { success: false, data: null, additional_data: null, error: "provided dataset is not valid" };

/** What is wrong with a body, in the words of the answer. */
async function refusal(app: TestApp, method: string, url: string, body: unknown): Promise<string> {
  const answer = await app.request(method, url, { body });
  expect(answer.status, answer.text).toBe(400);
  expect(answer.body).toEqual({ ...INVALID, error_info: expect.any(String) });
  return answer.body.error_info;
}

describe.each(engines)("leads on %s", (engine) => {
  test("a new lead answers 201 with every key, in the order of the live service", async () => {
    const app = await startTestApp(engine);
    const { id: person_id } = await app.add.person();
    const { id: organization_id } = await app.add.organization();
    const label = await app.add.label();
    const answer = await app.request("POST", "/v1/leads", {
      body: {
        title: "Blue door order",
        value: { amount: 300.5, currency: "EUR" },
        label_ids: [label.id],
        expected_close_date: "2026-10-31",
        person_id,
        organization_id,
        visible_to: "7",
        was_seen: true,
        origin_id: "form-9",
        channel: 3,
        channel_id: "spring",
      },
    });
    expect(answer.status).toBe(201);
    expect(Object.keys(answer.body)).toEqual(["success", "data"]);
    const lead = answer.body.data;
    expect(Object.keys(lead)).toEqual(leadKeys);
    expect(lead).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      title: "Blue door order",
      owner_id: app.actor.user_id,
      creator_id: app.actor.user_id,
      label_ids: [label.id],
      value: { amount: 300.5, currency: "EUR" },
      expected_close_date: "2026-10-31",
      person_id,
      organization_id,
      is_archived: false,
      archive_time: null,
      source_name: "API",
      source_deal_id: null,
      origin: "API",
      origin_id: "form-9",
      channel: 3,
      channel_id: "spring",
      was_seen: true,
      next_activity_id: null,
      add_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      update_time: lead.add_time,
      visible_to: "7",
      cc_email: `${app.domain}+${app.actor.company_id}+lead${uuidBase36(lead.id)}@pipedrivemail.com`,
    });
    expect(uuidV1Time(lead.id)).toBe(Date.parse(lead.add_time));
  });

  test("what is not given has Pipedrive's defaults, and is never absent", async () => {
    const app = await startTestApp(engine);
    const lead = await app.add.lead();
    expect(lead).toMatchObject({
      label_ids: [],
      value: null,
      expected_close_date: null,
      organization_id: null,
      was_seen: false,
      visible_to: "3",
      channel: null,
      origin_id: null,
    });
  });

  test("a lead reads as it was answered when made, in any case of its id", async () => {
    const app = await startTestApp(engine);
    const lead = await app.add.lead({ title: 'Zażółć 漢字 🚪 "quoted" \\ back' });
    expect(await app.data("GET", `/v1/leads/${lead.id}`)).toEqual(lead);
    expect(await app.data("GET", `/api/v1/leads/${lead.id.toUpperCase()}/`)).toEqual(lead);
  });

  test.each([
    [{}, '"title" is required'],
    [{ title: "" }, '"title" is not allowed to be empty'],
    [{ title: null }, '"title" must be a string'],
    [{ title: 5 }, '"title" must be a string'],
    [{ title: "x".repeat(256) }, '"title" length must be less than or equal to 255 characters long'],
    [{ title: "x" }, '"value" must contain at least one of [person_id, organization_id]'],
    [
      { title: "x", person_id: null, organization_id: {} },
      '"value" must contain at least one of [person_id, organization_id]',
    ],
    [{ title: "x", owner_id: null }, '"owner_id" must be a number'],
    [{ title: "x", owner_id: "you" }, '"owner_id" must be a number'],
    [{ title: "x", person_id: "abc" }, '"person_id" must be a number'],
    [{ title: "x", person_id: 1.5 }, '"person_id" must be a number'],
    [{ title: "x", label_ids: "a" }, '"label_ids" must be an array'],
    [{ title: "x", label_ids: ["a"] }, '"label_ids[0]" must be a valid GUID'],
    [{ title: "x", value: { amount: 5 } }, '"value.currency" is required'],
    [{ title: "x", value: { currency: "EUR" } }, '"value.amount" is required'],
    [{ title: "x", value: { amount: "many", currency: "EUR" } }, '"value.amount" must be a number'],
    [{ title: "x", value: 300 }, '"value" must be of type object'],
    [{ title: "x", expected_close_date: "31.10.2026" }, '"expected_close_date" must be in YYYY-MM-DD format'],
    [{ title: "x", expected_close_date: "2026-02-30" }, '"expected_close_date" must be in YYYY-MM-DD format'],
    [{ title: "x", visible_to: "2" }, '"visible_to" must be one of [1, 3, 5, 7]'],
    [{ title: "x", was_seen: "maybe" }, '"was_seen" must be a boolean'],
    [[], '"value" must be of type object'],
    ["text", '"value" must be of type object'],
  ])("refuses %j", async (body, info) => {
    const app = await startTestApp(engine);
    expect(await refusal(app, "POST", "/v1/leads", body)).toBe(info);
  });

  test("refuses people, organizations, owners, labels and currencies that are not the company's", async () => {
    const app = await startTestApp(engine);
    const { id: person_id } = await app.add.person();
    const inactive = await app.services.users.add(app.actor, {
      name: "Gone",
      email: "gone@acme.test",
      is_admin: false,
      password_hash: null,
    });
    await app.services.users.deactivate(app.actor, inactive);
    const lead = { title: "x", person_id };
    const wrong: [object, RegExp][] = [
      [{ person_id: 987 }, /"person_id" 987/],
      [{ organization_id: 987 }, /"organization_id" 987/],
      [{ owner_id: 987 }, /"owner_id" 987/],
      [{ owner_id: inactive }, /deactivated/],
      [{ label_ids: [UNKNOWN_ID] }, new RegExp(UNKNOWN_ID)],
      [{ value: { amount: 1, currency: "ZZZ" } }, /ZZZ is not a currency/],
    ];
    for (const [part, info] of wrong) {
      expect(await refusal(app, "POST", "/v1/leads", { ...lead, ...part })).toMatch(info);
    }
    expect(await app.data("GET", "/v1/leads")).toEqual([]);
  });

  test("takes numbers and flags written as text, and {} for null, as clients in use send them", async () => {
    const app = await startTestApp(engine);
    const { id } = await app.add.person();
    const lead = await app.data("POST", "/v1/leads", {
      title: "x",
      person_id: String(id),
      organization_id: {},
      value: {},
      was_seen: "true",
      visible_to: 5,
      label_ids: [],
      add_lead_request: { title: "y" },
      unknown: true,
    });
    expect(lead).toMatchObject({ title: "x", person_id: id, value: null, was_seen: true, visible_to: "5" });
    expect(Object.keys(lead)).toEqual(leadKeys);
  });

  test("takes the day of a moment, which is how clients 12 send a date", async () => {
    const app = await startTestApp(engine);
    const lead = await app.add.lead({ expected_close_date: "2026-10-31T00:00:00.000Z" });
    expect(lead.expected_close_date).toBe("2026-10-31");
  });

  test("a change touches what was sent and moves update_time", async () => {
    const app = await startTestApp(engine);
    const label = await app.add.label();
    const lead = await app.add.lead({
      value: { amount: 5, currency: "usd" },
      label_ids: [label.id, label.id],
    });
    expect(lead).toMatchObject({ value: { amount: 5, currency: "USD" }, label_ids: [label.id] });
    const changed = await app.data("PATCH", `/v1/leads/${lead.id}`, {
      title: "New",
      value: null,
      label_ids: [],
    });
    expect(changed).toEqual({
      ...lead,
      title: "New",
      value: null,
      label_ids: [],
      update_time: changed.update_time,
    });
    expect(changed.update_time > lead.update_time).toBe(true);
    expect(await app.data("GET", `/v1/leads/${lead.id}`)).toEqual(changed);
  });

  test("PUT changes as PATCH does", async () => {
    const app = await startTestApp(engine);
    const lead = await app.add.lead();
    expect(await app.data("PUT", `/v1/leads/${lead.id}`, { title: "Put" })).toMatchObject({
      title: "Put",
      person_id: lead.person_id,
    });
  });

  test("a change to what a lead already is leaves it as it was", async () => {
    const app = await startTestApp(engine);
    const lead = await app.add.lead({
      value: { amount: 5, currency: "EUR" },
      expected_close_date: "2026-01-02",
    });
    expect(await app.data("PATCH", `/v1/leads/${lead.id}`, lead)).toEqual(lead);
    expect(await app.data("PATCH", `/v1/leads/${lead.id}`, {})).toEqual(lead);
    const archived = await app.data("PATCH", `/v1/leads/${lead.id}`, { is_archived: true });
    expect(await app.data("PATCH", `/v1/leads/${lead.id}`, archived)).toEqual(archived);
  });

  test("a person or an organization always remains", async () => {
    const app = await startTestApp(engine);
    const { id: organization_id } = await app.add.organization();
    const lead = await app.add.lead();
    expect(await refusal(app, "PATCH", `/v1/leads/${lead.id}`, { person_id: null })).toMatch(
      /at least one of/,
    );
    const moved = await app.data("PATCH", `/v1/leads/${lead.id}`, { person_id: null, organization_id });
    expect(moved).toMatchObject({ person_id: null, organization_id });
    expect(await refusal(app, "PATCH", `/v1/leads/${lead.id}`, { title: null })).toBe(
      '"title" must be a string',
    );
  });

  test("archiving stamps the time and moves the lead to the other list", async () => {
    const app = await startTestApp(engine);
    const lead = await app.add.lead();
    const archived = await app.data("PATCH", `/v1/leads/${lead.id}`, { is_archived: true });
    expect(archived).toMatchObject({ is_archived: true, archive_time: archived.update_time });
    expect(await app.data("GET", "/v1/leads")).toEqual([]);
    expect(await app.data("GET", "/v1/leads/archived")).toEqual([archived]);
    expect(await app.data("GET", `/v1/leads/${lead.id}`)).toEqual(archived);
  });

  test("an archived lead is read-only until it is brought back", async () => {
    const app = await startTestApp(engine);
    const lead = await app.add.lead();
    await app.data("PATCH", `/v1/leads/${lead.id}`, { is_archived: true });
    const refused = await app.request("PATCH", `/v1/leads/${lead.id}`, { body: { title: "New" } });
    expect(refused).toMatchObject({ status: 400, body: { success: false, error: "lead is archived" } });
    const back = await app.data("PATCH", `/v1/leads/${lead.id}`, { is_archived: false, title: "Back" });
    expect(back).toMatchObject({ is_archived: false, archive_time: null, title: "Back" });
    expect(await app.data("GET", "/v1/leads")).toEqual([back]);
  });

  test("a deleted lead is gone", async () => {
    const app = await startTestApp(engine);
    const label = await app.add.label();
    const lead = await app.add.lead({ label_ids: [label.id] });
    const answer = await app.request("DELETE", `/v1/leads/${lead.id}`, {
      raw: "anything",
      headers: { "content-type": "text/plain" },
    });
    expect(answer.text).toBe(`{"success":true,"data":{"id":"${lead.id}"}}`);
    for (const method of ["GET", "PATCH", "DELETE"]) {
      const gone = await app.request(method, `/v1/leads/${lead.id}`, { body: {} });
      expect(gone.status).toBe(404);
      expect(gone.text).toBe(
        '{"success":false,"error":"requested lead not found","error_info":"Object was not found.","data":null,"additional_data":null}',
      );
    }
    expect(await app.data("GET", "/v1/leads")).toEqual([]);
  });

  test("permitted users are the active users of the company", async () => {
    const app = await startTestApp(engine);
    const lead = await app.add.lead();
    const user = { name: "Bob", email: "bob@acme.test", is_admin: false, password_hash: null };
    const bob = await app.services.users.add(app.actor, user);
    expect(await app.data("GET", `/v1/leads/${lead.id}/permittedUsers`)).toEqual([app.actor.user_id, bob]);
    await app.services.users.deactivate(app.actor, bob);
    expect(await app.data("GET", `/v1/leads/${lead.id}/permittedUsers`)).toEqual([app.actor.user_id]);
    expect((await app.request("GET", `/v1/leads/${UNKNOWN_ID}/permittedUsers`)).status).toBe(404);
  });

  test("fifty writes at once are each applied, and one refused does not spoil its neighbours", async () => {
    const app = await startTestApp(engine);
    const { id: person_id } = await app.add.person();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        app.request("POST", "/v1/leads", {
          body: { title: `Lead ${index}`, person_id: index % 5 ? person_id : 999 },
        }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map((_, index) => (index % 5 ? 201 : 400)));
    expect(await app.data("GET", "/v1/leads")).toHaveLength(40);
  });

  test("changes of one lead at once all count", async () => {
    const app = await startTestApp(engine);
    const lead = await app.add.lead();
    const changes = [
      { title: "A" },
      { was_seen: true },
      { channel_id: "c" },
      { expected_close_date: "2026-05-05" },
    ];
    await Promise.all(changes.map((body) => app.data("PATCH", `/v1/leads/${lead.id}`, body)));
    expect(await app.data("GET", `/v1/leads/${lead.id}`)).toMatchObject(Object.assign({}, ...changes));
  });
});

import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";

const PERSONS = "/api/v2/persons";

/** The members of a person in the order of a body recorded from the live service. */
const recordedKeys = [
  "id",
  "name",
  "first_name",
  "last_name",
  "add_time",
  "update_time",
  "visible_to",
  "custom_fields",
  "owner_id",
  "label_ids",
  "org_id",
  "is_deleted",
  "picture_id",
  "phones",
  "emails",
];

const refusal = (error: string) => ({
  success: false,
  error: `Validation failed: ${error}`,
  code: "ERR_SCHEMA_VALIDATION_FAILED",
});

describe.each(engines)("persons on %s", (engine) => {
  test("a new person is answered as recorded from the live service", async () => {
    const app = await startTestApp(engine);
    const { id: org_id } = await app.add.organization();
    const { status, body } = await app.request("POST", PERSONS, {
      body: {
        name: "John Test",
        emails: [{ value: "john@example.com", primary: true }],
        phones: [{ value: "555-0100", primary: true }],
        org_id,
      },
    });
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(["success", "data"]);
    expect(Object.keys(body.data)).toEqual(recordedKeys);
    expect(body.data).toEqual({
      id: 1,
      name: "John Test",
      first_name: "John",
      last_name: "Test",
      add_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      update_time: null,
      visible_to: 3,
      custom_fields: {},
      owner_id: app.actor.user_id,
      label_ids: [],
      org_id,
      is_deleted: false,
      picture_id: null,
      phones: [{ label: "work", value: "555-0100", primary: true }],
      emails: [{ label: "work", value: "john@example.com", primary: true }],
    });
    expect(Object.keys(body.data.emails[0])).toEqual(["label", "value", "primary"]);
    expect((await app.request("GET", `${PERSONS}/1`)).body).toEqual(body);
  });

  test("everything a person can be given is kept", async () => {
    const app = await startTestApp(engine);
    const given = {
      name: "Ann Example",
      add_time: "2020-02-03T04:05:06Z",
      visible_to: 7,
      label_ids: [4, 2],
      notes: "Met in Tallinn ✓",
      im: [{ label: "skype", value: "ann", primary: true }],
      birthday: "1990-12-31",
      job_title: "Buyer",
    };
    const person = await app.data("POST", PERSONS, {
      ...given,
      marketing_status: "subscribed",
      postal_address: { value: "Main St 1", country: "Estonia" },
    });
    expect(person).toMatchObject(given);
    expect(person.postal_address).toMatchObject({ value: "Main St 1", country: "Estonia", locality: null });
    expect(await app.data("GET", `${PERSONS}/${person.id}?include_fields=marketing_status`)).toEqual({
      ...person,
      marketing_status: "subscribed",
    });
  });

  test("one address is primary: the one that says so, else the first", async () => {
    const app = await startTestApp(engine);
    const emails = [
      { value: "a@example.com" },
      { value: " ", primary: true },
      { value: "b@example.com", primary: true, label: "home" },
      { value: "c@example.com", primary: true },
    ];
    const person = await app.data("POST", PERSONS, { name: "Ann", emails, phones: emails.slice(0, 1) });
    expect(person.emails).toEqual([
      { label: "work", value: "a@example.com", primary: false },
      { label: "home", value: "b@example.com", primary: true },
      { label: "work", value: "c@example.com", primary: false },
    ]);
    expect(person.phones[0].primary).toBe(true);
  });

  test("a change touches what was sent, stamps the time, and null unsets", async () => {
    const app = await startTestApp(engine);
    const { id: org_id } = await app.add.organization();
    const person = await app.data("POST", PERSONS, { name: "Ann Example", org_id, job_title: "Buyer" });
    const changed = await app.data("PATCH", `${PERSONS}/${person.id}`, {
      name: "Ann von Example",
      org_id: null,
    });
    expect(changed).toEqual({
      ...person,
      name: "Ann von Example",
      first_name: "Ann von",
      org_id: null,
      update_time: expect.stringMatching(/Z$/),
    });
    const cleared = await app.data("PATCH", `${PERSONS}/${person.id}`, { job_title: null });
    expect(cleared).not.toHaveProperty("job_title");
  });

  test("a change that changes nothing leaves the time of the last change", async () => {
    const app = await startTestApp(engine);
    const email = { value: "ann@example.com", label: "work", primary: true };
    const person = await app.data("POST", PERSONS, { name: "Ann", emails: [email] });
    const { owner_id, org_id, label_ids, visible_to, emails, phones } = person;
    const same = { name: "Ann", owner_id, org_id, label_ids, visible_to, emails, phones };
    expect((await app.data("PATCH", `${PERSONS}/${person.id}`, same)).update_time).toBeNull();
  });

  test("a deleted person leaves the lists and stays readable, and its lead keeps the link", async () => {
    const app = await startTestApp(engine);
    const { id } = await app.add.person();
    const lead = await app.add.lead({ person_id: id });
    const { text } = await app.request("DELETE", `${PERSONS}/${id}`);
    expect(text).toBe(`{"success":true,"data":{"id":${id}}}`);
    expect(await app.data("GET", PERSONS)).toEqual([]);
    expect(await app.data("GET", `${PERSONS}?ids=${id}`)).toEqual([]);
    expect(await app.data("GET", `${PERSONS}/${id}`)).toMatchObject({ id, is_deleted: true });
    expect((await app.data("GET", `/v1/leads/${lead.id}`)).person_id).toBe(id);
    for (const method of ["PATCH", "DELETE"]) {
      const { status, body } = await app.request(method, `${PERSONS}/${id}`, { body: { name: "Ann" } });
      expect(status).toBe(404);
      expect(body).toEqual({ success: false, error: "Person not found", code: "ERR_NOT_FOUND" });
    }
  });

  test("what is not allowed is refused by name", async () => {
    const app = await startTestApp(engine);
    const { id } = await app.add.person();
    const refused = async (method: string, url: string, body: object | undefined, error: string) => {
      const answer = await app.request(method, url, body && { body });
      expect([answer.status, answer.body], answer.text).toEqual([400, refusal(error)]);
    };
    await refused("POST", PERSONS, {}, "name: Parameter 'name' is required");
    await refused("POST", PERSONS, { name: "" }, "name: Parameter 'name' is not allowed to be empty");
    await refused("POST", PERSONS, { name: "  " }, "Name must be given.");
    await refused(
      "POST",
      PERSONS,
      { name: "Ann", nickname: "A", handle: "a" },
      "nickname: Parameter 'nickname' is not allowed for this request; " +
        "handle: Parameter 'handle' is not allowed for this request",
    );
    await refused(
      "POST",
      PERSONS,
      { name: "Ann", custom_fields: { abc: 1 } },
      "custom_fields.abc: Parameter 'custom_fields.abc' is not allowed for this request",
    );
    await refused("PATCH", `${PERSONS}/${id}`, { name: null }, "name: Parameter 'name' must be a string");
    await refused("PATCH", `${PERSONS}/${id}`, { name: " " }, "Name must be given.");
    await refused(
      "GET",
      `${PERSONS}?start=0`,
      undefined,
      "start: Parameter 'start' is not allowed for this request",
    );
    await refused(
      "GET",
      `${PERSONS}/${id}?x=1`,
      undefined,
      "x: Parameter 'x' is not allowed for this request",
    );
    expect((await app.request("POST", PERSONS, { body: { name: "Ann", custom_fields: {} } })).status).toBe(
      200,
    );
  });

  test("an owner or an organization that is not there is refused", async () => {
    const app = await startTestApp(engine);
    const gone = await app.add.organization();
    await app.data("DELETE", `/api/v2/organizations/${gone.id}`);
    for (const body of [{ owner_id: 99 }, { org_id: 99 }, { org_id: gone.id }]) {
      const answer = await app.request("POST", PERSONS, { body: { name: "Ann", ...body } });
      expect(answer.status, answer.text).toBe(400);
    }
    expect(await app.data("GET", PERSONS)).toEqual([]);
  });

  test("the conditions of a list hold together", async () => {
    const app = await startTestApp(engine);
    const { id: org_id } = await app.add.organization();
    const ann = await app.add.person({ org_id });
    const bob = await app.add.person({ name: "Bob" });
    const ids = async (query: string) =>
      (await app.data("GET", `${PERSONS}?${query}`)).map(({ id }: { id: number }) => id);
    expect(await ids(`org_id=${org_id}`)).toEqual([ann.id]);
    expect(await ids(`ids=${bob.id},${ann.id},99`)).toEqual([ann.id, bob.id]);
    expect(await ids(`ids=${bob.id}&org_id=${org_id}`)).toEqual([]);
    expect(await ids(`owner_id=${app.actor.user_id}`)).toEqual([ann.id, bob.id]);
    expect(await ids("owner_id=99")).toEqual([]);
    expect(await ids("deal_id=1")).toEqual([]);
    expect(await ids("updated_since=2020-01-01T00:00:00Z")).toEqual([ann.id, bob.id]);
    expect(await ids("updated_since=2100-01-01T00:00:00Z")).toEqual([]);
    expect(await ids("updated_until=2020-01-01T00:00:00Z")).toEqual([]);
  });

  test("members asked for are added", async () => {
    const app = await startTestApp(engine);
    await app.add.person();
    const include = "include_fields=notes_count,smart_bcc_email,next_activity_id,marketing_status,doi_status";
    const [person] = await app.data("GET", `${PERSONS}?${include}`);
    expect(Object.keys(person)).toEqual(expect.arrayContaining(recordedKeys));
    expect(person).toMatchObject({
      notes_count: 0,
      smart_bcc_email: `${app.domain}@pipedrivemail.com`,
      next_activity_id: null,
      marketing_status: "no_consent",
      doi_status: null,
    });
    expect(person).not.toHaveProperty("files_count");
  });
});

import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";
import { latestEvent } from "../events/event-log.ts";

const ORGANIZATIONS = "/api/v2/organizations";

/** The members of an organization in the order of a body recorded from the live service. */
const recordedKeys = [
  "id",
  "name",
  "add_time",
  "update_time",
  "visible_to",
  "custom_fields",
  "owner_id",
  "label_ids",
  "website",
  "linkedin",
  "industry",
  "annual_revenue",
  "employee_count",
  "is_deleted",
  "address",
];

const noAddress = {
  value: null,
  country: null,
  admin_area_level_1: null,
  admin_area_level_2: null,
  locality: null,
  sublocality: null,
  route: null,
  street_number: null,
  subpremise: null,
  postal_code: null,
};

describe.each(engines)("organizations on %s", (engine) => {
  test("a new organization is answered as recorded from the live service", async () => {
    const app = await startTestApp(engine);
    const { status, body } = await app.request("POST", ORGANIZATIONS, { body: { name: " Test Org LLC " } });
    expect(status).toBe(200);
    expect(Object.keys(body.data)).toEqual(recordedKeys);
    expect(body).toEqual({
      success: true,
      data: {
        id: 1,
        name: "Test Org LLC",
        add_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        update_time: null,
        visible_to: 3,
        custom_fields: {},
        owner_id: app.actor.user_id,
        label_ids: [],
        website: null,
        linkedin: null,
        industry: null,
        annual_revenue: null,
        employee_count: null,
        is_deleted: false,
        address: null,
      },
    });
    expect((await app.request("GET", `${ORGANIZATIONS}/1`)).body).toEqual(body);
  });

  test("everything an organization can be given is kept, and null unsets it", async () => {
    const app = await startTestApp(engine);
    const given = {
      name: "Bolt",
      add_time: "2020-02-03T04:05:06Z",
      visible_to: 1,
      label_ids: [7, 8],
      website: "https://example.com",
      linkedin: "https://linkedin.com/company/example",
      industry: 2,
      annual_revenue: 9_000_000_000,
      employee_count: 10,
      address: { ...noAddress, value: "Main St 1, Tallinn", locality: "Tallinn" },
    };
    const { address, ...rest } = given;
    const made = await app.data("POST", ORGANIZATIONS, {
      ...rest,
      address: { value: address.value, locality: " Tallinn ", country: "" },
    });
    expect(made).toMatchObject(given);
    const unset = {
      website: null,
      linkedin: null,
      industry: null,
      annual_revenue: null,
      employee_count: null,
    };
    const changed = await app.data("PATCH", `${ORGANIZATIONS}/${made.id}`, { ...unset, address: null });
    expect(changed).toEqual({ ...made, ...unset, address: null, update_time: expect.stringMatching(/Z$/) });
  });

  test("a change that changes nothing leaves the time of the last change", async () => {
    const app = await startTestApp(engine);
    const {
      id,
      add_time: _,
      update_time,
      is_deleted,
      ...same
    } = await app.data("POST", ORGANIZATIONS, {
      name: "Bolt",
      address: { value: "Main St 1" },
    });
    expect([update_time, is_deleted]).toEqual([null, false]);
    expect((await app.data("PATCH", `${ORGANIZATIONS}/${id}`, same)).update_time).toBeNull();
    const empty = await app.data("PATCH", `${ORGANIZATIONS}/${id}`, {
      address: { value: " ", country: null },
    });
    expect(empty.address).toBeNull();
  });

  test("a deleted organization leaves the lists, and what points at it keeps its link", async () => {
    const app = await startTestApp(engine);
    const { id } = await app.add.organization();
    const person = await app.add.person({ org_id: id });
    const lead = await app.add.lead({ organization_id: id });
    const { text } = await app.request("DELETE", `${ORGANIZATIONS}/${id}`);
    expect(text).toBe(`{"success":true,"data":{"id":${id}}}`);
    expect(await app.data("GET", ORGANIZATIONS)).toEqual([]);
    expect(await app.data("GET", `${ORGANIZATIONS}/${id}`)).toMatchObject({ id, is_deleted: true });
    expect((await app.data("GET", `/v1/leads/${lead.id}`)).organization_id).toBe(id);
    const kept = await app.data("PATCH", `/api/v2/persons/${person.id}`, { job_title: "Buyer" });
    expect(kept.org_id).toBe(id);
    for (const method of ["PATCH", "DELETE"]) {
      const answer = await app.request(method, `${ORGANIZATIONS}/${id}`, { body: { name: "Bolt" } });
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual({ success: false, error: "Organization not found", code: "ERR_NOT_FOUND" });
    }
  });

  test.each([
    [{}, "name: Parameter 'name' is required"],
    [{ name: " " }, "Organization name must be given."],
    [{ name: "Bolt", org_id: 1 }, "org_id: Parameter 'org_id' is not allowed for this request"],
    [{ name: "Bolt", address: "Main St 1" }, "address: Parameter 'address' must be of type object"],
    [
      { name: "Bolt", address: { city: "Tallinn" } },
      "address.city: Parameter 'address.city' is not allowed for this request",
    ],
    [{ name: "Bolt", industry: "2" }, "industry: Parameter 'industry' must be a number"],
    [{ name: "Bolt", owner_id: 99 }, '"owner_id" 99 is not a user of this company'],
  ])("%j is refused", async (body, error) => {
    const app = await startTestApp(engine);
    const answer = await app.request("POST", ORGANIZATIONS, { body });
    const refusal = {
      success: false,
      error: `Validation failed: ${error}`,
      code: "ERR_SCHEMA_VALIDATION_FAILED",
    };
    expect([answer.status, answer.body]).toEqual([400, refusal]);
    expect(await app.data("GET", ORGANIZATIONS)).toEqual([]);
  });

  test("the persons of an organization are counted when asked for", async () => {
    const app = await startTestApp(engine);
    const full = await app.add.organization();
    const empty = await app.add.organization();
    await app.add.person({ org_id: full.id });
    await app.add.person({ org_id: full.id });
    const gone = await app.add.person({ org_id: full.id });
    await app.data("DELETE", `/api/v2/persons/${gone.id}`);
    const query = "include_fields=people_count,smart_bcc_email";
    const list = await app.data("GET", `${ORGANIZATIONS}?${query}`);
    expect(list.map(({ id, people_count }: Record<string, number>) => [id, people_count])).toEqual([
      [full.id, 2],
      [empty.id, 0],
    ]);
    const one = await app.data("GET", `${ORGANIZATIONS}/${full.id}?${query}`);
    expect(one).toEqual(list[0]);
    expect(Object.keys(one)).toEqual([...recordedKeys, "smart_bcc_email", "people_count"]);
  });

  test("each making, change and deletion is written down", async () => {
    const app = await startTestApp(engine);
    const before = await latestEvent(app.storage.db, app.actor.company_id);
    const { id } = await app.add.organization();
    await app.data("PATCH", `${ORGANIZATIONS}/${id}`, { name: "Bolt" });
    await app.data("PATCH", `${ORGANIZATIONS}/${id}`, { name: "Bolt" });
    await app.data("DELETE", `${ORGANIZATIONS}/${id}`);
    expect((await latestEvent(app.storage.db, app.actor.company_id)) - before).toBe(3);
  });
});

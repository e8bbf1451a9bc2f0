import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";

describe.each(engines)("persons on %s", (engine) => {
  test("a person is added", async () => {
    const app = await startTestApp(engine);
    const log = async (m: string, u: string, body?: unknown, extra: object = {}) =>
      console.log(m, u, body, (await app.request(m, u, { ...(body ? { body } : {}), ...extra })).text);
    await app.add.organization({ address: { value: "x", country: "y" } });
    await log("POST", "/v1/persons", {
      name: "Ann B Example",
      email: "a@b.c",
      phone: [{ value: "1", primary: false, label: "home" }, "2"],
      org_id: 1,
      label: 4,
    });
    await log("GET", "/v1/persons/1");
    await log("GET", "/v1/persons?sort=name%20DESC,org_id,update_time&first_char=A&user_id=1");
    await log("GET", "/v1/organizations");
    await log("GET", "/v1/organizations/1");
    await log("POST", "/v1/organizations", { name: " " });
    await log("POST", "/v1/persons", undefined, {
      raw: "name=x+y&email=b%40c.d",
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    await log(
      "GET",
      "/api/v2/persons?limit=1&sort_by=update_time&sort_direction=desc&ids=1,2,7&include_fields=open_deals_count,smart_bcc_email",
    );
    await log("GET", "/api/v2/organizations?limit=1&include_fields=people_count");
    await log(
      "GET",
      "/api/v2/organizations?limit=1&includ_fields=people_count&updated_since=2020-01-01T00:00:00.000Z",
    );
    await log("GET", "/api/v2/organizations?limit=501&cursor=abc");
    await log("GET", "/api/v2/organizations?cursor=abc");
    expect(1).toBe(1);
  });
});

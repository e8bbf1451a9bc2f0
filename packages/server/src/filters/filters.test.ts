import type { Filter } from "@leadfoyer/contract";
import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { addFilter, conditionMaker, conditionsOf } from "../../test/filters/conditions.ts";
import { engines } from "../../test/storage.ts";
import { createFilterService } from "./filters.service.ts";
import { findFilter } from "./filters.store.ts";

const calls = [
  ["GET", "/v1/filters"],
  ["GET", "/v1/filters/helpers"],
  ["GET", "/v1/filters/1"],
  ["POST", "/v1/filters"],
  ["PUT", "/v1/filters/1"],
  ["DELETE", "/v1/filters/1"],
  ["DELETE", "/v1/filters?ids=1"],
] as const;

const NOT_FOUND = {
  success: false,
  error: "requested filter not found",
  error_info: "Object was not found.",
  data: null,
  additional_data: null,
};

/** A colleague who is no administrator, by the token of a request. */
async function colleague(app: TestApp): Promise<string> {
  const user = { name: "Bob", email: `bob@${app.domain}.test`, is_admin: false, password_hash: null };
  const id = await app.services.users.add(app.actor, user);
  const token = { user_id: id, name: "Bob's", scopes: null };
  return (await app.services.tokens.create(app.actor, token)).secret;
}

describe.each(engines)("filters on %s", (engine) => {
  test("a filter is answered as it was made, with the codes of its fields when asked", async () => {
    const app = await startTestApp(engine);
    const on = await conditionMaker(app);
    const conditions = conditionsOf(
      [on("lead title", "LIKE '%$%'", "door"), on("person name", "IS NULL")],
      [on("lead value", ">", 100, "EUR")],
    );
    const body = { name: "Doors", type: "leads", conditions, extra: 1 };
    const answer = await app.request("POST", "/v1/filters?include_field_code=true", { body });
    expect(answer.status).toBe(200);
    const condition = { extra_value: null, json_value_flag: false };
    expect(answer.body.data).toEqual({
      id: 1,
      name: "Doors",
      filter_code: null,
      is_editable: true,
      active_flag: true,
      type: "leads",
      temporary_flag: null,
      user_id: app.actor.user_id,
      add_time: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
      update_time: answer.body.data.add_time,
      visible_to: "1",
      last_used_time: null,
      custom_view_id: null,
      conditions: {
        glue: "and",
        conditions: [
          {
            glue: "and",
            conditions: [
              {
                ...condition,
                object: "lead",
                field_id: "1",
                operator: "LIKE '%$%'",
                value: "door",
                field_code: "title",
              },
              {
                ...condition,
                object: "person",
                field_id: "201",
                operator: "IS NULL",
                value: null,
                field_code: "name",
              },
            ],
          },
          {
            glue: "or",
            conditions: [
              {
                ...condition,
                object: "lead",
                field_id: "5",
                operator: ">",
                value: "100",
                extra_value: "EUR",
                field_code: "value",
              },
            ],
          },
        ],
      },
    });
    const plain: Filter = await app.data("GET", "/v1/filters/1");
    expect(JSON.stringify(plain)).not.toContain("field_code");
    const { conditions: _, ...summary } = plain;
    expect(await app.data("GET", "/v1/filters")).toEqual([summary]);
    expect(await app.data("GET", "/v1/filters?type=people")).toEqual([]);
    expect((await app.request("GET", "/v1/filters?type=lead")).status).toBe(400);
  });

  test("what a filter answers can be sent back and changes nothing", async () => {
    const app = await startTestApp(engine);
    const on = await conditionMaker(app);
    const id = await addFilter(app, [on("lead add_time", "=", "last_week")]);
    const filter: Filter = await app.data("GET", `/v1/filters/${id}?include_field_code=1`);
    expect(await app.data("PUT", `/v1/filters/${id}?include_field_code=1`, filter)).toEqual(filter);
  });

  test("PUT changes the name, the conditions and who sees it", async () => {
    const app = await startTestApp(engine);
    const on = await conditionMaker(app);
    const id = await addFilter(app, [on("lead title", "=", "x")]);
    const renamed: Filter = await app.data("PUT", `/v1/filters/${id}`, { name: "New", visible_to: 7 });
    expect(renamed).toMatchObject({ name: "New", visible_to: "7", type: "leads" });
    const conditions = conditionsOf([], [on("lead owner_id", "=", 1)]);
    const changed: Filter = await app.data("PUT", `/v1/filters/${id}`, { conditions, type: "people" });
    expect(changed).toMatchObject({ name: "New", type: "leads" });
    expect(changed.conditions.conditions.map((group) => group.conditions.length)).toEqual([0, 1]);
  });

  test("deleted filters are gone, one by one or several at once", async () => {
    const app = await startTestApp(engine);
    const on = await conditionMaker(app);
    const made = [];
    for (const title of ["a", "b", "c", "d"]) made.push(await addFilter(app, [on("lead title", "=", title)]));
    const [one, two, three, kept] = made;
    expect((await app.request("DELETE", `/v1/filters/${one}`)).text).toBe(
      `{"success":true,"data":{"id":${one}}}`,
    );
    expect((await app.request("DELETE", `/v1/filters?ids=${two},999`)).body).toEqual(NOT_FOUND);
    expect((await app.request("DELETE", `/v1/filters?ids=${two},${three}`)).text).toBe(
      `{"success":true,"data":{"id":[${two},${three}]}}`,
    );
    expect((await app.data("GET", "/v1/filters")).map(({ id }: Filter) => id)).toEqual([kept]);
    expect((await app.request("GET", `/v1/filters/${one}`)).body).toEqual(NOT_FOUND);
    for (const ids of ["", "x", "1,x", "1.5"]) {
      expect((await app.request("DELETE", `/v1/filters?ids=${ids}`)).status, ids).toBe(400);
    }
    expect((await app.request("DELETE", "/v1/filters")).status).toBe(400);
  });

  test("only a caller with the scope is answered", async () => {
    const app = await startTestApp(engine);
    const on = await conditionMaker(app);
    await addFilter(app, [on("lead title", "=", "x")]);
    const leadsOnly = await app.scoped("leads:full");
    for (const [method, url] of calls) {
      expect((await app.request(method, url, { token: null })).status, `${method} ${url}`).toBe(401);
      expect((await app.request(method, url, { token: leadsOnly })).status, `${method} ${url}`).toBe(403);
      for (const thing of ["deals", "activities", "contacts"] as const) {
        const read = await app.request(method, url, { token: await app.scoped(`${thing}:read`) });
        expect(read.status, `${method} ${url}`).toBe(method === "GET" ? 200 : 403);
      }
    }
  });

  test("another company's are neither found, listed, changed nor used", async () => {
    const [app, other] = [await startTestApp(engine), await startTestApp(engine)];
    const on = await conditionMaker(other);
    const id = await addFilter(other, [on("lead title", "=", "x")]);
    for (const method of ["GET", "PUT", "DELETE"]) {
      expect((await app.request(method, `/v1/filters/${id}`, { body: { name: "Mine" } })).status).toBe(404);
    }
    expect(await app.data("GET", "/v1/filters")).toEqual([]);
    expect((await app.request("GET", `/v1/leads?filter_id=${id}`)).status).toBe(404);
    expect(await other.data("GET", `/v1/filters/${id}`)).toMatchObject({ name: "A filter" });
  });

  test("a private filter is its owner's alone; a shared one is used by all and changed by its owner", async () => {
    const app = await startTestApp(engine);
    const on = await conditionMaker(app);
    const token = await colleague(app);
    const id = await addFilter(app, [on("lead title", "=", "x")]);
    for (const url of [`/v1/filters/${id}`, `/v1/leads?filter_id=${id}`]) {
      expect((await app.request("GET", url, { token })).status, url).toBe(404);
    }
    expect((await app.request("GET", "/v1/filters", { token })).body.data).toEqual([]);
    await app.data("PUT", `/v1/filters/${id}`, { visible_to: "7" });
    const shared = await app.request("GET", `/v1/filters/${id}`, { token });
    expect(shared.body.data).toMatchObject({ id, is_editable: false });
    expect((await app.request("GET", `/v1/leads?filter_id=${id}`, { token })).status).toBe(200);
    for (const method of ["PUT", "DELETE"]) {
      const refused = await app.request(method, `/v1/filters/${id}`, { token, body: { name: "Bob's" } });
      expect(refused, method).toMatchObject({ status: 403, body: { success: false } });
    }
    const bobs = await app.request("POST", "/v1/filters", {
      token,
      body: { name: "Bob's", type: "leads", conditions: conditionsOf([]) },
    });
    expect(bobs.body.data.is_editable).toBe(true);
    expect(await app.data("GET", `/v1/filters/${bobs.body.data.id}`)).toMatchObject({ is_editable: true });
  });

  test("a form with the conditions as JSON text is taken as official clients 10 send it", async () => {
    const app = await startTestApp(engine);
    const on = await conditionMaker(app);
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const form = (conditions: string) =>
      new URLSearchParams({ name: "From a form", type: "leads", conditions }).toString();
    const conditions = JSON.stringify(conditionsOf([on("lead title", "LIKE '%$%'", "a & b")]));
    const added = await app.request("POST", "/v1/filters", { headers, raw: form(conditions) });
    expect(added.body.data).toMatchObject({ name: "From a form", conditions: { glue: "and" } });
    expect(added.body.data.conditions.conditions[0].conditions[0].value).toBe("a & b");
    for (const bad of ["", "{", "[]", "null", '"x"', '{"glue":"or","conditions":[]}']) {
      expect((await app.request("POST", "/v1/filters", { headers, raw: form(bad) })).status, bad).toBe(400);
    }
  });

  test("a filter tells when a list was last chosen by it, to the hour", async () => {
    const app = await startTestApp(engine);
    const on = await conditionMaker(app);
    const id = await addFilter(app, [on("lead title", "=", "x")]);
    const { storage, actor } = app;
    const last = async () => (await findFilter(storage.db, actor, id))?.last_used_time ?? 0;
    const useAfter = (minutes: number) =>
      createFilterService({ storage, clock: () => Date.now() + minutes * 60_000 }).compiled(
        actor,
        "leads",
        id,
      );
    expect((await app.data("GET", `/v1/filters/${id}`)).last_used_time).toBeNull();
    await app.data("GET", `/v1/leads?filter_id=${id}`);
    const first = await last();
    const { last_used_time } = await app.data("GET", `/v1/filters/${id}`);
    expect(last_used_time).toBe(new Date(first).toISOString().slice(0, 19).replace("T", " "));
    await useAfter(59);
    expect(await last()).toBe(first);
    await useAfter(61);
    expect(await last()).toBeGreaterThan(first);
    const { update_time, add_time } = await app.data("GET", `/v1/filters/${id}`);
    expect(update_time).toBe(add_time);
  });

  test("filters of types without rows are kept, and checked as far as their fields are known", async () => {
    const app = await startTestApp(engine);
    const on = await conditionMaker(app);
    const unknown = { field_id: "12", operator: "=", value: "x" };
    for (const type of ["products", "projects"] as const) {
      const object = type === "products" ? "product" : "project";
      const id = await addFilter(app, [{ ...unknown, object }], { type });
      expect(await app.data("GET", `/v1/filters/${id}`)).toMatchObject({ type });
      expect((await app.request("GET", `/v1/leads?filter_id=${id}`)).status).toBe(400);
    }
    const deals = await addFilter(app, [on("deal title", "LIKE '$%'", "x")], { type: "deals" });
    expect(await app.data("GET", `/v1/filters/${deals}`)).toMatchObject({ type: "deals" });
    const body = {
      name: "x",
      type: "deals",
      conditions: conditionsOf([on("deal title", "contains", "x")]),
    };
    expect((await app.request("POST", "/v1/filters", { body })).status).toBe(400);
  });
});

import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";

describe.each(engines)("the inbox on %s", (engine) => {
  test("a page is that of the API, with the names of what its leads point at", async () => {
    const app = await startTestApp(engine);
    const ann = await app.add.person({ name: "Ann Example" });
    const ltd = await app.add.organization({ name: "Example Ltd" });
    await app.add.lead({ person_id: ann.id, organization_id: ltd.id });
    await app.add.lead({ person_id: ann.id });
    await app.add.lead({ organization_id: ltd.id });
    const { body } = await app.request("GET", "/foyer/leads?sort=add_time%20DESC&limit=2");
    expect(body.data).toEqual(await app.data("GET", "/v1/leads?sort=add_time%20DESC&limit=2"));
    expect(body.additional_data.pagination).toMatchObject({ more_items_in_collection: true, next_start: 2 });
    expect(body.related_objects).toEqual({
      person: { [ann.id]: { id: ann.id, name: "Ann Example" } },
      organization: { [ltd.id]: { id: ltd.id, name: "Example Ltd" } },
    });
  });

  test("the count is that of the list, whatever narrows it", async () => {
    const app = await startTestApp(engine);
    const { person_id } = await app.add.lead();
    await app.add.lead();
    const archived = await app.add.lead();
    await app.data("PATCH", `/v1/leads/${archived.id}`, { is_archived: true });
    const count = async (query: string): Promise<number> =>
      (await app.data("GET", `/foyer/leads/count?${query}`)).count;
    expect(await count("")).toBe(2);
    expect(await count("archived_status=archived")).toBe(1);
    expect(await count("archived_status=all")).toBe(3);
    expect(await count(`person_id=${person_id}`)).toBe(1);
    expect(await count(`owner_id=${app.actor.user_id}&updated_since=2999-01-01`)).toBe(0);
  });

  test("needs a scope for leads", async () => {
    const app = await startTestApp(engine);
    const token = await app.scoped("contacts:full");
    for (const path of ["/foyer/leads", "/foyer/leads/count"])
      expect((await app.request("GET", path, { token })).status).toBe(403);
  });
});

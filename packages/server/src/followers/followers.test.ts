import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";

const UNKNOWN_LEAD = "4badc1b0-a5dd-11f1-91c1-d76c55e1594b";

describe.each(engines)("followers on %s", (engine) => {
  test("v1 knows a follower by the relationship", async () => {
    const app = await startTestApp(engine);
    const { id: user_id } = await app.colleague();
    const [person, organization] = [await app.add.person(), await app.add.organization()];
    const kinds = [
      [`/v1/persons/${person.id}/followers`, { person_id: person.id }],
      [`/v1/organizations/${organization.id}/followers`, { org_id: organization.id }],
    ] as const;
    for (const [path, key] of kinds) {
      const answer = await app.request("POST", path, { body: { user_id } });
      const add_time = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
      const follower = { user_id, id: answer.body.data.id, ...key, add_time };
      expect([answer.status, answer.body.data]).toEqual([200, follower]);
      expect(await app.data("GET", path)).toEqual([answer.body.data]);
      expect(await app.data("DELETE", `${path}/${follower.id}`)).toEqual({ id: follower.id });
      expect(await app.data("GET", path)).toEqual([]);
    }
  });

  test("v2 and leads know a follower by the user", async () => {
    const app = await startTestApp(engine);
    const { id: user_id } = await app.colleague();
    const paths = [
      `/api/v2/persons/${(await app.add.person()).id}/followers`,
      `/api/v2/organizations/${(await app.add.organization()).id}/followers`,
      `/foyer/leads/${(await app.add.lead()).id.toUpperCase()}/followers`,
    ];
    for (const path of paths) {
      const answer = await app.request("POST", path, { body: { user_id } });
      expect(answer.status, path).toBe(201);
      expect(answer.body.data).toEqual({ user_id, add_time: expect.stringMatching(/T\d\d:\d\d:\d\dZ$/) });
      expect(await app.data("GET", path)).toEqual([answer.body.data]);
      expect(await app.data("POST", path, { user_id })).toEqual(answer.body.data);
      expect(await app.data("GET", path)).toHaveLength(1);
      expect(await app.data("DELETE", `${path}/${user_id}`)).toEqual({ user_id });
      const again = await app.request("DELETE", `${path}/${user_id}`);
      expect([again.status, again.body.error]).toEqual([404, "Follower not found"]);
    }
  });

  test("a long list goes page by page", async () => {
    const app = await startTestApp(engine);
    const path = `/api/v2/persons/${(await app.add.person()).id}/followers`;
    const users = [await app.colleague(), await app.colleague(), await app.colleague()];
    for (const { id: user_id } of users) await app.data("POST", path, { user_id });
    const first = await app.request("GET", `${path}?limit=2`);
    expect(first.body.data).toHaveLength(2);
    const rest = await app.request("GET", `${path}?limit=2&cursor=${first.body.additional_data.next_cursor}`);
    const ids = [...first.body.data, ...rest.body.data].map(({ user_id }) => user_id);
    expect(ids).toEqual(users.map(({ id }) => id));
    expect(rest.body.additional_data.next_cursor).toBeNull();
  });

  test("who follows sees, from that moment and until it ends, in lists remembered before too", async () => {
    const app = await startTestApp(engine);
    const bob = await app.colleague();
    const lead = await app.add.lead({ visible_to: "1" });
    const list = async () => (await app.request("GET", "/v1/leads", { token: bob.token })).body.data;
    expect(await list()).toEqual([]);
    await app.data("POST", `/foyer/leads/${lead.id}/followers`, { user_id: bob.id });
    expect(await list()).toEqual([lead]);
    expect(await app.data("GET", `/v1/leads/${lead.id}/permittedUsers`)).toEqual([app.actor.user_id, bob.id]);
    await app.data("DELETE", `/foyer/leads/${lead.id}/followers/${bob.id}`);
    expect(await list()).toEqual([]);
  });

  test("following ends with the lead: the next one is not followed by its place", async () => {
    const app = await startTestApp(engine);
    const bob = await app.colleague();
    const lead = await app.add.lead({ visible_to: "1" });
    await app.data("POST", `/foyer/leads/${lead.id}/followers`, { user_id: bob.id });
    await app.data("DELETE", `/v1/leads/${lead.id}`);
    const next = await app.add.lead({ visible_to: "1" });
    expect((await app.request("GET", `/v1/leads/${next.id}`, { token: bob.token })).status).toBe(404);
  });

  test("refuses what is not there", async () => {
    const app = await startTestApp(engine);
    const person = await app.add.person();
    const path = `persons/${person.id}/followers`;
    for (const url of [`/v1/${path}`, `/api/v2/${path}`]) {
      expect((await app.request("POST", url, { body: { user_id: 987 } })).status, url).toBe(400);
      expect((await app.request("POST", url, { body: {} })).status, url).toBe(400);
      expect((await app.request("DELETE", `${url}/987`)).status, url).toBe(404);
    }
    for (const url of ["/v1/persons/987/followers", "/v1/organizations/987/permittedUsers"])
      expect((await app.request("GET", url)).status, url).toBe(404);
    expect((await app.request("GET", `/foyer/leads/${UNKNOWN_LEAD}/followers`)).status).toBe(404);
  });
});

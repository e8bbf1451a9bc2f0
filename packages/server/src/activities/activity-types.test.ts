import type { ActivityType } from "@leadfoyer/contract";
import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";

const types = (app: TestApp): Promise<ActivityType[]> => app.data("GET", "/v1/activityTypes");

async function addColleague({ services, actor, domain }: TestApp): Promise<string> {
  const user = { name: "Bob", email: `bob@${domain}.test`, is_admin: false, password_hash: null };
  const id = await services.users.add(actor, user);
  return (await services.tokens.create(actor, { user_id: id, name: "Bob's", scopes: null })).secret;
}

describe.each(engines)("activity types on %s", (engine) => {
  test("a new company has six, in this order", async () => {
    const app = await startTestApp(engine);
    const given = await types(app);
    expect(given.map(({ name, key_string }) => [name, key_string])).toEqual([
      ["Call", "call"],
      ["Meeting", "meeting"],
      ["Task", "task"],
      ["Deadline", "deadline"],
      ["Email", "email"],
      ["Lunch", "lunch"],
    ]);
    expect(given[0]).toEqual({
      id: 1,
      order_nr: 1,
      name: "Call",
      key_string: "call",
      icon_key: "call",
      active_flag: true,
      color: "FFFFFF",
      is_custom_flag: false,
      add_time: given[0]?.add_time,
      update_time: given[0]?.add_time,
    });
  });

  test("a new one comes last and is keyed by its name", async () => {
    const app = await startTestApp(engine);
    const body = { name: "Video call", icon_key: "camera", color: "aeb31b" };
    const answer = await app.request("POST", "/v1/activityTypes", { body });
    expect([answer.status, answer.body.data]).toEqual([
      200,
      {
        ...(await types(app))[6],
        ...body,
        id: 7,
        order_nr: 7,
        key_string: "video_call",
        is_custom_flag: true,
        active_flag: true,
      },
    ]);
    const keys = [];
    for (const name of ["Video call!", "漢字", "Call"]) {
      keys.push((await app.data("POST", "/v1/activityTypes", { name, icon_key: "bell" })).key_string);
    }
    expect(keys).toEqual(["video_call_8", "type_9", "call_10"]);
  });

  test("PUT changes what is sent, never the key", async () => {
    const app = await startTestApp(engine);
    const body = { name: "Phone", icon_key: "smartphone", color: "00ff00", order_nr: 9 };
    const changed = await app.data("PUT", "/v1/activityTypes/1", body);
    expect(changed).toMatchObject({ ...body, id: 1, key_string: "call" });
    expect(await app.data("PUT", "/v1/activityTypes/1", {})).toEqual(changed);
    expect((await types(app)).at(-1)).toEqual(changed);
  });

  test("a deleted one stays on the list and on its activities, and is taken for new ones no more", async () => {
    const app = await startTestApp(engine);
    const activity = await app.add.activity({ type: "lunch" });
    const deleted = await app.data("DELETE", "/v1/activityTypes/6");
    expect(deleted).toMatchObject({ id: 6, active_flag: false });
    expect((await types(app)).find(({ id }) => id === 6)).toEqual(deleted);
    expect(await app.data("PATCH", `/api/v2/activities/${activity.id}`, { subject: "Eat" })).toMatchObject({
      type: "lunch",
      subject: "Eat",
    });
    const refused = await app.request("POST", "/v1/activities", { body: { type: "lunch" } });
    expect([refused.status, refused.body.error]).toEqual([
      400,
      '"type" lunch is not an activity type of this company',
    ]);
    for (const method of ["PUT", "DELETE"]) {
      const gone = await app.request(method, "/v1/activityTypes/6", { body: { name: "x" } });
      expect([gone.status, gone.body.error]).toEqual([404, "Activity type not found"]);
    }
  });

  test("several are deleted at once, or none", async () => {
    const app = await startTestApp(engine);
    expect((await app.request("DELETE", "/v1/activityTypes?ids=1,99")).status).toBe(404);
    expect((await types(app)).every(({ active_flag }) => active_flag)).toBe(true);
    expect(await app.data("DELETE", "/v1/activityTypes?ids=1,2")).toEqual({ id: [1, 2] });
    expect((await types(app)).filter(({ active_flag }) => !active_flag)).toHaveLength(2);
    expect((await app.add.activity()).type).toBe("task");
    for (const query of ["", "?ids=x", "?ids=1,,-2"]) {
      expect((await app.request("DELETE", `/v1/activityTypes${query}`)).status, query).toBe(400);
    }
  });

  test.each([
    [{ icon_key: "task" }, '"name" is required'],
    [{ name: "x" }, '"icon_key" is required'],
    [{ name: "", icon_key: "task" }, '"name" is not allowed to be empty'],
    [{ name: "x", icon_key: "task", color: "red" }, '"color" must be six hexadecimal digits, such as FFFFFF'],
    [{ name: "x", icon_key: "spoon" }, /^"icon_key" must be one of \[task, email/],
  ])("refuses %j", async (body, error) => {
    const app = await startTestApp(engine);
    const refused = await app.request("POST", "/v1/activityTypes", { body });
    expect(refused.status).toBe(400);
    expect(refused.body.error).toEqual(typeof error === "string" ? error : expect.stringMatching(error));
    expect(await types(app)).toHaveLength(6);
  });

  test("administrators with the scope write them, who may read activities reads them", async () => {
    const app = await startTestApp(engine);
    const calls = [
      ["GET", "/v1/activityTypes"],
      ["POST", "/v1/activityTypes"],
      ["PUT", "/v1/activityTypes/1"],
      ["DELETE", "/v1/activityTypes/1"],
      ["DELETE", "/v1/activityTypes?ids=1"],
    ] as const;
    const colleague = await addColleague(app);
    const [reader, other] = [await app.scoped("activities:read"), await app.scoped("leads:full")];
    for (const [method, url] of calls) {
      const statusOf = async (token: string | null) =>
        (await app.request(method, url, { token, body: { name: "x", icon_key: "task" } })).status;
      const read = method === "GET";
      expect(await statusOf(null), `${method} ${url}`).toBe(401);
      expect(await statusOf(other), `${method} ${url}`).toBe(403);
      expect(await statusOf(reader), `${method} ${url}`).toBe(read ? 200 : 403);
      expect(await statusOf(colleague), `${method} ${url}`).toBe(read ? 200 : 403);
    }
    expect(await types(app)).toHaveLength(6);
  });
});

import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";

const hook = {
  subscription_url: "http://127.0.0.1:9/hook",
  event_action: "create",
  event_object: "lead",
  name: "Leads",
};

describe.each(engines)("webhooks on %s", (engine) => {
  test("are made, listed and deleted in Pipedrive's envelope", async () => {
    const app = await startTestApp(engine);
    const made = await app.request("POST", "/v1/webhooks", { body: hook });
    expect(made.status).toBe(201);
    expect(made.body).toEqual({
      status: "ok",
      success: true,
      data: {
        id: 1,
        company_id: app.actor.company_id,
        owner_id: app.actor.user_id,
        user_id: app.actor.user_id,
        event_action: "create",
        event_object: "lead",
        subscription_url: hook.subscription_url,
        version: "2.0",
        is_active: 1,
        add_time: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
        remove_time: null,
        type: "general",
        http_auth_user: null,
        http_auth_password: null,
        remove_reason: null,
        last_delivery_time: null,
        last_http_status: null,
        admin_id: app.actor.user_id,
        name: "Leads",
      },
    });
    const { body: listed } = await app.request("GET", "/v1/webhooks");
    expect(listed).toEqual({ status: "ok", success: true, data: [made.body.data] });
    const deleted = await app.request("DELETE", "/v1/webhooks/1");
    expect(deleted.text).toBe('{"status":"ok","success":true}');
    expect(await app.data("GET", "/v1/webhooks")).toEqual([]);
    expect((await app.request("DELETE", "/v1/webhooks/1")).body).toMatchObject({
      status: "error",
      success: false,
      errors: { id: ["not found"] },
    });
  });

  test("are of version 1.0 when they speak its words, else of 2.0; a form and no name do", async () => {
    const app = await startTestApp(engine);
    const raw = new URLSearchParams({ ...hook, event_action: "added", event_object: "person" }).toString();
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const { name: _, ...nameless } = hook;
    expect((await app.request("POST", "/v1/webhooks", { raw, headers })).body.data.version).toBe("1.0");
    expect((await app.data("POST", "/v1/webhooks", nameless)).version).toBe("2.0");
    const old = { ...hook, event_action: "*", event_object: "person", version: "1.0" };
    expect((await app.data("POST", "/v1/webhooks", old)).version).toBe("1.0");
  });

  test("need a URL that can receive, and known words", async () => {
    const app = await startTestApp(engine);
    const bad = [
      [{ ...hook, subscription_url: "nowhere" }, { subscription_url: ["invalid or non-reachable URL"] }],
      [
        { ...hook, subscription_url: "ftp://x.test/" },
        { subscription_url: ["invalid or non-reachable URL"] },
      ],
      [
        { ...hook, subscription_url: "https://acme.pipedrive.com/api/v1/leads" },
        { subscription_url: ["invalid or non-reachable URL"] },
      ],
      [{ ...hook, subscription_url: undefined }, { subscription_url: ["is required"] }],
      [{ ...hook, event_action: "merge" }, { event_action: [expect.stringMatching(/^must be one of/)] }],
      [{ ...hook, event_object: "leads" }, { event_object: [expect.stringMatching(/^must be one of/)] }],
      ...[{ event_action: "added" }, { version: "1.0" }].map((words) => [
        { ...hook, ...words },
        { event_object: [expect.stringMatching(/^lead has no webhooks of version 1.0: leave version out/)] },
      ]),
      [{ ...hook, user_id: 99 }, { user_id: ["99 is not a user of this company"] }],
    ] as const;
    for (const [body, errors] of bad) {
      const answer = await app.request("POST", "/v1/webhooks", { body });
      expect(answer.status, JSON.stringify(body)).toBe(400);
      expect(answer.body).toMatchObject({
        status: "error",
        success: false,
        error: expect.any(String),
        errors,
      });
    }
    expect(await app.data("GET", "/v1/webhooks")).toEqual([]);
  });

  test("are at most 40 of a user", async () => {
    const app = await startTestApp(engine);
    for (let count = 0; count < 40; count += 1) await app.data("POST", "/v1/webhooks", hook);
    const refused = await app.request("POST", "/v1/webhooks", { body: hook });
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ status: "error", success: false });
    await app.request("DELETE", "/v1/webhooks/7");
    expect((await app.request("POST", "/v1/webhooks", { body: hook })).status).toBe(201);
  });

  test("belong to who made them: others neither see nor end them, administrators do", async () => {
    const app = await startTestApp(engine);
    const colleague = {
      name: "Colleague",
      email: `c@${app.domain}.test`,
      is_admin: false,
      password_hash: null,
    };
    const user_id = await app.services.users.add(app.actor, colleague);
    const { secret: token } = await app.services.tokens.create(app.actor, {
      user_id,
      name: "t",
      scopes: null,
    });
    await app.data("POST", "/v1/webhooks", hook);
    expect((await app.request("GET", "/v1/webhooks", { token })).body.data).toEqual([]);
    expect((await app.request("GET", "/foyer/webhooks", { token })).body.data).toEqual([]);
    const forbidden = await app.request("DELETE", "/v1/webhooks/1", { token });
    expect(forbidden.status).toBe(403);
    expect(forbidden.body).toMatchObject({ success: false, message: "Forbidden" });
    const others = { ...hook, user_id: app.actor.user_id };
    expect((await app.request("POST", "/v1/webhooks", { body: others, token })).status).toBe(403);
    expect((await app.request("GET", "/foyer/webhooks/1/deliveries", { token })).status).toBe(404);
    expect((await app.request("POST", "/foyer/webhooks/1/secret", { token })).status).toBe(403);
    const own = await app.request("POST", "/v1/webhooks", { body: hook, token });
    expect(own.body.data).toMatchObject({ owner_id: user_id, user_id });
    expect((await app.request("DELETE", "/v1/webhooks/2")).status).toBe(200);
  });

  test("take a scope, and a caller", async () => {
    const app = await startTestApp(engine);
    const token = await app.scoped("leads:full");
    const admin = await app.scoped("admin");
    expect((await app.request("GET", "/v1/webhooks", { token })).status).toBe(403);
    expect((await app.request("POST", "/v1/webhooks", { token, body: hook })).status).toBe(403);
    expect((await app.request("GET", "/foyer/webhooks", { token })).status).toBe(403);
    expect((await app.request("GET", "/v1/webhooks", { token: null })).status).toBe(401);
    expect((await app.request("POST", "/v1/webhooks", { token: admin, body: hook })).status).toBe(201);
  });

  test("show a signing secret once, when it is made anew", async () => {
    const app = await startTestApp(engine);
    const made = await app.request("POST", "/v1/webhooks", { body: hook });
    expect(made.text).not.toContain("whsec_");
    const { secret } = await app.data("POST", "/foyer/webhooks/1/secret");
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
    expect((await app.request("GET", "/foyer/webhooks")).text).not.toContain("whsec_");
    expect((await app.request("POST", "/foyer/webhooks/2/secret")).status).toBe(404);
  });
});

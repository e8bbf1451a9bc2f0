import type { FastifyInstance } from "fastify";
import { describe, expect, test } from "vitest";
import { startAnotherProcess } from "../../test/another-process.ts";
import { startTestApp, type TestApp, useOwnDatabase } from "../../test/app.ts";
import { codeFor, exchange, makeApp, signedInBrowser } from "../../test/oauth.ts";
import { engines } from "../../test/storage.ts";
import { spend } from "./limits.store.ts";
import { type Plan, plans } from "./plans.ts";

useOwnDatabase();

const LIMITED =
  '{"success":false,"error":"request over limit","errorCode":429,"error_info":"Please check developers.pipedrive.com"}';
const SPENT =
  '{"success":false,"error":"daily request budget exceeded","errorCode":429,"error_info":"Please check developers.pipedrive.com"}';

/** Noon, so that no test crosses into another day. */
const NOON = Date.UTC(2026, 5, 1, 12);

/** A Foyer with limits, whose clock stands still unless moved. */
async function limited(app: TestApp, rateLimit: Plan = "lite") {
  const time = { now: NOON };
  const process = await startAnotherProcess(app, { clock: () => time.now, rateLimit });
  return { ...process, time };
}

type Ask = { url?: string; method?: "GET" | "POST"; token?: string; bearer?: string };

async function ask(
  http: FastifyInstance,
  app: TestApp,
  { url = "/v1/leadSources", method = "GET", ...by }: Ask = {},
) {
  const headers: Record<string, string> = by.bearer
    ? { authorization: `Bearer ${by.bearer}` }
    : { "x-api-token": by.token ?? app.token };
  const answer = await http.inject({ method, url, headers });
  const said = Object.entries(answer.headers).map(([name, value]) => [name, numeric(value)]);
  const { statusCode, payload } = answer;
  return { statusCode, payload, headers: Object.fromEntries(said) as Record<string, string | number> };
}

const numeric = (value: unknown) => (/^\d+$/.test(String(value)) ? Number(value) : value);

const statuses = async (count: number, one: () => Promise<{ statusCode: number }>): Promise<number[]> => {
  const all: number[] = [];
  for (let index = 0; index < count; index += 1) all.push((await one()).statusCode);
  return all;
};

const times = (count: number, status: number): number[] => Array.from({ length: count }, () => status);

describe.each(engines)("simulated limits on %s", (engine) => {
  test.each(Object.keys(plans) as Plan[])(
    "the %s plan lets an API token's number through, and not one more",
    async (plan) => {
      const app = await startTestApp(engine);
      await using foyer = await limited(app, plan);
      const limit = plans[plan].apiToken;
      for (let left = limit - 1; left >= 0; left -= 1) {
        const { statusCode, headers } = await ask(foyer.http, app);
        expect(statusCode).toBe(200);
        expect(headers).toMatchObject({
          "x-ratelimit-limit": limit,
          "x-ratelimit-remaining": left,
          "x-ratelimit-reset": 2,
          "x-daily-ratelimit-token-limit": 30_000 * plans[plan].factor,
          "x-daily-ratelimit-token-remaining": 30_000 * plans[plan].factor - 2 * (limit - left),
        });
      }
      const refused = await ask(foyer.http, app);
      expect([refused.statusCode, refused.payload]).toEqual([429, LIMITED]);
      expect(refused.headers).toMatchObject({
        "retry-after": 10,
        "x-ratelimit-limit": limit,
        "x-ratelimit-remaining": 0,
        "x-ratelimit-reset": 10,
      });
    },
  );

  test("an OAuth token has a number of its own, the same in every process", async () => {
    const app = await startTestApp(engine);
    const client = await makeApp(app);
    const { body } = await exchange(app, client, await codeFor(await signedInBrowser(app), client));
    await using one = await limited(app);
    await using other = await limited(app);
    // All at once, over two processes: still exactly as many as the plan has.
    const asked = Array.from({ length: 100 }, (_, index) =>
      ask((index % 2 ? one : other).http, app, { bearer: body.access_token }),
    );
    const answers = (await Promise.all(asked)).map(({ statusCode }) => statusCode);
    expect(answers.filter((status) => status === 200)).toHaveLength(plans.lite.accessToken);
    expect(answers.filter((status) => status === 429)).toHaveLength(100 - plans.lite.accessToken);
  });

  test.each(Object.keys(plans) as Plan[])(
    "the %s plan lets an OAuth token's number through, and not one more",
    async (plan) => {
      const app = await startTestApp(engine);
      const client = await makeApp(app);
      const { body } = await exchange(app, client, await codeFor(await signedInBrowser(app), client));
      await using foyer = await limited(app, plan);
      const limit = plans[plan].accessToken;
      const answers = await statuses(limit + 1, () => ask(foyer.http, app, { bearer: body.access_token }));
      expect(answers).toEqual([...times(limit, 200), 429]);
      const { headers } = await ask(foyer.http, app, { bearer: body.access_token });
      expect(headers).toMatchObject({ "x-ratelimit-limit": limit, "x-ratelimit-remaining": 0 });
    },
  );

  test("the searches' two seconds roll too, and a search counts as a request", async () => {
    const app = await startTestApp(engine);
    await using foyer = await limited(app);
    const search = () => ask(foyer.http, app, { url: "/v1/itemSearch?term=blue" });
    expect(await statuses(10, search)).toEqual(times(10, 200));
    foyer.time.now += 1_000;
    expect(await statuses(11, () => ask(foyer.http, app))).toEqual([...times(10, 200), 429]);
    foyer.time.now += 10_000;
    expect(await statuses(11, search)).toEqual([...times(10, 200), 429]);
  });

  test("several processes spend one budget: what is left of it and not one request more", async () => {
    const app = await startTestApp(engine);
    await using one = await limited(app, "ultimate");
    await using other = await limited(app, "ultimate");
    const day = new Date(NOON).toISOString().slice(0, 10);
    const budget = 7 * 30_000;
    const company = app.actor.company_id;
    await spend(one.storage.scratch(), { company, day, cost: budget - 20 * 15 - 19, budget });
    const tokens = [await app.scoped("leads:read"), await app.scoped("leads:full")] as const;
    const asked = Array.from({ length: 40 }, (_, index) =>
      ask((index % 2 ? one : other).http, app, { url: "/v1/leads", token: tokens[index % 2] ?? "" }),
    );
    const answers = (await Promise.all(asked)).map(({ statusCode }) => statusCode);
    expect(answers.toSorted()).toEqual([...times(15, 200), ...times(25, 429)]);
  });

  test("the two seconds roll: each request makes room two seconds after itself", async () => {
    const app = await startTestApp(engine);
    await using foyer = await limited(app);
    for (let index = 0; index < 20; index += 1) {
      expect((await ask(foyer.http, app)).statusCode).toBe(200);
      foyer.time.now += 90;
    }
    foyer.time.now = NOON + 2_000;
    expect((await ask(foyer.http, app)).headers["x-ratelimit-remaining"]).toBe(0);
    foyer.time.now = NOON + 2_089;
    expect((await ask(foyer.http, app)).statusCode).toBe(429);
  });

  test("who goes too far waits ten seconds; who keeps going is shut out in HTML, for a minute", async () => {
    const app = await startTestApp(engine);
    await using foyer = await limited(app);
    const one = () => ask(foyer.http, app);
    expect(await statuses(21, one)).toEqual([...times(20, 200), 429]);
    foyer.time.now += 9_999;
    const late = await one();
    expect([late.statusCode, late.headers["retry-after"]]).toEqual([429, 1]);
    foyer.time.now += 1;
    expect(await statuses(21, one)).toEqual([...times(20, 200), 429]);
    expect(await statuses(20, one)).toEqual([...times(19, 429), 403]);
    const shutOut = await one();
    expect(shutOut.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(shutOut.payload).toContain("rate limited");
    foyer.time.now += 59_000;
    expect((await one()).statusCode).toBe(403);
    foyer.time.now += 1_000;
    expect((await one()).statusCode).toBe(200);
  });

  test("ten searches in two seconds, whatever the plan; other requests go on", async () => {
    const app = await startTestApp(engine);
    await using foyer = await limited(app, "ultimate");
    const search = () => ask(foyer.http, app, { url: "/api/v2/leads/search?term=blue" });
    expect(await statuses(11, search)).toEqual([...times(10, 200), 429]);
    expect((await search()).headers).toMatchObject({ "x-ratelimit-limit": 10, "retry-after": 10 });
    expect((await ask(foyer.http, app)).headers["x-ratelimit-limit"]).toBe(120);
  });

  test("tokens do not share a limit; sessions and Foyer's own paths have none", async () => {
    const app = await startTestApp(engine);
    await using foyer = await limited(app);
    expect((await statuses(21, () => ask(foyer.http, app))).at(-1)).toBe(429);
    const token = await app.scoped("leads:read");
    expect((await ask(foyer.http, app, { token })).statusCode).toBe(200);
    const own = await ask(foyer.http, app, { url: "/foyer/session" });
    expect([own.statusCode, own.headers["x-ratelimit-limit"]]).toEqual([200, undefined]);
    const none = await ask(foyer.http, app, { token: "nobody's" });
    expect([none.statusCode, none.headers["x-ratelimit-limit"]]).toEqual([401, undefined]);
  });

  test("the company's budget of the day holds for all its tokens, by cost, until midnight", async () => {
    const app = await startTestApp(engine);
    await using foyer = await limited(app);
    const day = new Date(NOON).toISOString().slice(0, 10);
    await spend(foyer.storage.scratch(), {
      company: app.actor.company_id,
      day,
      cost: 29_985,
      budget: 30_000,
    });
    const leads = { url: "/v1/leads", token: await app.scoped("leads:read") };
    const refused = await ask(foyer.http, app, leads);
    expect([refused.statusCode, refused.payload]).toEqual([429, SPENT]);
    expect(refused.headers).toMatchObject({
      "retry-after": 12 * 3_600,
      "x-daily-ratelimit-token-limit": 30_000,
      "x-daily-ratelimit-token-remaining": 0,
    });
    const cheap = await ask(foyer.http, app);
    expect([cheap.statusCode, cheap.headers["x-daily-ratelimit-token-remaining"]]).toEqual([200, 13]);
    const write = await ask(foyer.http, app, { method: "POST", url: "/v1/leadLabels" });
    expect([write.statusCode, write.headers["x-daily-requests-left"]]).toEqual([400, 0]);
    foyer.time.now = NOON + 12 * 3_600_000;
    const tomorrow = await ask(foyer.http, app, leads);
    expect([tomorrow.statusCode, tomorrow.headers["x-daily-ratelimit-token-remaining"]]).toEqual([
      200, 29_980,
    ]);
  });

  test("every seat adds to the budget", async () => {
    const app = await startTestApp(engine);
    const user = { name: "Bob", email: "bob@acme.test", is_admin: false, password_hash: null };
    await app.services.users.add(app.actor, user);
    await using foyer = await limited(app, "growth");
    expect((await ask(foyer.http, app)).headers["x-daily-ratelimit-token-limit"]).toBe(2 * 2 * 30_000);
  });

  test("without a plan nothing is counted and nothing said", async () => {
    const app = await startTestApp(engine);
    const answers = await statuses(130, () => ask(app.services.http, app));
    expect(answers).toEqual(times(130, 200));
    const { headers } = await ask(app.services.http, app);
    expect(Object.keys(headers).filter((name) => name.includes("ratelimit"))).toEqual([]);
  });
});

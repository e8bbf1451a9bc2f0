import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Fault, type FaultProxy, startFaultProxy } from "../test/fault-proxy.ts";
import { type Foyer, startFoyer } from "../test/foyer.ts";
import { type ClientOptions, createClient, type RateLimit } from "./index.ts";

let foyer: Foyer;
let proxy: FaultProxy;
beforeAll(async () => {
  foyer = await startFoyer();
  proxy = await startFaultProxy(foyer.baseUrl);
});
beforeEach(() => proxy.reset());
afterAll(() => proxy[Symbol.asyncDispose]());

const count = async () => ({ total: (await foyer.client().labels.list()).data.length });

const through = (options: Partial<ClientOptions> = {}) =>
  foyer.client({ baseUrl: proxy.baseUrl, ...options });

const limited = (headers: Record<string, string> = {}): Fault => ({
  status: 429,
  headers: { "content-type": "application/json", ...headers },
  body: '{"success":false,"error":"request over limit","errorCode":429}',
});
const html = (status: number): Fault => ({
  status,
  headers: { "content-type": "text/html" },
  body: "<!DOCTYPE html><title>Attention Required!</title>",
});

type Row = {
  fault: string;
  meets: Fault[];
  /** Requests sent by a read, and what becomes of it: an error's name, or data. */
  read: [requests: number, outcome: string];
  /** The same of a write without an idempotency key. */
  write: [requests: number, outcome: string];
};

/** One row per thing that servers and networks do badly. Three times in a row is more than a client puts up with. */
const rows: Row[] = [
  {
    fault: "429 with Retry-After",
    meets: [limited({ "retry-after": "0" })],
    read: [2, "data"],
    write: [2, "data"],
  },
  {
    fault: "429 with rate headers",
    meets: [limited({ "x-ratelimit-reset": "0" })],
    read: [2, "data"],
    write: [2, "data"],
  },
  { fault: "429 without headers", meets: [limited()], read: [2, "data"], write: [2, "data"] },
  {
    fault: "429 until tomorrow",
    meets: [limited({ "retry-after": "3939" })],
    read: [1, "RateLimitError"],
    write: [1, "RateLimitError"],
  },
  {
    fault: "429 for ever",
    meets: [limited(), limited(), limited()],
    read: [3, "RateLimitError"],
    write: [3, "RateLimitError"],
  },
  { fault: "403 HTML", meets: [html(403)], read: [1, "ForbiddenError"], write: [1, "ForbiddenError"] },
  { fault: "500 empty", meets: [{ status: 500 }], read: [2, "data"], write: [1, "ApiError"] },
  {
    fault: "500 empty for ever",
    meets: [{ status: 500 }, { status: 500 }, { status: 500 }],
    read: [3, "ApiError"],
    write: [1, "ApiError"],
  },
  { fault: "502 HTML", meets: [html(502)], read: [2, "data"], write: [1, "ApiError"] },
  {
    fault: "503 with Retry-After",
    meets: [{ status: 503, headers: { "retry-after": "0" } }],
    read: [2, "data"],
    write: [1, "ApiError"],
  },
  { fault: "501", meets: [{ status: 501 }], read: [1, "ApiError"], write: [1, "ApiError"] },
  { fault: "200 HTML", meets: [html(200)], read: [2, "data"], write: [1, "ApiError"] },
  { fault: "200 empty", meets: [{ status: 200 }], read: [2, "data"], write: [1, "ApiError"] },
  { fault: "204", meets: [{ status: 204 }], read: [2, "data"], write: [1, "ApiError"] },
  {
    fault: "200 that says success: false",
    meets: [{ status: 200, body: '{"success":false}' }],
    read: [2, "data"],
    write: [1, "ApiError"],
  },
  { fault: "hang", meets: ["hang"], read: [2, "data"], write: [1, "TimeoutError"] },
  { fault: "slow body", meets: ["slow"], read: [2, "data"], write: [1, "TimeoutError"] },
  { fault: "cut body", meets: ["cut"], read: [2, "data"], write: [1, "ConnectionError"] },
  { fault: "body cut cleanly", meets: ["cut cleanly"], read: [2, "data"], write: [1, "ApiError"] },
  { fault: "lost answer", meets: ["lost answer"], read: [2, "data"], write: [1, "ConnectionError"] },
  { fault: "refused connection", meets: ["refuse"], read: [2, "data"], write: [1, "ConnectionError"] },
];

describe.each(rows)("$fault", ({ meets, read, write }) => {
  const outcome = async (call: Promise<unknown>): Promise<string> =>
    call.then(
      () => "data",
      (error: Error) => error.name,
    );

  const timeoutMs = meets.includes("hang") || meets.includes("slow") ? 600 : 20_000;

  test("met by a read", async () => {
    proxy.next(...meets);
    const result = await outcome(through({ timeoutMs }).users.me());
    expect([proxy.seen.length, result]).toEqual(read);
  });

  test("met by a write with an idempotency key, which is as safe as a read", async () => {
    proxy.next(...meets);
    const { labels } = through({ timeoutMs });
    const { total: before } = await count();
    const idempotencyKey = crypto.randomUUID();
    const result = await outcome(labels.add({ name: "Hot", color: "red" }, { idempotencyKey }));
    expect([proxy.seen.length, result]).toEqual(read);
    expect(new Set(proxy.seen.map(({ headers }) => headers["idempotency-key"]))).toEqual(
      new Set([idempotencyKey]),
    );
    // However often it was sent, there is one more, or none where it never got through.
    expect((await count()).total - before).toBe(result === "data" ? 1 : 0);
  });

  test("met by a write", async () => {
    proxy.next(...meets);
    const result = await outcome(through({ timeoutMs }).labels.add({ name: "Hot", color: "red" }));
    expect([proxy.seen.length, result]).toEqual(write);
  });
});

describe("rate limits", () => {
  test("one 429 makes every call of the client wait, as long as the server asked", async () => {
    proxy.next(limited({ "retry-after": "1" }));
    const refusal = Promise.withResolvers<RateLimit>();
    const client = through({ onRateLimit: refusal.resolve });
    const first = client.users.me();
    await refusal.promise;
    await Promise.all([first, ...Array.from({ length: 4 }, () => client.users.me())]);
    const [refused = 0, ...later] = proxy.seen.map(({ at }) => at);
    expect(later).toHaveLength(5);
    expect(Math.min(...later) - refused).toBeGreaterThanOrEqual(950);
  });

  test("Retry-After may be a date", async () => {
    proxy.next(limited({ "retry-after": new Date(Date.now() + 90_000).toUTCString() }));
    const error = await through()
      .users.me()
      .catch((reason) => reason);
    expect(error).toMatchObject({ name: "RateLimitError", code: undefined });
    expect(error.retryAfter).toBeGreaterThan(80);
  });

  test("who wants to know is told of every 429", async () => {
    const told: RateLimit[] = [];
    proxy.next(
      limited({ "retry-after": "0", "x-ratelimit-limit": "10", "x-ratelimit-remaining": "0" }),
      limited({ "retry-after": "3939", "x-daily-ratelimit-token-remaining": "0" }),
    );
    await through({ onRateLimit: (limit) => told.push(limit) })
      .users.me()
      .catch(() => {});
    expect(told).toMatchObject([
      { call: "GET /v1/users/me", limit: 10, remaining: 0, waitMs: expect.any(Number) },
      { dailyRemaining: 0, waitMs: undefined },
    ]);
  });
});

describe("keys and retries", () => {
  test("without a key none is sent, unless the client makes one for each write", async () => {
    await through().labels.add({ name: "A", color: "red" });
    await through({ idempotent: true }).labels.add({ name: "B", color: "red" });
    await through({ idempotent: true }).users.me();
    expect(proxy.seen.map(({ headers }) => typeof headers["idempotency-key"])).toEqual([
      "undefined",
      "string",
      "undefined",
    ]);
  });

  test("Pipedrive gets no key, and a write there is not sent again", async () => {
    const sent: Headers[] = [];
    const client = createClient({
      baseUrl: "https://acme.pipedrive.com",
      token: "t",
      backoffMs: 1,
      fetch: async (_url, init) => {
        sent.push(new Headers(init?.headers));
        return new Response(null, { status: 502 });
      },
    });
    await client.labels.add({ name: "A", color: "red" }, { idempotencyKey: "k" }).catch(() => {});
    expect(sent.map((headers) => headers.has("idempotency-key"))).toEqual([false]);
    await client.labels.list().then(undefined, () => {});
    expect(sent).toHaveLength(4);
  });

  test("retries can be had more or fewer, for a client or a call", async () => {
    proxy.next({ status: 503 });
    await expect(through({ retries: 0 }).users.me()).rejects.toMatchObject({ status: 503 });
    proxy.next({ status: 503 }, { status: 503 }, { status: 503 }, { status: 503 });
    expect(await through({ retries: 0 }).users.me({ retries: 4 })).toHaveProperty("id");
  });
});

describe("a budget", () => {
  test("holds requests to so many in a window", async () => {
    const client = through({ budget: { requests: 3, windowMs: 400 } });
    await Promise.all(Array.from({ length: 7 }, () => client.users.me()));
    const times = proxy.seen.map(({ at }) => at).toSorted((a, b) => a - b);
    for (let index = 3; index < times.length; index += 1)
      expect((times[index] ?? 0) - (times[index - 3] ?? 0)).toBeGreaterThanOrEqual(380);
  });

  test("sends no call that would exceed the day's tokens, and counts what was spent", async () => {
    const client = through({ budget: { dailyTokens: 25 } });
    await client.labels.list();
    await client.leads.list().then(
      () => expect.unreachable(),
      (error) =>
        expect(error).toMatchObject({
          name: "BudgetError",
          message: expect.stringContaining("costs 20 tokens"),
        }),
    );
    expect(client.spentToday()).toBe(10);
    await client.labels.list();
    expect([client.spentToday(), proxy.seen.length]).toEqual([20, 2]);
  });
});

describe("ending a call", () => {
  test("a signal ends a call that hangs, with the signal's reason", async () => {
    proxy.next("hang");
    const reason = new Error("the user left");
    const controller = new AbortController();
    const call = through().users.me({ signal: controller.signal });
    const left = expect(call).rejects.toBe(reason);
    await expect.poll(() => proxy.seen.length).toBe(1);
    controller.abort(reason);
    await left;
    expect(proxy.seen).toHaveLength(1);
  });

  test("a signal ends a call that waits for its next attempt", async () => {
    proxy.next(limited({ "retry-after": "30" }));
    const started = Date.now();
    const call = through().users.me({ signal: AbortSignal.timeout(100) });
    await expect(call).rejects.toMatchObject({ name: "TimeoutError" });
    expect(Date.now() - started).toBeLessThan(20_000); // the server asked for thirty seconds
  });

  test("a signal that is aborted already sends nothing", async () => {
    await expect(through().users.me({ signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: "AbortError",
    });
    expect(proxy.seen).toHaveLength(0);
  });
});

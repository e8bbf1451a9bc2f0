import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { startAnotherProcess } from "../../test/another-process.ts";
import { startTestApp, type TestApp, useOwnDatabase } from "../../test/app.ts";
import { cheapHash, openBrowser, PASSWORD } from "../../test/browser.ts";
import { codeFor, exchange, makeApp, signedInBrowser } from "../../test/oauth.ts";
import { parseProxies } from "../lib/proxies.ts";
import { MAX_OF_ACCOUNT, MAX_OF_ADDRESS } from "../sign-in/throttle.ts";

useOwnDatabase();

const HSTS = "max-age=31536000";
const PROXY = "10.0.0.1";

async function addUser(app: TestApp, name: string): Promise<string> {
  const email = `${name}@${app.domain}.test`;
  const user = { name, email, is_admin: false, password_hash: cheapHash(PASSWORD) };
  await app.services.users.add(app.actor, user);
  return email;
}

describe("behind a proxy that is trusted", () => {
  const behind = (app: TestApp) => startAnotherProcess(app, { trustProxy: parseProxies("1") });

  test("failed sign-ins count against the visitor, not the proxy; what a visitor claims counts for nothing", async () => {
    const app = await startTestApp("sqlite");
    const lines: string[] = [];
    const logger = pino({ level: "warn" }, { write: (line) => void lines.push(line) });
    await using foyer = await startAnotherProcess(app, { trustProxy: parseProxies("1"), logger });
    const proxy = openBrowser(foyer.http, { address: PROXY });
    const attempt = (email: string, password: string, visitor: string) =>
      proxy.send("/foyer/sign-in", { email, password }, { "x-forwarded-for": visitor });
    for (let user = 0; user < MAX_OF_ADDRESS / MAX_OF_ACCOUNT; user += 1) {
      const email = await addUser(app, `user${user}`);
      for (let index = 0; index < MAX_OF_ACCOUNT; index += 1)
        await attempt(email, "wrong password", `198.51.100.${index}, 203.0.113.9`);
    }
    const email = await addUser(app, "bob");
    expect((await attempt(email, PASSWORD, "198.51.100.77, 203.0.113.9")).status).toBe(429);
    expect((await attempt(email, PASSWORD, "203.0.113.10")).status).toBe(303);
    const logged = lines.map((line) => JSON.parse(line));
    expect(logged).toHaveLength(MAX_OF_ADDRESS + 1);
    expect(new Set(logged.map(({ address, msg }) => `${msg} ${address}`))).toEqual(
      new Set(["sign-in refused 203.0.113.9"]),
    );
  });

  test("what it says of the scheme holds: secure cookies, HSTS on every answer, https in what clients are told", async () => {
    const app = await startTestApp("sqlite");
    const email = await addUser(app, "bob");
    await using foyer = await behind(app);
    const headers = { "x-forwarded-proto": "https", origin: "https://foyer.test" };
    const proxy = openBrowser(foyer.http, { address: PROXY });
    const signedIn = await proxy.send("/foyer/sign-in", { email, password: PASSWORD }, headers);
    expect(signedIn.headers["set-cookie"]).toMatch(/; Secure$/);
    for (const url of ["/foyer/sign-in", "/v1/leads", "/v1/users/me", "/nowhere"]) {
      expect((await proxy.visit(url, { headers })).headers["strict-transport-security"], url).toBe(HSTS);
      expect((await proxy.visit(url)).headers["strict-transport-security"], url).toBeUndefined();
    }
    const metadata = await proxy.visit("/.well-known/oauth-authorization-server", { headers });
    expect(JSON.parse(metadata.text).issuer).toBe("https://foyer.test");
  });

  test("a visitor who comes past the proxy is believed nothing", async () => {
    const app = await startTestApp("sqlite");
    const email = await addUser(app, "bob");
    await using foyer = await behind(app);
    const headers = { "x-forwarded-proto": "https", "x-forwarded-host": "evil.test" };
    const visitor = openBrowser(foyer.http, { address: "8.8.8.8" });
    const signedIn = await visitor.send("/foyer/sign-in", { email, password: PASSWORD }, headers);
    expect(signedIn.headers["set-cookie"]).not.toMatch(/Secure/);
    const metadata = await visitor.visit("/.well-known/oauth-authorization-server", { headers });
    expect(JSON.parse(metadata.text).issuer).toBe("http://foyer.test");
  });
});

test("without a trusted proxy nobody's word is taken", async () => {
  const app = await startTestApp("sqlite");
  const answer = await app.request("GET", "/v1/leads", { headers: { "x-forwarded-proto": "https" } });
  expect(answer.headers).not.toHaveProperty("strict-transport-security");
});

test("a public address with https says HSTS whatever the proxy says, and is where clients are sent", async () => {
  const app = await startTestApp("sqlite");
  const client = await makeApp(app);
  const visitor = await signedInBrowser(app);
  await using foyer = await startAnotherProcess(app, { configuredUrl: "https://foyer.example" });
  const elsewhere = { ...app, services: { ...app.services, http: foyer.http } };
  const { body, headers } = await exchange(elsewhere, client, await codeFor(visitor, client));
  expect([body.api_domain, headers["strict-transport-security"]]).toEqual(["https://foyer.example", HSTS]);
});

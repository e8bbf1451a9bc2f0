import { randomInt } from "node:crypto";
import { describe, expect, test } from "vitest";
import { startAnotherProcess } from "../../test/another-process.ts";
import { startTestApp, type TestApp, useOwnDatabase } from "../../test/app.ts";
import { cheapHash, openBrowser, PASSWORD } from "../../test/browser.ts";
import { engines } from "../../test/storage.ts";
import { MAX_OF_ACCOUNT, MAX_OF_ADDRESS, subjectsOf, WINDOW_MS } from "./throttle.ts";

useOwnDatabase();

const stored = cheapHash(PASSWORD);

/** Adds a user with a password and answers the e-mail. */
async function addUser(app: TestApp, name = "bob"): Promise<string> {
  const email = `${name}@${app.domain}.test`;
  await app.services.users.add(app.actor, { name, email, is_admin: false, password_hash: stored });
  return email;
}

const someAddress = (): string => `203.0.${randomInt(256)}.${randomInt(256)}`;

/** Tries wrong passwords, all at once, each from an address of its own unless told. */
async function guess(app: TestApp, email: string, times: number, address?: string): Promise<number[]> {
  const tries = Array.from({ length: times }, () =>
    openBrowser(app.services.http, { address: address ?? someAddress() }).signIn(email, "wrong password"),
  );
  return (await Promise.all(tries)).map(({ status }) => status);
}

const count = (statuses: number[], wanted: number): number =>
  statuses.filter((status) => status === wanted).length;

describe.each(engines)("guessing passwords on %s", (engine) => {
  test("an account takes ten failures from wherever they come, at once or not, then says when to try again", async () => {
    const app = await startTestApp(engine);
    const email = await addUser(app);
    const statuses = await guess(app, email, MAX_OF_ACCOUNT + 5);
    expect([count(statuses, 401), count(statuses, 429)]).toEqual([MAX_OF_ACCOUNT, 5]);
    const right = await openBrowser(app.services.http, { address: someAddress() }).signIn(email);
    expect(right.status).toBe(429);
    expect(right.text).toContain("Too many attempts to sign in. Try again in 15 minutes");
    expect(Number(right.headers["retry-after"])).toBeGreaterThan(800);
    expect(Number(right.headers["retry-after"])).toBeLessThanOrEqual(WINDOW_MS / 1_000);
  });

  test("every process counts the same failures, and forgets them when the time is over", async () => {
    const app = await startTestApp(engine);
    const email = await addUser(app);
    await guess(app, email, MAX_OF_ACCOUNT);
    await using soon = await startAnotherProcess(app, { ahead: WINDOW_MS - 60_000 });
    const tooSoon = await openBrowser(soon.http, { address: someAddress() }).signIn(email);
    expect([tooSoon.status, Number(tooSoon.headers["retry-after"]) < 61]).toEqual([429, true]);
    await using later = await startAnotherProcess(app, { ahead: WINDOW_MS + 1_000 });
    expect((await openBrowser(later.http, { address: someAddress() }).signIn(email)).status).toBe(303);
  });

  test("an address takes fifty failures over all accounts; others are none the worse", async () => {
    const app = await startTestApp(engine);
    const email = await addUser(app);
    const address = someAddress();
    const statuses: number[] = [];
    for (let index = 0; index < MAX_OF_ADDRESS / MAX_OF_ACCOUNT; index += 1) {
      const account = await addUser(app, `user${index}`);
      statuses.push(...(await guess(app, account, MAX_OF_ACCOUNT, address)));
    }
    statuses.push(...(await guess(app, email, 2, address)));
    expect([count(statuses, 401), count(statuses, 429)]).toEqual([MAX_OF_ADDRESS, 2]);
    expect((await openBrowser(app.services.http, { address }).signIn(email)).status).toBe(429);
    expect((await openBrowser(app.services.http, { address: someAddress() }).signIn(email)).status).toBe(303);
  });

  test("signing in starts an account anew, and does not count against the address", async () => {
    const app = await startTestApp(engine);
    const email = await addUser(app);
    const address = someAddress();
    for (let round = 0; round < 3; round += 1) {
      await guess(app, email, MAX_OF_ACCOUNT - 1, address);
      expect((await openBrowser(app.services.http, { address }).signIn(email)).status).toBe(303);
    }
    const rest = MAX_OF_ADDRESS - 3 * (MAX_OF_ACCOUNT - 1);
    const statuses: number[] = [];
    for (let index = 0; index < 3; index += 1) {
      const account = await addUser(app, `user${index}`);
      statuses.push(
        ...(await guess(app, account, index < 2 ? MAX_OF_ACCOUNT : rest + 1 - 2 * MAX_OF_ACCOUNT, address)),
      );
    }
    expect([count(statuses, 401), count(statuses, 429)]).toEqual([rest, 1]);
  });

  test("changing a password counts as signing in", async () => {
    const app = await startTestApp(engine);
    const email = await addUser(app);
    const browser = openBrowser(app.services.http, { address: someAddress() });
    await browser.signIn(email);
    const json = { current_password: "wrong password", new_password: "another password" };
    const statuses: number[] = [];
    for (let index = 0; index <= MAX_OF_ACCOUNT; index += 1)
      statuses.push((await browser.visit("/foyer/password", { method: "PUT", json })).status);
    expect([count(statuses, 401), count(statuses, 429)]).toEqual([MAX_OF_ACCOUNT, 1]);
  });
});

test("addresses of one IPv6 network count together, others do not; letter case of an e-mail means nothing", () => {
  const address = (text: string): string => subjectsOf("x", text).address;
  expect(address("2001:db8:1:2::1")).toBe(address("2001:db8:1:2:ffff::9"));
  expect(address("2001:db8:1:2::1")).not.toBe(address("2001:db8:1:3::1"));
  expect(address("::1")).toBe(address("0:0:0:0:0:0:0:1"));
  expect(address("::ffff:192.0.2.1")).not.toBe(address("::ffff:192.0.2.2"));
  expect(address("fe80::1%eth0")).toBe(address("fe80::2"));
  expect(subjectsOf(" Ann@Acme.test", "x").account).toBe(subjectsOf("ann@acme.test", "x").account);
});

import { existsSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "../../test/storage.ts";
import { createCompanyService } from "../companies/companies.service.ts";
import type { DomainError } from "../lib/domain-error.ts";
import { openStorage } from "../storage/open.ts";
import { app } from "./app.ts";
import { openOffice } from "./office.ts";
import { token } from "./token.ts";
import { types } from "./types.ts";
import { user } from "./user.ts";

const commands = { user, token, app, types };
let database: Awaited<ReturnType<typeof createTestDatabase>>;

beforeAll(async () => {
  database = await createTestDatabase("sqlite");
  const storage = await openStorage({ url: database.url, clock: Date.now });
  const admin = { name: "Ann Owner", email: "ann@acme.test", password_hash: null };
  await createCompanyService({ storage }).found({
    domain: "acme",
    name: "Acme",
    admin,
    token: "x".repeat(40),
  });
  await storage.close();
  await using office = await openOffice({ database: database.url }, {});
  const bob = { name: "Bob", email: "bob@acme.test", is_admin: false, password_hash: null };
  await office.users.deactivate(office.actor, await office.users.add(office.actor, bob));
});

afterAll(() => database.drop());

/** Everything the command line may add to a company. */
async function made() {
  await using office = await openOffice({ database: database.url }, {});
  const { actor } = office;
  return [await office.users.list(actor), await office.tokens.list(actor), await office.apps.list(actor)];
}

const LONG = "n".repeat(256);
const APP = ["create", "--redirect-uri", "https://a.example/cb"];

test.each([
  ["user", [], "foyer user needs an action. Actions: add, list, link, deactivate. See: foyer user --help"],
  ["user", ["dance"], "foyer user has no action dance. Actions: add, list, link, deactivate."],
  ["user", ["add"], "foyer user add needs an e-mail address. See: foyer user --help"],
  ["user", ["add", "a b@c.d"], 'foyer user add needs an e-mail address, which "a b@c.d" is not.'],
  ["user", ["link", "a@b@c"], 'needs an e-mail address, which "a@b@c" is not.'],
  ["user", ["add", "eve@acme.test", "ben@acme.test"], "Unexpected argument 'ben@acme.test'."],
  ["user", ["list", "all"], "Unexpected argument 'all'. See: foyer user --help"],
  ["user", ["add", "eve@acme.test", "--name", ""], '"name" is not allowed to be empty'],
  ["user", ["add", "eve@acme.test", "--name", LONG], '"name" length must be less than or equal to 255'],
  ["user", ["add", `${LONG}@acme.test`], '"email" length must be less than or equal to 255'],
  ["user", ["add", "Bob@Acme.test"], "There is a user with the e-mail bob@acme.test."],
  ["user", ["add", "eve@acme.test", "--port", "0"], 'FOYER_PORT is "0"'],
  [
    "user",
    ["link", "bob@acme.test"],
    "bob@acme.test is deactivated. Activate them first: PUT /v1/users/2 with",
  ],
  ["user", ["link", "eve@acme.test"], "Acme has no user eve@acme.test. See: foyer user list"],
  ["user", ["list", "--company", "other"], "There is no company other."],
  ["token", ["dance"], "foyer token has no action dance. Actions: create, list, revoke."],
  ["token", ["create"], "foyer token create needs the e-mail address of a user. See: foyer user list"],
  ["token", ["create", "ann@acme.test", "leads:read"], "Unexpected argument 'leads:read'."],
  ["token", ["create", "ann@acme.test", "--scopes", " , "], "--scopes names none. Scopes: base,"],
  ["token", ["create", "ann@acme.test", "--scopes", "leads"], "No such scope: leads. Scopes: base,"],
  ["token", ["create", "ann@acme.test", "--name", ""], '"name" is not allowed to be empty'],
  ["token", ["create", "bob@acme.test"], "bob@acme.test is deactivated."],
  ["token", ["revoke", "one"], "foyer token revoke needs an id. See: foyer token list"],
  ["token", ["revoke", "99"], "There is no token 99. See: foyer token list"],
  ["token", ["revoke", "1", "2"], "Unexpected argument '2'."],
  ["app", [], "foyer app needs an action. Actions: create, list, remove. See: foyer app --help"],
  ["app", ["create", "--name", "x"], "foyer app create needs --name and --redirect-uri."],
  ["app", [...APP, "--name", LONG], '"name" length must be less than or equal to 255'],
  ["app", [...APP, "--name", "x", "y"], "Unexpected argument 'y'."],
  ["app", [...APP, "--name", "x", "--scopes", ""], "--scopes names none."],
  [
    "app",
    ["create", "--name", "x", "--redirect-uri", "http://app.example/cb"],
    'redirect_uris: "http://app.example/cb" must begin with https://: http:// is for localhost alone',
  ],
  ["app", ["create", "--name", "x", "--redirect-uri", "nope"], 'redirect_uris: "nope" is not a valid URI'],
  ["app", ["remove", "99"], "There is no app 99. See: foyer app list"],
  ["types", ["a.d.ts", "b.d.ts"], "Unexpected argument 'b.d.ts'. See: foyer types --help"],
  ["types", ["/nowhere/at/all.d.ts"], "Cannot write /nowhere/at/all.d.ts: the folder is not there"],
  ["types", ["/"], "Cannot write /: that is a folder. Give the path of a file."],
] as const)("foyer %s %j is refused in one line, and nothing is made", async (command, args, told) => {
  const before = await made();
  const failure: DomainError = await commands[command](args, { FOYER_DATABASE_URL: database.url }).then(
    () => expect.fail("it was done"),
    (error) => error,
  );
  expect(failure.info ?? failure.message).toMatch(/^.+$/);
  expect(failure.info ?? failure.message).toContain(told);
  expect(await made()).toEqual(before);
});

test.each(["user", "token", "app"] as const)(
  "foyer %s makes no database where there is none",
  async (command) => {
    const file = `${database.url.slice("sqlite:".length)}-none`;
    const attempt = commands[command](["list", "--database", `sqlite:${file}`], {});
    await expect(attempt).rejects.toThrow(
      `There is no database ${file}. Name yours with --database, or start Foyer once: foyer serve`,
    );
    expect(existsSync(file)).toBe(false);
  },
);

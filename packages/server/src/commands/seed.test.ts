import { expect, test } from "vitest";
import { createTestDatabase } from "../../test/storage.ts";
import { createCompanyService } from "../companies/companies.service.ts";
import { openStorage } from "../storage/open.ts";
import { CommandError } from "./failures.ts";
import { seed } from "./seed.ts";

test.each([
  [[], '--leads is ""'],
  [["--leads", "many"], '--leads is "many"'],
  [["--leads", "0"], '--leads is "0"'],
  [["--leads", "5", "--seed", "-1.5"], "--seed"],
  [["--leads", "5", "--until", "2026-02-30"], '--until is "2026-02-30"'],
  [["--lead", "5"], "Unknown option '--lead'"],
])("%j is refused in one line before a database is touched", async (args, message) => {
  const failure = await seed(args, { FOYER_DATABASE_URL: "sqlite:/nowhere/at/all" }).catch((error) => error);
  expect(failure).toBeInstanceOf(CommandError);
  expect(failure.message).toContain(message);
});

test("a company that does not exist is refused by name", async () => {
  const { url, drop } = await createTestDatabase("sqlite");
  const storage = await openStorage({ url, clock: Date.now });
  const admin = { name: "Ann Owner", email: "ann@acme.test", password_hash: null };
  const companies = createCompanyService({ storage });
  await companies.found({ domain: "acme", name: "Acme", admin, token: "x".repeat(40) });
  await storage.close();
  const attempt = seed(["--leads", "5", "--company", "other", "--database", url], {});
  await expect(attempt).rejects.toThrow(new CommandError("There is no company other."));
  await drop();
});

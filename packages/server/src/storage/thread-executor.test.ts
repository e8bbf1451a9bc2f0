import { execFile } from "node:child_process";
import { symlink } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { createTestDatabase } from "../../test/storage.ts";
import { WRITER } from "../commands/writer-entry.ts";
import { nobody } from "../lib/nobody.ts";
import { openStorage } from "./open.ts";
import { openSqlite } from "./sqlite.ts";
import { createThreadExecutor } from "./thread-executor.ts";

const found = (domain: string) => {
  const admin = { name: "Ada", email: `ada@${domain}.example`, password_hash: null };
  return {
    command: "companies.found",
    actor: nobody,
    input: { name: domain, domain, admin, token: `token of ${domain}` },
    now: 0,
  };
};

/** A writer whose log goes to the disk when the test says so. */
async function scene() {
  const database = await createTestDatabase("sqlite");
  await (await openStorage({ url: database.url, clock: Date.now })).close();
  const file = database.url.slice("sqlite:".length);
  const waiting: (() => void)[] = [];
  const flush = () => new Promise<void>((resolve) => void waiting.push(resolve));
  const executor = createThreadExecutor(file, WRITER, { flush, close: () => {} });
  const { handle } = openSqlite(file);
  const companies = handle.prepare("select count(*) from companies").pluck();
  async function untilCompanies(count: number): Promise<void> {
    while (companies.get() !== count) await setTimeout(5);
  }
  async function end(): Promise<void> {
    handle.close();
    await executor.close();
    await database.drop();
  }
  return { executor, waiting, untilCompanies, end };
}

test("a batch is carried out before it is on the disk, and the next meanwhile", async () => {
  const { executor, waiting, untilCompanies, end } = await scene();
  let onDisk = 0;
  const batches = ["one", "two"].map(async (domain) => {
    const committed = await executor.execute([found(domain)]);
    expect(committed.outcomes).toMatchObject([{ done: { company_domain: domain } }]);
    return committed.onDisk?.then(() => (onDisk += 1));
  });
  await untilCompanies(2);
  while (waiting.length < 2) await setTimeout(5);
  expect(onDisk).toBe(0);
  waiting[0]?.();
  await batches[0];
  expect(onDisk).toBe(1);
  waiting[1]?.();
  await batches[1];
  await end();
});

test("a disk that refuses ends the process, which says why", async () => {
  const database = await createTestDatabase("sqlite");
  const file = database.url.slice("sqlite:".length);
  await symlink("/dev/null", `${file}-wal`); // cannot be flushed
  const module = new URL("./log-flush.ts", import.meta.url).href;
  const script = `const { createLogFlush } = await import(${JSON.stringify(module)});
    await createLogFlush(${JSON.stringify(file)}).flush();
    console.log("answered");`;
  const run = promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script]);
  await expect(run).rejects.toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("EINVAL") });
  await database.drop();
});

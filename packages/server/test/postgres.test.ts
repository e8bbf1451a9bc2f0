import { cpSync, existsSync, readFileSync } from "node:fs";
import { chmod, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pg from "pg";
import { expect, it } from "vitest";
import { startPostgres } from "./postgres.ts";
import { findBinDirs } from "./postgres-binaries.ts";

const timeout = 60_000;
const [binDir = ""] = await findBinDirs();
const npmPackage = dirname(binDir);
const isFromNpm = existsSync(join(npmPackage, "pg-symlinks.json"));

it("gives databases that know nothing of each other", { timeout }, async () => {
  await using server = await startPostgres();
  const urls = await Promise.all([server.createDatabase("one"), server.createDatabase("Two-2")]);
  for (const url of urls) await rowsOf(url, "create table here (id int)");

  expect(urls[0]).toBe(`postgres://foyer:foyer@127.0.0.1:${server.port}/one`);
  expect(await rowsOf(urls[1] ?? "", "select current_database() as name")).toEqual([{ name: "Two-2" }]);
  await expect(server.createDatabase("one")).rejects.toThrow(
    /already exists[\s\S]*STATEMENT: {2}create database/,
  );
});

it("keeps committed rows through a kill, and loses the open transaction", { timeout }, async () => {
  await using server = await startPostgres({ fast: false });
  const url = await server.createDatabase("crash");
  await rowsOf(url, "create table kept (id int); insert into kept values (1)");
  const client = new pg.Client(url);
  const dropped = new Promise<Error>((resolve) => client.on("error", resolve));
  await client.connect();
  await client.query("begin; insert into kept values (2)");
  const pids = await client.query("select pid from pg_stat_activity");

  await server.kill();
  expect((await dropped).message).toMatch(/terminated|ECONNRESET/);
  // The last one has closed its files, but may not have finished exiting.
  await expect.poll(() => pids.rows.filter(({ pid }) => isAlive(pid))).toEqual([]);
  expect(existsSync(join(server.dataDir, "postmaster.pid"))).toBe(true);
  await expect(server.createDatabase("unreachable")).rejects.toThrow("ECONNREFUSED");

  await server.restart();
  expect(await rowsOf(url, "select id from kept")).toEqual([{ id: 1 }]);
});

it("leaves neither process nor files behind when stopped", { timeout }, async () => {
  const server = await startPostgres();
  const pid = await postmasterOf(server.dataDir);
  expect(isAlive(pid)).toBe(true);

  await server.stop();
  await server.stop();
  expect(isAlive(pid)).toBe(false);
  expect(existsSync(dirname(server.dataDir))).toBe(false);
});

it("keeps a data directory it was given", { timeout }, async () => {
  const home = await mkdtemp(join(tmpdir(), "foyer-given-"));
  await chmod(home, 0o755);
  const dataDir = join(home, "data");
  const first = await startPostgres({ dataDir });
  const { port } = first;
  await rowsOf(first.url, "create table kept (id int)");
  await first.stop();

  const second = await startPostgres({ dataDir, port });
  expect(await rowsOf(second.url, "select * from kept")).toEqual([]);
  await second.kill();
  await second.stop();
  expect(existsSync(join(dataDir, "PG_VERSION"))).toBe(true);
  await rm(home, { recursive: true });
});

it("says in PostgreSQL's own words why it did not start", { timeout }, async () => {
  await using server = await startPostgres();
  const second = startPostgres({ port: server.port });
  await expect(second).rejects.toThrow(/did not start on port[\s\S]*Address already in use/);
});

it("says what to install when the programs do not run", async () => {
  await expect(startPostgres({ binDir: "/nowhere" })).rejects.toThrow(/npm install[\s\S]*\/nowhere/);
});

it.runIf(isFromNpm)("runs from a closed folder and without the install script", { timeout }, async () => {
  // mkdtemp makes it 0700: closed to the user PostgreSQL gets when the tests run as root.
  const closed = await mkdtemp(join(tmpdir(), "foyer-closed-"));
  cpSync(npmPackage, closed, { recursive: true, verbatimSymlinks: true });
  await removeLinks(join(closed, "lib"));
  const server = await startPostgres({ binDir: join(closed, "bin") });
  expect(await rowsOf(server.url, "select 1 as one")).toEqual([{ one: 1 }]);

  await server.stop();
  expect(existsSync(dirname(server.dataDir))).toBe(false);
  await rm(closed, { recursive: true });
});

async function rowsOf(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

async function postmasterOf(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, "postmaster.pid"), "utf8"), 10);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    expect(error).toMatchObject({ code: "ESRCH" });
    return false;
  }
  // A container without an init keeps its dead orphans as zombies.
  return process.platform !== "linux" || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
}

async function removeLinks(dir: string): Promise<void> {
  const entries = await readdir(dir, { withFileTypes: true });
  for (const entry of entries.filter((one) => one.isSymbolicLink())) await rm(join(dir, entry.name));
}

import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { inject } from "vitest";
import type { Engine } from "../src/storage/prepared.ts";

export const engines: readonly Engine[] = ["sqlite", "postgres"];

export type TestDatabase = { url: string; drop: () => Promise<void> };

/** An empty database of its own. */
export const createTestDatabase = (engine: Engine): Promise<TestDatabase> =>
  engine === "sqlite" ? createSqliteFile() : createPostgresDatabase();

async function createSqliteFile(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(inject("testFolder"), "sqlite-"));
  return {
    url: `sqlite:${join(folder, "foyer.db")}`,
    drop: () => rm(folder, { recursive: true, force: true }),
  };
}

async function createPostgresDatabase(): Promise<TestDatabase> {
  const server = inject("postgresUrl");
  const name = `test_${randomBytes(8).toString("hex")}`;
  await administer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(server, `drop database if exists ${name} with (force)`) };
}

/** Has PostgreSQL look at how much a database holds, as it does by itself a minute after much was written; not while tests run. */
export async function takeStock({ engine, url }: { engine: Engine; url: string }): Promise<void> {
  if (engine === "postgres") await administer(url, "analyze");
}

async function administer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}

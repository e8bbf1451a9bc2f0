import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import Sqlite from "better-sqlite3";
import { runFoyer } from "./foyer.ts";
import { createRandom } from "./stats.ts";

/** Where databases are kept between runs. */
export const CACHE = join(tmpdir(), "foyer-bench");
const MIGRATIONS = resolve(import.meta.dirname, "../packages/server/src/storage/migrations");
/** Ids asked for, chosen anywhere in the file. */
const SAMPLE = 20_000;

/** A database of so many leads, made once per schema and kept; only copies are ever written to. */
export async function seeded(leads: number): Promise<string> {
  const folder = join(CACHE, `${await schemaHash()}-${leads}`);
  await mkdir(CACHE, { recursive: true });
  if (!(await readdir(CACHE)).includes(`${await schemaHash()}-${leads}`)) {
    const unfinished = `${folder}.unfinished`;
    await rm(unfinished, { recursive: true, force: true });
    process.stderr.write(`making a database of ${leads} leads\n`);
    await runFoyer("seed", "--database", `sqlite:${join(unfinished, "foyer.db")}`, "--leads", String(leads));
    checkpoint(join(unfinished, "foyer.db"));
    await rename(unfinished, folder);
  }
  return join(folder, "foyer.db");
}

async function schemaHash(): Promise<string> {
  const hash = createHash("sha256");
  for (const name of (await readdir(MIGRATIONS)).sort()) hash.update(await readFile(join(MIGRATIONS, name)));
  return hash.digest("hex").slice(0, 8);
}

/** Moves what is in the write-ahead log into the file, so that the file alone is the database. */
function checkpoint(file: string): void {
  const db = new Sqlite(file);
  db.pragma("wal_checkpoint(TRUNCATE)");
  db.close();
}

/** A copy to write to. Shares blocks with the original where the file system can. */
export async function copyOf(file: string, name: string): Promise<string> {
  const folder = join(CACHE, "copies", name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const copy = join(folder, "foyer.db");
  await copyFile(file, copy, constants.COPYFILE_FICLONE);
  return copy;
}

export const removeCopies = (): Promise<void> => rm(join(CACHE, "copies"), { recursive: true, force: true });

/** What the requests of a run ask for. */
export type Sample = { leads: number; ids: string[]; people: number[]; labels: string[] };

export function sampleOf(file: string): Sample {
  const db = new Sqlite(file, { readonly: true });
  const last = db.prepare("select max(seq) from leads").pluck().get() as number;
  const random = createRandom(1);
  const findId = db.prepare("select id from leads where seq >= ? order by seq limit 1").pluck();
  const ids = Array.from({ length: SAMPLE }, () => findId.get(1 + Math.floor(random() * last)) as string);
  const people = db
    .prepare("select id from persons where is_deleted = 0 order by id limit 5000")
    .pluck()
    .all() as number[];
  const labels = db.prepare("select id from lead_labels order by seq").pluck().all() as string[];
  db.close();
  return { leads: last, ids, people, labels };
}

/** How far a file has been written: what comes after is new. */
export function positionsOf(file: string): { afterLead: number; afterEvent: number } {
  const db = new Sqlite(file, { readonly: true });
  const max = (table: string) => (db.prepare(`select max(seq) from ${table}`).pluck().get() as number) ?? 0;
  const positions = { afterLead: max("leads"), afterEvent: max("events") };
  db.close();
  return positions;
}

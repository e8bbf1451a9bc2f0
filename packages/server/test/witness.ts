import { type ChildProcess, fork } from "node:child_process";
import pg from "pg";
import type { Rows, WitnessAnswer, WitnessAsk } from "./witness-process.ts";

const INT8 = 20;
// pg hands bigint out as text unless told.
const types = { getTypeParser: (oid: number) => (oid === INT8 ? Number : pg.types.getTypeParser(oid)) };

export type Query = (sql: string) => Promise<Rows>;

/** Reads a database behind the server's back. */
export function witness<T>(url: string, read: (query: Query) => Promise<T>): Promise<T> {
  return url.startsWith("sqlite:")
    ? witnessSqlite(url.slice("sqlite:".length), read)
    : witnessPostgres(url, read);
}

/**
 * Files of SQLite are read in a process of its own: two libraries in one know nothing of each other's locks, and the
 * second one that opens a file takes it for its own.
 */
let aside: ChildProcess | undefined;
let asked = 0;
const waiting = new Map<number, { resolve: (rows: Rows) => void; reject: (error: Error) => void }>();

function startAside(): ChildProcess {
  const child = fork(new URL("./witness-process.ts", import.meta.url), {
    serialization: "advanced",
    execArgv: [],
  });
  child.on("message", ({ nr, rows, failed }: WitnessAnswer) => {
    const { resolve, reject } = waiting.get(nr) ?? {};
    waiting.delete(nr);
    if (failed !== undefined) reject?.(new Error(failed));
    else resolve?.(rows ?? []);
  });
  child.unref();
  child.channel?.unref();
  return child;
}

function ask(witness: number, what: Omit<WitnessAsk, "nr" | "witness">): Promise<Rows> {
  aside ??= startAside();
  const process = aside;
  const nr = ++asked;
  return new Promise((resolve, reject) => {
    waiting.set(nr, { resolve, reject });
    process.send({ nr, witness, ...what } satisfies WitnessAsk);
  });
}

async function witnessSqlite<T>(file: string, read: (query: Query) => Promise<T>): Promise<T> {
  const witness = ++asked;
  try {
    return await read((sql) => ask(witness, { file, sql }));
  } finally {
    await ask(witness, {});
  }
}

async function witnessPostgres<T>(url: string, read: (query: Query) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, types: types as pg.CustomTypesConfig });
  await client.connect();
  try {
    return await read(async (sql) => (await client.query(sql)).rows);
  } finally {
    await client.end();
  }
}

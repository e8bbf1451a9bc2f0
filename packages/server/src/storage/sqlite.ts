import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "better-sqlite3";
import { fold } from "../lib/sort-key.ts";
import type { Db, Tx } from "./db.ts";
import type { Prepared } from "./prepared.ts";

/** How long to wait for another process that holds the write lock, in milliseconds. */
const BUSY_TIMEOUT_MS = 10_000;
/**
 * Page cache of a connection, in KiB: a writer's holds the inner pages of every index, a reader's those of what is mostly
 * looked for. The system caches the file itself.
 */
const CACHE_KIB = { writer: 4_096, reader: 2_048 };
/**
 * Pages of the write-ahead log, 16 MB, after which they are put into the file. What is written belongs to many indexes,
 * some of whose pages are in every commit: after SQLite's own 1,000, two to four times as much is written to the disk.
 */
const CHECKPOINT_PAGES = 4_000;

export type SqliteDb = Required<Db> & {
  readonly handle: Sqlite.Database;
  /** The same connection for a command asked for at `now`. Only inside a transaction. */
  at(now: number): Tx;
  /** How many writing statements this connection has begun. */
  writes(): number;
};

/** A connection for reads alone. */
export type SqliteReader = Required<Db> & {
  /** What is read from now on holds everything committed so far. */
  refresh(): void;
  close(): void;
};

/** Opens the file, making it and its folder when `create`. */
export function openSqlite(
  file: string,
  { create = false, use = "writer" }: { create?: boolean; use?: keyof typeof CACHE_KIB } = {},
): SqliteDb {
  if (create) makeFolder(dirname(file));
  const handle = new Sqlite(file, { fileMustExist: !create, timeout: BUSY_TIMEOUT_MS });
  handle.pragma("journal_mode = WAL");
  handle.pragma("synchronous = FULL"); // after WAL: this build falls back to NORMAL there, which may lose a commit
  handle.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  handle.pragma("foreign_keys = ON");
  handle.pragma("temp_store = MEMORY"); // every savepoint sets pages aside: in memory, not in a file
  handle.function("foyer_fold", { deterministic: true }, (text) =>
    typeof text === "string" ? fold(text) : text,
  );
  handle.pragma(`cache_size = -${CACHE_KIB[use]}`);
  return createSqliteDb(handle);
}

/** Node's own `recursive` tries for ever where a folder that is there takes no other, as /proc does. */
function makeFolder(folder: string): void {
  if (isFolder(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!isFolder(folder)) throw error; // another process made it first
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/**
 * Reads of one turn of the event loop share a transaction: locking the file for each of them costs as much as a
 * point read itself. Whoever commits calls `refresh`, so that nobody reads behind what was acknowledged.
 */
export function createSqliteReader({ engine, handle, all, valueAtOnce }: SqliteDb): SqliteReader {
  const begin = handle.prepare("begin");
  const commit = handle.prepare("commit");
  let reading = false;

  function refresh(): void {
    if (reading) commit.run();
    reading = false;
  }

  function read(): void {
    if (reading) return;
    begin.run();
    reading = true;
    setImmediate(refresh);
  }

  return {
    engine,
    all(query, parameters) {
      read();
      return all(query, parameters);
    },
    valueAtOnce(query, parameters) {
      read();
      return valueAtOnce(query, parameters);
    },
    refresh,
    close() {
      refresh();
      handle.close();
    },
  };
}

type Ready = (parameters: object) => unknown[];

/** A connection that runs prepared queries, each made ready once. */
export function createSqliteDb(handle: Sqlite.Database): SqliteDb {
  const prepared = new WeakMap<object, Ready>();
  const preparedValues = new WeakMap<object, (parameters: object) => unknown>();
  let writes = 0;
  let lastRow = 0;

  function ready(query: { statement: Prepared<object, unknown>["statement"] }): Ready {
    const known = prepared.get(query);
    if (known) return known;
    const { sql, bind } = query.statement("sqlite");
    const statement = handle.prepare(sql);
    const made: Ready = statement.readonly ? (parameters) => statement.all(bind(parameters)) : written;
    prepared.set(query, made);
    return made;

    function written(parameters: object): unknown[] {
      writes += 1;
      if (statement.reader) return statement.all(bind(parameters));
      lastRow = Number(statement.run(bind(parameters)).lastInsertRowid);
      return [];
    }
  }

  async function all<P extends object, R>(query: Prepared<P, R>, parameters: P): Promise<R[]> {
    return ready(query)(parameters) as R[];
  }

  function readyValue(query: { statement: Prepared<object, unknown>["statement"] }) {
    const { sql, bind } = query.statement("sqlite");
    const statement = handle.prepare(sql).pluck();
    const made = (parameters: object) => statement.get(bind(parameters));
    preparedValues.set(query, made);
    return made;
  }

  function valueAtOnce<P extends object, R>(query: Prepared<P, R>, parameters: P): R[keyof R] | undefined {
    const value = preparedValues.get(query) ?? readyValue(query);
    return value(parameters) as R[keyof R] | undefined;
  }

  return {
    engine: "sqlite",
    handle,
    all,
    valueAtOnce,
    at: (now) => ({ engine: "sqlite", all, writes: true, now, lastRow: () => lastRow }),
    writes: () => writes,
  };
}

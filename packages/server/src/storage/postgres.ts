import pg from "pg";
import { DomainError } from "../lib/domain-error.ts";
import type { Db, Tx } from "./db.ts";
import type { Prepared } from "./prepared.ts";

const INT8 = 20;
// Ids and milliseconds fit a double exactly; pg hands bigint out as text unless told.
const types = { getTypeParser: (oid: number) => (oid === INT8 ? Number : pg.types.getTypeParser(oid)) };

/** Opens a pool. `size` is how many connections reads share. */
export function openPostgres(url: string, { size = 10 } = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    types: types as pg.CustomTypesConfig,
    connectionTimeoutMillis: 10_000,
    application_name: "foyer",
  });
  // A lost connection is replaced by the pool on next use, and what ran on it rejects. Unheard, its error event would
  // end the process; the pool hears it only while the connection is idle.
  pool.on("error", () => {});
  pool.on("connect", (client) => void client.on("error", () => {}));
  return pool;
}

type Queryable = Pick<pg.ClientBase, "query">;

function allOn(connection: Queryable) {
  return async <P extends object, R>(query: Prepared<P, R>, parameters: P): Promise<R[]> => {
    const { sql, bind, name } = query.statement("postgres");
    const { rows } = await connection.query({ ...(name && { name }), text: sql, values: bind(parameters) });
    return rows as R[];
  };
}

/** Reads through the pool. */
export function postgresDb(pool: pg.Pool): Db {
  const read = allOn(pool as Queryable);
  return {
    engine: "postgres",
    all: (query, parameters) =>
      read(query, parameters).catch((cause) => {
        throw isAway(cause) ? new DomainError("unavailable", { cause }) : cause;
      }),
  };
}

/** Whether the server could not be reached or is going: SQLSTATE classes 08, 53 and 57P, or no word from it at all. */
function isAway(error: Error): boolean {
  if (error instanceof pg.DatabaseError) return /^(08|53|57P)/.test(error.code ?? "");
  return "syscall" in error || /connect|not queryable|timeout expired/i.test(error.message);
}

/** Writes through one client that is inside a transaction. */
export const postgresTx = (client: Queryable, now: number): Tx => ({
  engine: "postgres",
  all: allOn(client),
  writes: true,
  now,
});

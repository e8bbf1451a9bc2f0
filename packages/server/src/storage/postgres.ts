import pg from "pg";
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
  // A connection lost while idle is replaced by the pool on next use; without a listener it would end the process.
  pool.on("error", () => {});
  return pool;
}

type Queryable = Pick<pg.ClientBase, "query">;

function allOn(connection: Queryable) {
  return async <P extends object, R>(query: Prepared<P, R>, parameters: P): Promise<R[]> => {
    const { sql, bind, name } = query.statement("postgres");
    const { rows } = await connection.query({ name, text: sql, values: bind(parameters) });
    return rows as R[];
  };
}

/** Reads through the pool. */
export const postgresDb = (pool: pg.Pool): Db => ({ engine: "postgres", all: allOn(pool as Queryable) });

/** Writes through one client that is inside a transaction. */
export const postgresTx = (client: Queryable, now: number): Tx => ({
  engine: "postgres",
  all: allOn(client),
  writes: true,
  now,
});

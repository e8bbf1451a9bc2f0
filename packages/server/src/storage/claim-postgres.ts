import pg from "pg";
import type { Claim } from "./executor.ts";

/** Key of the advisory lock of the process that delivers. */
const DELIVERER_LOCK = 70_402;

/** Takes an advisory lock on a connection of its own: the server frees it when that ends, by whatever cause. */
export async function claimPostgres(url: string): Promise<Claim | undefined> {
  const client = new pg.Client({ connectionString: url, application_name: "foyer deliverer" });
  let held = false;
  client.on("error", () => (held = false)).on("end", () => (held = false));
  await client.connect();
  const { rows } = await client.query<{ held: boolean }>("select pg_try_advisory_lock($1) as held", [
    DELIVERER_LOCK,
  ]);
  held = rows[0]?.held === true;
  if (held) return { held: () => held, release: () => client.end() };
  await client.end();
  return undefined;
}

import Sqlite from "better-sqlite3";
import type { Claim } from "./executor.ts";

/**
 * Takes an exclusive lock on a file of its own: the system frees it when the process ends, by whatever cause. Nothing
 * is ever written to the file.
 */
export function claimSqlite(file: string): Claim | undefined {
  const handle = new Sqlite(file, { timeout: 0 });
  try {
    handle.exec("begin exclusive");
  } catch (error) {
    handle.close();
    if ((error as { code?: string }).code === "SQLITE_BUSY") return undefined;
    throw error;
  }
  let held = true;
  const release = async () => {
    held = false;
    handle.close();
  };
  return { held: () => held, release };
}

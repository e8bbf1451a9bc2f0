import type { Tx } from "../storage/db.ts";
import { removeFollowers } from "./followers.store.ts";

/** Ends all following of a lead that goes away: its place in the table may be given to another. */
export const releaseFollowers = (tx: Tx, company: number, seq: number): Promise<void> =>
  removeFollowers(tx, { company, object: "lead", item: seq });

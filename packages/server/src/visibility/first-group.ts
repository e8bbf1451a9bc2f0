import { nextId } from "../storage/counters.store.ts";
import type { Tx } from "../storage/db.ts";
import { insertGroup } from "./groups.store.ts";

/** The group everyone of a company is in until told otherwise. It is never removed. */
export const FIRST_GROUP = 1;

/** Gives a new company its first group. */
export async function addFirstGroupIn(tx: Tx, company: number): Promise<void> {
  const id = await nextId(tx, company, "visibility_group");
  const group = { id, parent_id: null, ancestors: "[]", name: "Everyone" };
  await insertGroup(tx, company, { ...group, add_time: tx.now, update_time: tx.now });
}

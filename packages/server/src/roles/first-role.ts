import { nextId } from "../storage/counters.store.ts";
import type { Tx } from "../storage/db.ts";
import { insertRole } from "./roles.store.ts";

/** The role everyone of a company has until told otherwise. It is never removed. */
export const FIRST_ROLE = 1;

/** Gives a new company its first role, named as Pipedrive names it. */
export async function addFirstRoleIn(tx: Tx, company: number): Promise<void> {
  const id = await nextId(tx, company, "role");
  const role = { id, parent_id: null, ancestors: "[]", name: "(Unassigned users)", settings: "{}" };
  await insertRole(tx, company, { ...role, add_time: tx.now, update_time: tx.now });
}

import type { Db } from "../storage/db.ts";
import { viewersOf } from "../visibility/viewers.ts";
import type { AnySeen } from "./webhook-thing.ts";

/** The active users who may see a thing in some state; undefined when everyone may. */
export async function viewersOfThing(
  db: Db,
  company: number,
  thing: AnySeen,
  state: object,
): Promise<number[] | undefined> {
  const audience = await thing.audience(db, company, state);
  if (!audience) return undefined;
  const viewers = new Set(await viewersOf(db, company, audience));
  if (audience.also !== undefined) viewers.add(audience.also);
  return [...viewers].sort((a, b) => a - b);
}

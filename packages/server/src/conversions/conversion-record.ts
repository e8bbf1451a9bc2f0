import type { Actor } from "../lib/actor.ts";
import { uuidV4 } from "../lib/uuid.ts";
import type { Tx } from "../storage/db.ts";
import { type ConversionRow, insertConversion, type Source } from "./conversions.store.ts";

type Converted = { source: Source; source_id: string; target_id: string };

/** Keeps what was made of what, for ever. */
export async function remember(
  tx: Tx,
  { company_id, user_id, operation }: Actor & { operation: number },
  converted: Converted,
): Promise<ConversionRow> {
  const row = { ...converted, company_id, id: uuidV4(), operation_id: operation, user_id, add_time: tx.now };
  await insertConversion(tx, row);
  return row;
}

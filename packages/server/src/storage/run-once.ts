import { DomainError } from "../lib/domain-error.ts";
import type { Tx } from "./db.ts";
import { findStep, insertStep, type Step } from "./once.store.ts";

/**
 * Runs a command unless it is remembered; then its outcome is answered again. The writes of a company take turns on
 * either engine, so that of two requests at once the second finds what the first has done.
 * @throws DomainError `idempotency_key_reused`
 */
export async function runOnce(
  tx: Tx,
  step: Step & { print: string },
  run: () => Promise<unknown>,
): Promise<unknown> {
  const known = await findStep(tx, step, tx.now);
  if (known && known.print !== step.print) throw new DomainError("idempotency_key_reused");
  if (known) return known.outcome === "" ? undefined : JSON.parse(known.outcome);
  const outcome = await run();
  await insertStep(tx, { ...step, outcome: outcome === undefined ? "" : JSON.stringify(outcome) });
  return outcome;
}

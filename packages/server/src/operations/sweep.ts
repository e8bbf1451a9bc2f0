import type { Actor } from "../lib/actor.ts";
import { command } from "../storage/command.ts";
import { UNDO_MS } from "./journal.ts";
import { forgetSome } from "./operations.store.ts";

/** Rows forgotten in one transaction. */
const SOME = 500;

/** Forgets some of what can be undone no more, of any company. Answers whether more may be left. */
export const sweepSome = command(
  "operations.sweep",
  (tx, _: Actor, _nothing: null): Promise<boolean> => forgetSome(tx, tx.now - UNDO_MS, SOME),
);

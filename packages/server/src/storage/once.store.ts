import { REMEMBERED_MS } from "../lib/once.ts";
import { type Db, first, type Tx } from "./db.ts";
import { prepare } from "./prepared.ts";

/** Most forgotten keys removed with one that is kept: more than come, so that none pile up, and never a long wait. */
const SWEEP = 10;

/** One command of a request with an idempotency key. */
export type Step = { company: number; user: number; key: string; step: number };

const selectStep = prepare((q, p: Step & { since: number }) =>
  q
    .selectFrom("idempotency_keys")
    .select(["print", "outcome", "status", "body"])
    .where("company_id", "=", p.company)
    .where("user_id", "=", p.user)
    .where("key", "=", p.key)
    .where("step", "=", p.step)
    .where("add_time", ">=", p.since),
);

/** What became of a step, if it is remembered. */
export const findStep = (db: Db, step: Step, now: number) =>
  first(db, selectStep, { ...step, since: now - REMEMBERED_MS });

const upsertStep = prepare((q, p: Step & { print: string; outcome: string; now: number }) =>
  q
    .insertInto("idempotency_keys")
    .values({
      ...{ company_id: p.company, user_id: p.user, key: p.key, step: p.step },
      ...{ print: p.print, outcome: p.outcome, status: 0, body: "", add_time: p.now },
    })
    // What stands there is older than is remembered, or it would have been found.
    .onConflict((conflict) =>
      conflict.columns(["company_id", "user_id", "key", "step"]).doUpdateSet({
        ...{ print: p.print, outcome: p.outcome, status: 0, body: "", add_time: p.now },
      }),
    ),
);

/** Remembers a command and its outcome, in the transaction of what it changed. */
export const insertStep = (tx: Tx, step: Step & { print: string; outcome: string }) =>
  tx.all(upsertStep, { ...step, now: tx.now });

const updateAnswer = prepare((q, p: Step & { status: number; body: string }) =>
  q
    .updateTable("idempotency_keys")
    .set({ status: p.status, body: p.body })
    .where("company_id", "=", p.company)
    .where("user_id", "=", p.user)
    .where("key", "=", p.key)
    .where("step", "=", p.step),
);

/** Keeps the whole answer beside the first command of its request. */
export const keepAnswer = (tx: Tx, step: Step & { status: number; body: string }) =>
  tx.all(updateAnswer, step);

const selectForgotten = prepare((q, p: { company: number; before: number; limit: number }) =>
  q
    .selectFrom("idempotency_keys")
    .select(["user_id", "key", "step"])
    .where("company_id", "=", p.company)
    .where("add_time", "<", p.before)
    .orderBy("add_time")
    .limit(p.limit),
);

const deleteStep = prepare((q, p: Step) =>
  q
    .deleteFrom("idempotency_keys")
    .where("company_id", "=", p.company)
    .where("user_id", "=", p.user)
    .where("key", "=", p.key)
    .where("step", "=", p.step),
);

/** Removes some of a company's keys that are no longer remembered. */
export async function sweep(tx: Tx, company: number): Promise<void> {
  const before = tx.now - REMEMBERED_MS;
  for (const { user_id, key, step } of await tx.all(selectForgotten, { company, before, limit: SWEEP }))
    await tx.all(deleteStep, { company, user: user_id, key, step });
}

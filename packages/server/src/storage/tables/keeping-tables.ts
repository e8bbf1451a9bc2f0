import type { JsonText, Millis } from "./columns.ts";

/** The last id given out, per company and kind. */
type CounterTable = { company_id: number; kind: string; value: number };

/** What was asked under an idempotency key, and what became of it: one row per command of the request. */
type IdempotencyKeyTable = {
  company_id: number;
  user_id: number;
  key: string;
  /** 0 for the first command, beside which the whole answer is kept. */
  step: number;
  print: string;
  /** What the command answered; "" for nothing. */
  outcome: JsonText;
  /** 0 until the answer is kept. */
  status: number;
  body: string;
  add_time: Millis;
};

export type KeepingTables = {
  counters: CounterTable;
  idempotency_keys: IdempotencyKeyTable;
};

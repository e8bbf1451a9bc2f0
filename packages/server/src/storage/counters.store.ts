import { first, type Tx } from "./db.ts";
import { prepare } from "./prepared.ts";

const advance = prepare((q, p: { company: number; kind: string; by: number }) =>
  q
    .insertInto("counters")
    .values({ company_id: p.company, kind: p.kind, value: p.by })
    .onConflict((conflict) =>
      conflict
        .columns(["company_id", "kind"])
        .doUpdateSet((eb) => ({ value: eb("counters.value", "+", p.by) })),
    )
    .returning("value"),
);

/** What has integer ids of its own in each company. */
export type CounterKind =
  | "user"
  | "api_token"
  | "app"
  | "oauth_grant"
  | "lead_label"
  | "person"
  | "organization"
  | "role"
  | "follower"
  | "filter"
  | "field"
  | "field_option"
  | "note"
  | "note_comment"
  | "webhook"
  | "activity"
  | "activity_type"
  | "pipeline"
  | "stage"
  | "deal"
  | "deal_participant";

/** The next id of a kind in a company, counted from 1 and never given twice. */
export const nextId = (tx: Tx, company: number, kind: CounterKind): Promise<number> =>
  reserveIds(tx, company, kind, 1);

/** Reserves `count` ids and answers the first. */
export async function reserveIds(tx: Tx, company: number, kind: CounterKind, count: number): Promise<number> {
  const row = await first(tx, advance, { company, kind, by: count });
  return (row?.value ?? 0) - count + 1;
}

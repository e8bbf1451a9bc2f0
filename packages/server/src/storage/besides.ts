import { type RawBuilder, sql } from "kysely";
import type { SortDirection } from "../lib/sort.ts";

/** A column of an order, and its value in a known row. */
export type Stand = { column: RawBuilder<unknown>; direction: SortDirection; value: unknown };

const signs = {
  before: { asc: "<", desc: ">" },
  upTo: { asc: "<=", desc: ">=" },
  from: { asc: ">=", desc: "<=" },
  after: { asc: ">", desc: "<" },
} as const;

/** Rows on one side of a known one, in an order of one direction or of several. */
export function besides(stands: readonly Stand[], side: keyof typeof signs): RawBuilder<boolean> {
  const [first] = stands;
  const direction = first?.direction ?? "asc";
  if (stands.every((one) => one.direction === direction)) {
    const [columns, values] = [stands.map(({ column }) => column), stands.map(({ value }) => value)];
    return sql`(${sql.join(columns)}) ${sql.raw(signs[side][direction])} (${sql.join(values)})`;
  }
  const beyond = side === "before" || side === "upTo" ? signs.before : signs.after;
  return stands.toReversed().reduce<RawBuilder<boolean>>((rest, stand, nr) => {
    const { column, value } = stand;
    const is = sql.raw(beyond[stand.direction]);
    if (nr === 0) return sql`${column} ${sql.raw(signs[side][stand.direction])} ${value}`;
    // The bound by itself is what an index can begin with.
    return sql`(${column} ${is}= ${value} and (${column} ${is} ${value} or ${rest}))`;
  }, sql`true`);
}

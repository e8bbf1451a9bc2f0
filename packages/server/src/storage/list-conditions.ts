import { type RawBuilder, sql } from "kysely";
import { idsAmong, textsAmong } from "./among.ts";
import type { Condition } from "./list-shape.ts";

type Column = RawBuilder<unknown>;

/** The column named like the parameter is equal to it. `isFound`: whether an index knows the column. */
export const equalTo = (column: string, isFound = true): Condition => ({
  column,
  is: isFound ? "equal" : "other",
  asks: (at, p) => sql`${at} = ${p[column]}`,
});

/** A column compares so with a parameter. */
export const compares = (column: string, sign: "<" | "<=" | ">=", parameter: string): Condition => ({
  column,
  is: "within",
  asks: (at: Column, p) => sql`${at} ${sql.raw(sign)} ${p[parameter]}`,
});

/** Its id is among those of a JSON array. */
export const idAmong = (parameter: string): Condition => ({
  column: "id",
  is: "within",
  asks: (at, p, { engine }) => sql`${at} in ${idsAmong(engine, p[parameter])}`,
});

/** Its text is among those of a JSON array. */
export const textAmong = (column: string, parameter: string, is: Condition["is"] = "within"): Condition => ({
  column,
  is,
  asks: (at, p, { engine }) => sql`${at} in ${textsAmong(engine, p[parameter])}`,
});

import { type RawBuilder, sql } from "kysely";
import type { Engine } from "./prepared.ts";

/** The ids in a JSON array, as a subquery: one prepared statement whatever their number. */
export const idsAmong = (engine: Engine, json: string | RawBuilder<string>): RawBuilder<number> =>
  engine === "sqlite"
    ? sql<number>`(select value from json_each(${json}))`
    : sql<number>`(select value::bigint from jsonb_array_elements_text(${json}::jsonb))`;

/** The texts in a JSON array, likewise. */
export const textsAmong = (engine: Engine, json: string): RawBuilder<string> =>
  engine === "sqlite"
    ? sql<string>`(select value from json_each(${json}))`
    : sql<string>`(select value from jsonb_array_elements_text(${json}::jsonb))`;

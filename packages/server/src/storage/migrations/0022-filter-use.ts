import type { Engine } from "../prepared.ts";

/** When lists were last chosen by a filter. */
export const up = (engine: Engine): string =>
  `alter table filters add column last_used_time ${engine === "sqlite" ? "integer" : "bigint"};`;

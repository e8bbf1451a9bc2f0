import type { Engine } from "../storage/prepared.ts";
import type { SightShape, SightValues } from "../storage/sight.ts";
import { visible } from "../storage/sight.ts";
import { activitySeen } from "../storage/sight-through.ts";
import type { ClauseScope, Table } from "./clause-sql.ts";

type Bound = { p: SightValues & { company: number }; engine: Engine };

/** What a clause knows in a query on `table` for someone who sees so much. */
export const filterScope = (table: Table, sight: SightShape, { p, engine }: Bound): ClauseScope => ({
  table,
  company: p.company,
  engine,
  parameter: (name) => p[name as keyof Bound["p"]],
  seen: (other) =>
    other === "activities" ? activitySeen(sight, { p, engine }) : visible(other, sight, { p, engine }),
});

import type { Filtering } from "../storage/list-shape.ts";
import type { Shape } from "./clause.ts";
import { clauseSql, type Table } from "./clause-sql.ts";
import { filterScope } from "./filter-scope.ts";
import { foundSql, leadersOf } from "./leading.ts";

/** How lists over a table take filters. */
export const filteringOf = (table: Exclude<Table, "leads">): Filtering<Shape> => ({
  asks: (filter, sight, bound) => clauseSql(filter, filterScope(table, sight, bound)),
  leaders: (filter) => leadersOf(filter, table).length,
  found(filter, nr, sight, bound) {
    const leader = leadersOf(filter, table)[nr];
    if (!leader) throw new Error("a list is led by what its filter asks");
    return foundSql(leader, { ...filterScope(table, sight, bound), archived: [0, 1] });
  },
});

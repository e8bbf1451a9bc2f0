import type { Db } from "./db.ts";
import { first } from "./db.ts";
import { FEW, isPlaced, seesFew } from "./few-seen.ts";
import { goesOneWay, type Leader, type List, type ListOrder, type Page, type Walk } from "./list-shape.ts";
import { foundOf, type Stated, shapeOf, valuesOf, wheresOf } from "./list-sql.ts";
import { prepareByPassingShape, prepareByShape } from "./prepared.ts";

/** How an index walks rows in an order: in all of it, or in that of its first column alone. */
export type FoundWalk = Walk & { exact: boolean };

type Indexed = {
  /** The columns of each index, between the company (and columns of two values) and the last. */
  indexes: readonly (readonly string[])[];
  /** Columns that may be null, by which no index walks all rows. */
  nullable?: readonly string[];
  /** The column in which no two rows tie: the last of every index. */
  last?: string;
};

/** The index that walks rows that are equal in some columns in an order, or in that of its first column: that of most of those. */
export function walkOf(
  { indexes, nullable = [], last = "id" }: Indexed,
  order: ListOrder,
  equal: ReadonlySet<string>,
): FoundWalk | undefined {
  if (nullable.includes(order[0]?.column ?? "")) return undefined;
  const walks = indexes.flatMap((index) => {
    const stands = index.findIndex((column) => !equal.has(column));
    const width = stands < 0 ? index.length : stands;
    const rest = [...index.slice(width), last];
    if (rest[0] !== order[0]?.column) return [];
    const exact = goesOneWay(order) && rest.join() === order.map(({ column }) => column).join();
    return [{ columns: index.slice(0, width), by: exact ? order : order.slice(0, 1), exact }];
  });
  const best = walks.filter(({ exact }) => exact || !walks.some((one) => one.exact));
  return best.toSorted((a, b) => b.columns.length - a.columns.length)[0];
}

type Declared<Where extends string, Filter> = List<Where, Filter>;

/** The columns in which all rows of a list are equal. */
export function equalIn<Where extends string>(
  { conditions }: Pick<Declared<Where, never>, "conditions">,
  given: object,
): ReadonlySet<string> {
  const equal = wheresOf(conditions, given).filter((where) => conditions[where].is === "equal");
  return new Set(equal.map((where) => conditions[where].column));
}

/** The conditions of a list that the index walked does not know. */
function beyond<Where extends string>(
  { conditions }: Pick<Declared<Where, never>, "conditions">,
  given: object,
  walk: FoundWalk | undefined,
): Where[] {
  const known = walk?.exact ? [...walk.columns, walk.by[0]?.column] : [];
  return wheresOf(conditions, given).filter(
    (where) => conditions[where].is === "other" || !known.includes(conditions[where].column),
  );
}

/** Whether every row that is walked is in the list. */
export const isWhole = <Where extends string, Filter>(
  declared: Declared<Where, Filter>,
  { given, filter, viewer }: Page<Where, Filter>,
  walk: FoundWalk,
): boolean => walk.exact && !filter && viewer.sees === null && beyond(declared, given, walk).length === 0;

/** What could lead a list. PostgreSQL knows by itself what its columns hold, but not what a filter finds elsewhere. */
function leadersOf<Where extends string, Filter>(
  declared: Declared<Where, Filter>,
  { given, filter }: Page<Where, Filter>,
  { walk, engine }: { walk: FoundWalk | undefined; engine: Db["engine"] },
): Leader[] {
  const { conditions, indexes, halves, filtering } = declared;
  const isFirst = (column: string) =>
    column === "id" || indexes.some((index) => index.find((one) => !halves.includes(one)) === column);
  const columns = beyond(declared, given, walk)
    .map((where) => conditions[where])
    .filter(({ column, is }) => is !== "other" && !halves.includes(column) && isFirst(column))
    .map(({ column }) => column);
  const count = filter ? (filtering?.leaders(filter.shape) ?? 0) : 0;
  return [
    ...(engine === "sqlite" ? [...new Set(columns)].map((column) => ({ column })) : []),
    ...Array.from({ length: count }, (_, nr) => ({ filter: nr })),
  ];
}

/** Declares what finds out what leads a list: what finds the fewest rows, where these are few. */
export function prepareLeaders<Where extends string, Filter>(declared: Declared<Where, Filter>) {
  const build = foundOf(declared);
  const [found, filteredFound] = [prepareByShape(build), prepareByPassingShape(build)];

  return async (
    db: Db,
    { walk, ...stated }: Stated<Where, Filter> & { walk: FoundWalk | undefined },
  ): Promise<Leader | undefined> => {
    const { filter, viewer } = stated.list;
    const leaders = leadersOf(declared, stated.list, { walk, engine: db.engine });
    if (leaders.length > 0) {
      const query = (filter ? filteredFound : found)(shapeOf(declared, { ...stated, leaders }));
      const counts = Object.values((await first(db, query, valuesOf(stated, { limit: FEW + 1 }))) ?? {}).map(
        Number,
      );
      const fewest = Math.min(...counts);
      if (fewest <= FEW) return leaders[counts.indexOf(fewest)];
    }
    const { table } = declared;
    const { company_id: company, sees } = viewer;
    return isPlaced(table) && (await seesFew(db, { table, company, sees, halves: [0] }))
      ? "sight"
      : undefined;
  };
}

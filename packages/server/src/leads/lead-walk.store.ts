import { sql } from "kysely";
import { type Db, first } from "../storage/db.ts";
import { type Engine, prepareByPassingShape } from "../storage/prepared.ts";
import type { LeadList, LeadPosition, PageBegin } from "./lead-list.ts";
import {
  halvesOf,
  ledRows,
  matching,
  narrowed,
  type Query,
  type Rows,
  type Shape,
  toShape,
  toValues,
  type Values,
} from "./lead-list-sql.ts";
import type { SortColumn } from "./lead-sort.ts";
import type { Ranks, ShownOrder, Standing, Stretch } from "./lead-stretches.ts";
import { heldColumns, type Loop, type Scope, type Walk, walkOf } from "./stretch-sql.ts";

type WalkShape = Shape & { standing: Standing; rest: boolean; what: "docs" | "places" };
type WalkValues = Values & Scope["p"];
type Bound = { p: WalkValues; engine: Engine };

const scopeOf = (shape: Shape, { p, engine }: Bound): Scope => ({ p, engine, sight: shape.sight });

const columnsOf = (standing: Standing, rest: boolean): readonly SortColumn[] =>
  rest ? ["add_time", "seq"] : heldColumns[standing.by];

/** Leads of one stretch, unsorted: by each index that is walked. */
function branches(q: Query, bound: Bound, shape: WalkShape, walk: Walk): { rows: Rows; loop?: Loop }[] {
  const halves = halvesOf(shape.archived);
  const own = (condition: Walk["lacks"] | undefined) =>
    halves.map((half) => {
      const rows = matching(q, bound, shape, half);
      return { rows: condition ? (rows.where(condition) as Rows) : rows };
    });
  if (shape.rest) return own(walk.lacks);
  const { held } = walk;
  if ("own" in held) return own(held.at === "all" || !shape.resumes ? held.own : undefined);
  return held.loops.map((loop) => ({ rows: looped(q, bound, shape, loop), loop }));
}

/** Both engines do as it is written: row after row of what leads stand at, then the leads at each. */
function looped(q: Query, bound: Bound, shape: WalkShape, loop: Loop): Rows {
  const { stood, between, meets } = loop;
  const { engine, p } = bound;
  const from = q.selectFrom(sql`(${stood})`.as("stood")) as unknown as Rows;
  const halves = halvesOf(shape.archived);
  const joined = engine === "sqlite" ? inOrder() : laterally();
  const rows = bordersOf(shape, loop, p).reduce((some, border) => some.where(border) as Rows, joined);
  return narrowed(rows.where("is_archived", "in", halves) as Rows, bound, shape);

  function inOrder(): Rows {
    const passing = between ? from.crossJoin(sql`(${between.rows})`.as("held") as never) : from;
    const all = passing.crossJoin("leads").where(meets) as Rows;
    return between ? (all.where(between.meets) as Rows) : all;
  }

  function laterally(): Rows {
    const passing = between
      ? from.crossJoinLateral(
          sql`(select * from (${between.rows}) as held where ${between.meets} offset 0)`.as("held") as never,
        )
      : from;
    const leads = sql`(select * from leads where leads.company_id = ${p.company} and ${meets} offset 0)`;
    return passing.crossJoinLateral(leads.as("leads") as never) as unknown as Rows;
  }
}

/** Seeks the rows between which a page lies: the comparison of all columns, some of leads, does not. */
function bordersOf({ order, resumes, stops }: WalkShape, { width }: Loop, p: WalkValues) {
  if (width >= order.length) return [];
  const first = order.slice(0, width);
  const border = (to: "after" | "until", is: ">=" | "<=") => {
    const values = first.map(({ column }) => p[`${to}_${column}`]);
    return sql<boolean>`(${sql.join(first.map(({ column }) => sql.ref(column)))}) ${sql.raw(is)} (${sql.join(values)})`;
  };
  const [on, back] = order[0]?.direction === "desc" ? (["<=", ">="] as const) : ([">=", "<="] as const);
  return [...(resumes ? [border("after", on)] : []), ...(stops ? [border("until", back)] : [])];
}

/** Rows of one branch in order. */
function sortedBranch({ rows, loop }: { rows: Rows; loop?: Loop }, shape: WalkShape, engine: Engine): Rows {
  let result = rows;
  for (const [index, { column, direction }] of shape.order.entries()) {
    result = result.orderBy(sql.ref(column), direction) as Rows;
    if (engine === "sqlite" && loop && index === loop.width - 1 && index < shape.order.length - 1)
      result = result.orderBy(sql.ref("stood_row"), direction) as Rows;
  }
  return result;
}

/** Leads of a stretch in order, with where each stands. */
const walked = prepareByPassingShape((text: string) => (q: Query, p: WalkValues, engine: Engine) => {
  const shape: WalkShape = JSON.parse(text);
  const walk = walkOf(shape.standing, scopeOf(shape, { p, engine }));
  const columns = [...(shape.what === "docs" ? ["doc"] : []), ...columnsOf(shape.standing, shape.rest)];
  const sorted = branches(q, { p, engine }, shape, walk).map(
    (branch) => sortedBranch(branch, shape, engine).select(columns as never) as Rows,
  );
  const [only, ...others] = sorted;
  if (!only) throw new Error("a stretch is walked by some index");
  if (others.length === 0) return page(only);
  const each = sorted.map((rows) =>
    q.selectFrom(rows.limit(p.reach).as("branch")).selectAll(),
  ) as unknown as Rows[];
  const all = each.reduce((some, one) => some.unionAll(one) as Rows);
  const both = q.selectFrom(all.as("leads")).select(columns as never) as unknown as Rows;
  return page(sortedBranch({ rows: both }, shape, engine));

  function page(rows: Rows) {
    return rows.limit(p.limit).offset(p.offset).$castTo<LeadPosition & { doc: string }>();
  }
});

/** How many leads a stretch holds, up to a limit. */
const counted = prepareByPassingShape((text: string) => (q: Query, p: WalkValues, engine: Engine) => {
  const shape: WalkShape = JSON.parse(text);
  const walk = walkOf(shape.standing, scopeOf(shape, { p, engine }));
  const each = branches(q, { p, engine }, shape, walk).map(
    ({ rows }) => sql`select one from ${rows.select(sql`1`.as("one"))} as branch`,
  );
  const few = sql`(select 1 from (${sql.join(each, sql` union all `)}) as every_one limit ${p.limit})`;
  return q.selectNoFrom(sql<number>`(select count(*) from ${few} as counted)`.as("count"));
});

/** The few leads of a list that is led, sorted by where each stands. */
const sortedApart = prepareByPassingShape((text: string) => (q: Query, p: WalkValues, engine: Engine) => {
  const shape: WalkShape & { direction: "asc" | "desc" } = JSON.parse(text);
  const { places, timed } = walkOf(shape.standing, scopeOf(shape, { p, engine }));
  const held = ledRows(q, { p, engine }, shape).select([
    "doc" as never,
    sql`leads.add_time`.as("added"),
    sql`leads.seq`.as("seq"),
    ...places.map((place, index) => sql`${place}`.as(`place_${index}`)),
  ]);
  const isNowhere = sql`place_0 is null`;
  const added = timed ? sql`added` : sql`case when ${isNowhere} then added else 0 end`;
  const by = [...places.map((_, index) => sql.ref(`place_${index}`)), added, sql.ref("seq")];
  const last = sql`case when ${isNowhere} then 1 else 0 end`;
  return by
    .reduce(
      (rows, one) => rows.orderBy(one, shape.direction),
      q.selectFrom(held.as("few")).select(sql<string>`doc`.as("doc")).orderBy(last),
    )
    .limit(p.limit)
    .offset(p.offset);
});

/** A stretch of a list: which leads, and where in their order. */
export type Reach = { list: LeadList; order: ShownOrder; stretch: Stretch; ranks: Ranks };

function shapeOf({ list, order, stretch }: Reach, begin: PageBegin, what: WalkShape["what"]): string {
  const { standing, direction } = order;
  const { rest } = stretch;
  const columns = columnsOf(standing, rest).map((column) => ({ column, direction }));
  return JSON.stringify({ ...JSON.parse(toShape(list, begin)), order: columns, standing, rest, what });
}

function valuesOf(reach: Reach, page: { begin: PageBegin; limit: number; offset: number }): WalkValues {
  const { list, order, stretch, ranks } = reach;
  const { by, ...standing } = order.standing;
  const isOneOfSeveral = by === "label" || ("several" in standing && standing.several);
  return {
    ...toValues(list, page.begin, page.limit, page.offset),
    rank: stretch.rank as string, // an id where the column is one
    before: isOneOfSeveral ? JSON.stringify(ranks.all.slice(0, stretch.place)) : "[]",
    ranks: ranks.list,
    places: ranks.places,
  };
}

/** Up to `limit` leads of a stretch, with where each stands. */
export function leadsOfStretch(
  db: Db,
  reach: Reach,
  begin: PageBegin,
  limit: number,
): Promise<(LeadPosition & { doc: string })[]> {
  return db.all(walked(shapeOf(reach, begin, "docs")), valuesOf(reach, { begin, limit, offset: 0 }));
}

/** Where the `count`-th lead of a stretch stands from where one begins; undefined when there are fewer. */
export function positionInStretch(
  db: Db,
  reach: Reach,
  begin: PageBegin,
  count: number,
): Promise<LeadPosition | undefined> {
  const values = valuesOf(reach, { begin, limit: 1, offset: count - 1 });
  return first(db, walked(shapeOf(reach, begin, "places")), values);
}

/** How many leads a stretch holds from where one begins, up to a limit. */
export async function countStretch(db: Db, reach: Reach, begin: PageBegin, limit: number): Promise<number> {
  const values = valuesOf(reach, { begin, limit, offset: 0 });
  return Number((await first(db, counted(shapeOf(reach, begin, "places")), values))?.count ?? 0);
}

/** The documents of some of the few leads of a list that is led. */
export async function leadsApart(
  db: Db,
  { list, order, ranks }: Omit<Reach, "stretch">,
  { start, limit }: { start: number; limit: number },
): Promise<string[]> {
  const begin = { offset: start };
  const { standing, direction } = order;
  const shape = JSON.stringify({ ...JSON.parse(toShape(list, begin)), standing, direction });
  const values = valuesOf(
    { list, order, stretch: { name: "all", rest: false, place: 0 }, ranks },
    { begin, limit, offset: start },
  );
  return (await db.all(sortedApart(shape), values)).map(({ doc }) => doc);
}

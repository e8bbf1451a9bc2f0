import { sql } from "kysely";
import { type Db, first } from "../storage/db.ts";
import { type Engine, prepareByPassingShape, prepareByShape } from "../storage/prepared.ts";
import type { LeadList, LeadPosition, PageBegin } from "./lead-list.ts";
import { ordered, type Query, type Shape, toShape, toValues, type Values } from "./lead-list-sql.ts";
import type { SortColumn } from "./lead-sort.ts";

/** The documents of a page, joined in the database: a page parsed and written anew costs ten times as much. */
const buildPage = (shape: string) => (q: Query, p: Values, engine: Engine) => {
  const docs =
    engine === "sqlite" ? sql<string | null>`group_concat(doc)` : sql<string | null>`string_agg(doc, ',')`;
  const rows = ordered(q, { p, engine }, JSON.parse(shape), ["doc"]).limit(p.limit).offset(p.offset);
  return q.selectFrom(rows.as("page")).select([docs.as("docs"), sql<number>`count(*)`.as("count")]);
};
const [page, filteredPage] = [prepareByShape(buildPage), prepareByPassingShape(buildPage)];

/** Where leads stand in their order, read from the index alone. */
const buildPositions = (shape: string) => (q: Query, p: Values, engine: Engine) => {
  const parsed: Shape = JSON.parse(shape);
  const columns = parsed.order.map(({ column }) => column);
  return ordered(q, { p, engine }, parsed, columns).limit(p.limit).offset(p.offset).$castTo<LeadPosition>();
};
const [positions, filteredPositions] = [
  prepareByShape(buildPositions),
  prepareByPassingShape(buildPositions),
];

/** The ids of a page, with where each stands. */
const buildIds = (shape: string) => (q: Query, p: Values, engine: Engine) => {
  const parsed: Shape = JSON.parse(shape);
  const columns = new Set<"doc" | SortColumn>(["id", ...parsed.order.map(({ column }) => column)]);
  return ordered(q, { p, engine }, parsed, [...columns])
    .limit(p.limit)
    .offset(p.offset)
    .$castTo<LeadPosition & { id: string }>();
};
const [ids, filteredIds] = [prepareByShape(buildIds), prepareByPassingShape(buildIds)];

export type LeadPage = {
  docs: readonly string[];
  count: number;
  more: boolean;
  /** Where the last lead stands. */
  end: LeadPosition | undefined;
  /** Where the one before it stands: who begins the next page on the last lead goes on from here. */
  beforeEnd: LeadPosition | undefined;
};

/** One page: its documents, joined by commas, whether more follow, and where it ends. */
export async function listLeads(db: Db, list: LeadList, begin: PageBegin, limit: number): Promise<LeadPage> {
  const shape = toShape(list, begin);
  const offset = "offset" in begin ? begin.offset : 0;
  const values = toValues(list, begin, limit, offset);
  const { docs = null, count = 0 } =
    (await first(db, (list.filter ? filteredPage : page)(shape), values)) ?? {};
  const whole = { docs: docs === null ? [] : [docs], count: Number(count) };
  if (whole.count < limit) return { ...whole, more: false, end: undefined, beforeEnd: undefined };
  const back = Math.min(limit, 2);
  const stand = await db.all(
    (list.filter ? filteredPositions : positions)(shape),
    toValues(list, begin, back + 1, offset + limit - back),
  );
  const beforeEnd = back > 1 ? placed(begin, stand[0]) : undefined;
  return { ...whole, more: stand.length > back, end: placed(begin, stand[back - 1]), beforeEnd };
}

/** Where the `count`-th lead of a list, or of the rest of it, stands; undefined when there are fewer. */
export async function findPosition(
  db: Db,
  list: LeadList,
  count: number,
  begin: PageBegin = { offset: 0 },
): Promise<LeadPosition | undefined> {
  const query = (list.filter ? filteredPositions : positions)(toShape(list, begin));
  return placed(begin, await first(db, query, toValues(list, begin, 1, count - 1)));
}

/** Where a lead stands that was found in a part of a list, in the order of the whole. */
const placed = ({ part }: PageBegin, found: LeadPosition | undefined): LeadPosition | undefined =>
  found && { ...part?.tied, ...found };

/** The ids of up to `limit` leads of a list, and where the last stands. */
export async function listLeadIds(
  db: Db,
  list: LeadList,
  begin: PageBegin,
  limit: number,
): Promise<{ ids: string[]; end: LeadPosition | undefined }> {
  const query = (list.filter ? filteredIds : ids)(toShape(list, begin));
  const rows = await db.all(query, toValues(list, begin, limit, 0));
  return { ids: rows.map(({ id }) => id), end: placed(begin, rows.at(-1)) };
}

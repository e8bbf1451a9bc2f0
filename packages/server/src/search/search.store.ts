import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Viewer } from "../lib/actor.ts";
import { idsAmong } from "../storage/among.ts";
import { type Db, first } from "../storage/db.ts";
import { type Engine, prepare, prepareByShape } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";
import { type SightShape, type SightValues, sightShape, sightValues, visible } from "../storage/sight.ts";
import { all, any, type Query, toMatch } from "./search-query.ts";
import { BLOCK_ITEMS, createTokens, type ItemKind, kindNumbers } from "./search-tokens.ts";

/** Newer than anything. */
export const NEWEST = Number.MAX_SAFE_INTEGER;

/** Which part of the index: from one place down to another, both included. */
export type Stretch = { from: number; to: number };

type Values = SightValues & {
  company: number;
  kind: number;
  match: string;
  from: number;
  to: number;
  limit: number;
};

type Shape = { kind: ItemKind; sight: SightShape };
type Bound = { p: Values; engine: Engine };

/** Where items are kept, for who may see them. */
export const itemTables = {
  lead: { table: "leads", key: "seq" },
  person: { table: "persons", key: "id" },
  organization: { table: "organizations", key: "id" },
  deal: { table: "deals", key: "id" },
} as const;

/** Whether the item of a row is seen; undefined for who sees everything. */
function isSeen(shape: string, item: string, { p, engine }: Bound): RawBuilder<boolean> | undefined {
  const { kind, sight }: Shape = JSON.parse(shape);
  const { table, key } = itemTables[kind];
  const seen = visible(table, sight, { p, engine });
  return (
    seen &&
    sql`exists (select 1 from ${sql.table(table)} where ${sql.ref(`${table}.company_id`)} = ${p.company}
      and ${sql.ref(`${table}.${key}`)} = ${sql.ref(item)} and ${seen})`
  );
}

/** Numbers come to SQLite as real ones, at which FTS5 would not stop: it would walk on to the end of its lists. */
const whole = (place: number) => sql<number>`cast(${place} as integer)`;

/** FTS5 walks its lists of documents from the newest on, as far as the limit: so it must be the outer loop. */
const findInSqlite = prepareByShape((shape: string) => (q: Kysely<Database>, p: Values, engine: Engine) => {
  const rows = q
    .selectFrom("search_tokens")
    .crossJoin("search_documents")
    .select(["search_tokens.rowid as at", "search_documents.item_id as item"])
    .where(sql<boolean>`search_tokens match ${p.match}`)
    .where("search_tokens.rowid", "<=", whole(p.from))
    .where("search_tokens.rowid", ">=", whole(p.to))
    .whereRef("search_documents.doc", "=", "search_tokens.rowid")
    .where("search_documents.company_id", "=", p.company)
    .where("search_documents.kind", "=", p.kind)
    .orderBy("search_tokens.rowid", "desc")
    .limit(p.limit);
  const seen = isSeen(shape, "search_documents.item_id", { p, engine });
  return seen ? rows.where(seen) : rows;
});

type Walk = Pick<Values, "match" | "from" | "to" | "limit">;

/** What tokens say is of one company and kind; which item it is, who sees everything need not look up. */
const newestTokens = (q: Kysely<Database>, p: Walk) =>
  q
    .selectFrom("search_tokens")
    .select("rowid as at")
    .where(sql<boolean>`search_tokens match ${p.match}`)
    .where("rowid", "<=", whole(p.from))
    .where("rowid", ">=", whole(p.to))
    .orderBy("rowid", "desc")
    .limit(p.limit);

const walkInSqlite = prepare(newestTokens);

const countInSqlite = prepare((q, p: Walk) =>
  q
    .selectFrom(newestTokens(q, p).as("found"))
    .select((eb) => [eb.fn.countAll<number>().as("count"), eb.fn.min("found.at").as("last")]),
);

/** Materialized, so that the index of tokens is used, rather than every item of the company looked at. */
const findInPostgres = prepareByShape((shape: string) => (q: Kysely<Database>, p: Values, engine: Engine) => {
  const rows = q
    .with(
      (cte) => cte("found").materialized(),
      (inner) =>
        inner
          .selectFrom("search_documents")
          .select(["company_id", "kind", "item_id"])
          .where(sql<boolean>`tokens @@ ${p.match}::tsquery`),
    )
    .selectFrom("found")
    .select(["item_id as at", "item_id as item"])
    .where("company_id", "=", p.company)
    .where("kind", "=", p.kind)
    .where("item_id", "<=", p.from)
    .where("item_id", ">=", p.to)
    .orderBy("item_id", "desc")
    .limit(p.limit);
  const seen = isSeen(shape, "found.item_id", { p, engine });
  return seen ? rows.where(seen) : rows;
});

const newest = prepare((q, p: { company: number; kind: number; from: number }) =>
  q
    .selectFrom("search_documents")
    .select("item_id")
    .where("company_id", "=", p.company)
    .where("kind", "=", p.kind)
    .where("item_id", "<=", p.from)
    .orderBy("item_id", "desc")
    .limit(1),
);

export type Search = { viewer: Viewer; kind: ItemKind; query: Query };

/**
 * Where items that meet a query and are seen stand in the order of the index, newest first, which is from high to low.
 * In PostgreSQL it is the items themselves.
 */
export async function findPlaces(db: Db, search: Search, stretch: Stretch, limit: number): Promise<number[]> {
  const few = await findFew(db, search, stretch);
  if (few) return few.slice(0, limit);
  const found = isWalkedFreely(db, search.viewer)
    ? await db.all(walkInSqlite, toValues(db, search, stretch, limit))
    : await findRows(db, search, stretch, limit);
  return found.map(({ at }) => at);
}

/** What is taken from one another here. */
const FEW = 1_000;

/**
 * What meets one query and not another, in a stretch of SQLite's index that has few of both; undefined of anything else.
 * FTS5 looks where a walk ends when it has found something: if the other query leaves out all, it walks to the oldest.
 */
async function findFew(db: Db, search: Search, stretch: Stretch): Promise<number[] | undefined> {
  const { query } = search;
  if (db.engine !== "sqlite" || stretch.to === 0 || !("not" in query)) return undefined;
  const met = await findPlaces(db, { ...search, query: query.these }, stretch, FEW);
  const others = await findPlaces(db, { ...search, query: query.not }, stretch, FEW);
  if (met.length === FEW || others.length === FEW) return undefined;
  const without = new Set(others);
  return met.filter((at) => !without.has(at));
}

/** Whether the tokens alone tell what is found, and each costs next to nothing: who sees less has each item looked at. */
export const isWalkedFreely = ({ engine }: Db, { sees }: Viewer): boolean =>
  engine === "sqlite" && sees === null;

/** The newest items that meet a query and are seen. */
export const findItems = async (db: Db, search: Search, limit: number): Promise<number[]> =>
  (await findRows(db, search, { from: NEWEST, to: 0 }, limit)).map(({ item }) => item);

const findRows = (db: Db, search: Search, stretch: Stretch, limit: number) =>
  db.engine === "postgres"
    ? findNearOrFar(db, search, stretch, limit)
    : db.all(findInSqlite(shapeOf(search)), toValues(db, search, stretch, limit));

const itemsInSqlite = prepare((q, p: { company: number; kind: number; places: string }) =>
  q
    .selectFrom("search_documents")
    .select(["doc as at", "item_id as item"])
    .where("doc", "in", idsAmong("sqlite", p.places))
    .where("company_id", "=", p.company)
    .where("kind", "=", p.kind),
);

/** Which items stand at places, as far as they are there still. */
export async function itemsAt(
  db: Db,
  company: number,
  kind: ItemKind,
  places: readonly number[],
): Promise<Map<number, number>> {
  if (db.engine === "postgres" || places.length === 0) return new Map(places.map((at) => [at, at]));
  const values = { company, kind: kindNumbers[kind], places: JSON.stringify(places) };
  return new Map((await db.all(itemsInSqlite, values)).map(({ at, item }) => [at, item]));
}

/** How many items meet a query, up to so many of the newest of a stretch, and the place of the last of those. */
export async function countNewest(
  db: Db,
  search: Search,
  stretch: Stretch,
  most: number,
): Promise<{ count: number; last: number }> {
  if (isWalkedFreely(db, search.viewer)) {
    const counted = await first(db, countInSqlite, toValues(db, search, stretch, most));
    return { count: counted?.count ?? 0, last: counted?.last ?? 0 };
  }
  const places = await findPlaces(db, search, stretch, most);
  return { count: places.length, last: places.at(-1) ?? 0 };
}

/**
 * PostgreSQL finds all that meets a query before it puts the newest first. What many items meet is found among the
 * newest alone; what is not, few meet.
 */
async function findNearOrFar(db: Db, search: Search, stretch: Stretch, limit: number) {
  const { viewer, kind, query } = search;
  const company = viewer.company_id;
  const top = await first(db, newest, { company, kind: kindNumbers[kind], from: stretch.from });
  if (!top) return [];
  const tokens = createTokens(company, kind);
  const blocks = [top.item_id, Math.max(top.item_id - BLOCK_ITEMS, 0)].map((item) => ({
    token: tokens.block(item),
  }));
  const near = { ...search, query: all([query, any(blocks)]) };
  const find = findInPostgres(shapeOf(search));
  const found = await db.all(find, toValues(db, near, stretch, limit));
  return found.length < limit ? db.all(find, toValues(db, search, stretch, limit)) : found;
}

const shapeOf = ({ viewer, kind }: Search): string =>
  JSON.stringify({ kind, sight: sightShape(viewer.sees) } satisfies Shape);

const toValues = (
  { engine }: Db,
  { viewer, kind, query }: Search,
  stretch: Stretch,
  limit: number,
): Values => ({
  company: viewer.company_id,
  kind: kindNumbers[kind],
  match: toMatch(query, engine),
  ...stretch,
  limit,
  ...sightValues(viewer.sees),
});

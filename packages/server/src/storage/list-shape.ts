import type { Kysely, RawBuilder } from "kysely";
import type { Viewer } from "../lib/actor.ts";
import type { SortDirection } from "../lib/sort.ts";
import type { Engine } from "./prepared.ts";
import type { Database } from "./schema.ts";
import type { SightShape, SightValues } from "./sight.ts";

/** Columns that put rows in an order in which no two tie: the last is `id`. */
export type ListOrder = readonly { column: string; direction: SortDirection }[];

/** The values of an order's columns, or of its first, in some row. */
export type Place = Record<string, number | string>;

/** Where a page begins: so many rows in, or with a known row. */
type PageBegin = { offset: number } | { at: Place };

export type Query = Kysely<Database>;
// biome-ignore lint/suspicious/noExplicitAny: parameters are named by the conditions of each list
export type Values = any;

/** What a query knows of who asks. */
export type Bound = { p: SightValues & { company: number }; engine: Engine };

/** The condition under which a row is seen; undefined for those who see everything. */
export type Seen = (shape: SightShape, bound: Bound) => RawBuilder<boolean> | undefined;

/**
 * What a list may ask of a column of its rows: that it be equal to a value, that it be within some, which an index finds
 * as well, or what no index helps with.
 */
export type Condition = {
  column: string;
  is: "equal" | "within" | "other";
  asks: (column: RawBuilder<unknown>, p: Values, bound: Bound & { sight: SightShape }) => RawBuilder<boolean>;
};

/** What filters ask of rows, and which of it an index can find rows by. */
export type Filtering<Filter> = {
  asks: (filter: Filter, sight: SightShape, bound: Bound) => RawBuilder<boolean>;
  /** How many conditions of it find rows by an index. */
  leaders: (filter: Filter) => number;
  /** Selects, as `key`, the ids of the rows that one of those finds: each once, some too many. */
  found: (filter: Filter, leader: number, sight: SightShape, bound: Bound) => RawBuilder<unknown>;
};

/** A list over a table. */
export type List<Where extends string, Filter> = {
  table: keyof Database;
  /** The rows of a page with all they show, before they are narrowed to the page. */
  shown: (q: Query, shape: SightShape, bound: Bound) => unknown;
  seen: Seen;
  /** Every condition a list may have, by the parameter that carries its value. */
  conditions: Record<Where, Condition>;
  /** The columns of each index, between the company and the id. */
  indexes: readonly (readonly string[])[];
  /** Columns of two values that stand in front in indexes. */
  halves: readonly string[];
  /** Columns that may be null, which is less than any value of theirs. */
  nullable?: readonly string[];
  filtering?: Filtering<Filter>;
};

/** One page of a list that is asked for. */
export type Page<Where extends string, Filter> = {
  viewer: Viewer;
  order: ListOrder;
  /** Values of the conditions; those undefined do not hold. */
  given: { [W in Where]?: unknown };
  begin: PageBegin;
  limit: number;
  filter?: { shape: Filter; values: object } | undefined;
};

/** What finds few rows, so that those alone are looked at: conditions of the list on one column, one of its filter's, or what may be seen at all. */
export type Leader = { column: string } | { filter: number } | "sight";

/** A part of a list that follows the one before it: rows that tie in some columns, sorted by the rest of the order. */
export type Part = {
  /** Values of the columns in which they tie. */
  tied: Place;
  order: ListOrder;
  /** The index that is walked: its columns, and those of the order that it walks by. Where there is none, the engine chooses. */
  walk?: Walk | undefined;
  /** Where it begins and where the next one does, in the columns walked by. */
  from?: Place | undefined;
  /** Whether it begins after all that stand there. */
  after?: boolean;
  until?: Place | undefined;
};

export type Walk = { columns: readonly string[]; by: ListOrder };

/** Whether one comparison tells on which side of a row another is. */
export const goesOneWay = (order: ListOrder): boolean =>
  order.every(({ direction }) => direction === order[0]?.direction);

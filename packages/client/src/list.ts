import type { DataOf } from "@leadfoyer/contract";
import type { Answer, Body } from "./attempt.ts";
import { type Callable, toWanted } from "./call.ts";
import type { Core, Wanted } from "./core.ts";
import type { Called, Line } from "./endpoint-line.ts";
import type { Opened } from "./opened.ts";
import type { CallOptions } from "./options.ts";
import { walk } from "./walk.ts";

/** Where the next page begins: to be spread into the query of the same list. */
export type Next = { start: number } | { cursor: string };

/** A page of a list. */
export type Page<Item> = {
  data: Item[];
  /** Undefined on the last page. Plain data: it can be stored and used later. */
  next: Next | undefined;
  body: Body;
  response: Response;
};

export type ListOptions = CallOptions & {
  /** Ends the walk after so many items. */
  max?: number;
};

/**
 * A list, not asked for yet. `await` gives the first page; `for await` gives every item of every page, each once,
 * also while the list changes under the walk.
 */
export type List<Item> = PromiseLike<Page<Item>> &
  AsyncIterable<Item> & {
    /** Page by page. */
    pages(): AsyncIterable<Page<Item>>;
    /** All items, or the first `max`. */
    toArray(): Promise<Item[]>;
  };

/** The most that lists, and searches, give at once. */
const pageSizeOf = (path: string): number => (/search/i.test(path) ? 100 : 500);

/**
 * Makes the function of an endpoint that answers a list. `Item` is its items' type by name, for editors to show;
 * `toWire` is how its query is sent.
 */
export function list<E extends Called, Item extends Opened<DataOf<E>> = Opened<DataOf<E>>>(
  core: Core,
  line: Line<E>,
  toWire?: (query: object) => object,
): Callable<E, List<Item>, ListOptions> {
  const wanted = toWanted<ListOptions>(line);
  const style = line.split(" ")[3];
  const start: unknown = (...parameters: unknown[]) => {
    const asked = wanted(parameters);
    return createList(core, toWire ? { ...asked, query: toWire(asked.query ?? {}) } : asked, style);
  };
  return start as Callable<E, List<Item>, ListOptions>;
}

function createList<Item>(
  core: Core,
  wanted: Wanted & { options?: ListOptions },
  style: string | undefined,
): List<Item> {
  const read = async (query: object): Promise<Page<Item>> =>
    toPage(await core.request({ ...wanted, query: { ...wanted.query, ...query } }));
  const pages = () => {
    const { start = 0, limit = pageSizeOf(wanted.path) } = (wanted.query ?? {}) as {
      start?: number;
      limit?: number;
    };
    const { max = Number.POSITIVE_INFINITY } = wanted.options ?? {};
    return walk(read, { style, start, limit: Math.min(limit, max + 1), max });
  };
  async function* items() {
    for await (const { data } of pages()) yield* data;
  }
  return {
    // biome-ignore lint/suspicious/noThenProperty: awaiting a list is how its first page is asked for
    then: (resolve, reject) => read({}).then(resolve, reject),
    pages,
    [Symbol.asyncIterator]: items,
    async toArray() {
      const all: Item[] = [];
      for await (const { data } of pages()) all.push(...data);
      return all;
    },
  };
}

type Paging = {
  start?: number;
  more_items_in_collection?: boolean;
  next_start?: number;
  next_cursor?: string | null;
};

/** Reads the three forms of paging there are: nested and flat `start` and `limit`, and cursors. */
function toPage<Item>({ body, response }: Answer): Page<Item> {
  const found = body.data as { items?: Item[] } | Item[] | null | undefined;
  // Old lists answer null for nothing; searches put their items one level down.
  const data = Array.isArray(found) ? found : (found?.items ?? []);
  const additional = (body.additional_data ?? {}) as Paging & { pagination?: Paging };
  const paging = additional.pagination ?? additional;
  return { data, next: nextOf(paging, data.length), body, response };
}

function nextOf(
  { start = 0, more_items_in_collection, next_start, next_cursor }: Paging,
  count: number,
): Next | undefined {
  if (next_cursor) return { cursor: next_cursor };
  return more_items_in_collection ? { start: next_start ?? start + count } : undefined;
}

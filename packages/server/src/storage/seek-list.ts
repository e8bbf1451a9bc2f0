import { setImmediate } from "node:timers/promises";
import type { Db } from "./db.ts";
import { partsOf, type Sizes, usualSizes } from "./list-parts.ts";
import { prepareReads } from "./list-reads.ts";
import type { Leader, List, Page, Part, Place } from "./list-shape.ts";
import type { Stated } from "./list-sql.ts";
import { equalIn, isWhole, prepareLeaders, walkOf } from "./list-ways.ts";

/** How a page is found, where that is known before: by what a list is led, or (null) by nothing, and in parts of what size. */
type Ways = { led?: Leader | null | undefined; sizes?: Sizes };

/**
 * Declares lists over a table, compiled once per shape. Ids are found in an index alone where one fits; the rows of
 * the page, which may be wide, are read after. What finds few rows leads; otherwise SQLite, which runs in this process,
 * walks the list in parts, with others answered in between. Answers one page and the place of the next, undefined after
 * the last.
 */
export function prepareList<Row extends object, Where extends string, Filter = never>(
  declared: List<Where, Filter>,
) {
  const reads = prepareReads<Row, Where, Filter>(declared);
  const leaderOf = prepareLeaders(declared);
  type Wanted = Page<Where, Filter>;
  type Asked = Stated<Where, Filter>;

  function partsIn(db: Db, { list, part: whole, resumes }: Asked, sizes: Sizes): AsyncGenerator<Part> {
    const equal = equalIn(declared, list.given);
    return partsOf(
      {
        walkOf: ({ order, tied }) => walkOf(declared, order, new Set([...equal, ...Object.keys(tied)])),
        placeOf: (part, further) => reads.place(db, { list, part, resumes }, further),
        sizes,
      },
      whole,
    );
  }

  /** The rows of a page and one beyond: part by part. */
  async function walk(db: Db, asked: Asked, sizes: Sizes): Promise<Row[]> {
    const { list } = asked;
    const rows: Row[] = [];
    let left = offsetOf(list);
    const parts = partsIn(db, asked, left > 0 ? { ...sizes, first: sizes.next } : sizes);
    for await (const part of parts) {
      const passed = await reads.count(db, { ...asked, part }, left);
      const limits = { limit: list.limit + 1 - rows.length, offset: left };
      if (passed === left) rows.push(...(await reads.rows(db, { ...asked, part }, limits)));
      left -= passed;
      if (rows.length > list.limit) return rows;
      await setImmediate();
    }
    return rows;
  }

  async function rowsOf(db: Db, list: Wanted, { sizes = usualSizes, ...ways }: Ways): Promise<Row[]> {
    const { begin, order } = list;
    const at = "at" in begin ? begin.at : undefined;
    const found = walkOf(declared, order, equalIn(declared, list.given));
    const asked: Asked = { list, part: { tied: {}, order }, resumes: at !== undefined };
    const led = ways.led === undefined ? await leaderOf(db, { ...asked, walk: found }) : ways.led;
    const limits = { limit: list.limit + 1, offset: offsetOf(list) };
    if (led || !found || db.engine === "postgres")
      return reads.rows(db, { ...asked, led: led ?? undefined }, limits);
    const seeking = {
      list,
      part: { ...asked.part, from: at },
      resumes: at !== undefined && !found.exact,
    };
    if (limits.offset > sizes.next || !isWhole(declared, list, found)) return walk(db, seeking, sizes);
    return reads.rows(db, { ...seeking, part: { ...seeking.part, walk: found } }, limits);
  }

  return async (db: Db, list: Wanted, ways: Ways = {}): Promise<{ rows: Row[]; next: Place | undefined }> => {
    const { order, limit } = list;
    const rows = await rowsOf(db, list, ways);
    const beyond = rows[limit] as Place | undefined;
    const next = beyond && Object.fromEntries(order.map(({ column }) => [column, beyond[column] ?? 0]));
    return { rows: rows.slice(0, limit), next };
  };
}

const offsetOf = ({ begin }: Pick<Page<string, never>, "begin">): number =>
  "offset" in begin ? begin.offset : 0;

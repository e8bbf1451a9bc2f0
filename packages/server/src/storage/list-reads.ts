import { type Db, first } from "./db.ts";
import type { List, Place } from "./list-shape.ts";
import { countOf, pageOf, placeOf, type Stated, shapeOf, valuesOf } from "./list-sql.ts";
import { prepareByPassingShape, prepareByShape } from "./prepared.ts";

/** Declares what is read of a list. */
export function prepareReads<Row extends object, Where extends string, Filter>(
  declared: List<Where, Filter>,
) {
  const [buildPage, buildCount] = [pageOf(declared), countOf(declared)];
  const [page, filteredPage] = [prepareByShape(buildPage), prepareByPassingShape(buildPage)];
  const [count, filteredCount] = [prepareByShape(buildCount), prepareByPassingShape(buildCount)];
  const place = prepareByShape(placeOf(declared));
  type Asked = Stated<Where, Filter>;

  return {
    /** Rows of a part. */
    rows: (db: Db, asked: Asked, limits: { limit: number; offset: number }): Promise<Row[]> =>
      db.all(
        (asked.list.filter ? filteredPage : page)(shapeOf(declared, asked)),
        valuesOf(asked, limits),
      ) as Promise<Row[]>,

    /** How many rows of a part are in the list, up to a limit. */
    async count(db: Db, asked: Asked, limit: number): Promise<number> {
      if (limit === 0) return 0;
      const query = (asked.list.filter ? filteredCount : count)(shapeOf(declared, asked));
      return Number((await first(db, query, valuesOf(asked, { limit })))?.count ?? 0);
    },

    /** Where a row stands so many further on from where a part begins; undefined where there are not as many. */
    place(db: Db, { list, part }: Asked, offset: number): Promise<Place | undefined> {
      const asked = { list: { ...list, filter: undefined }, part, resumes: false };
      return first(db, place(shapeOf(declared, asked)), valuesOf(asked, { limit: 1, offset }));
    },
  };
}

import type { FilterType } from "@leadfoyer/contract";
import type { Viewer } from "../lib/actor.ts";
import { type Db, first, type Tx } from "../storage/db.ts";
import { prepare, prepareByShape } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";
import { type SightShape, type SightValues, sightShape, sightValues, visible } from "../storage/sight.ts";

export type FilterRow = Omit<Database["filters"], "company_id">;

const columns = [
  "id",
  "name",
  "type",
  "owner_id",
  "visible_to",
  "conditions",
  "add_time",
  "update_time",
  "last_used_time",
] as const;

type Key = { company: number; id: number };
type Seen = SightValues & { company: number };

const select = prepareByShape((sight: SightShape) => (q, p: Seen, engine) => {
  const rows = q.selectFrom("filters").select(columns).where("company_id", "=", p.company).orderBy("id");
  const seen = visible("filters", sight, { p, engine });
  return seen ? rows.where(seen) : rows;
});

const selectOne = prepareByShape((sight: SightShape) => (q, p: Seen & { id: number }, engine) => {
  const rows = q
    .selectFrom("filters")
    .select(columns)
    .where("company_id", "=", p.company)
    .where("id", "=", p.id);
  const seen = visible("filters", sight, { p, engine });
  return seen ? rows.where(seen) : rows;
});

const insert = prepare((q, p: FilterRow & { company: number }) =>
  q.insertInto("filters").values({
    company_id: p.company,
    id: p.id,
    name: p.name,
    type: p.type,
    owner_id: p.owner_id,
    visible_to: p.visible_to,
    conditions: p.conditions,
    add_time: p.add_time,
    update_time: p.update_time,
    last_used_time: null,
  }),
);

const update = prepare((q, p: FilterRow & { company: number }) =>
  q
    .updateTable("filters")
    .set({ name: p.name, visible_to: p.visible_to, conditions: p.conditions, update_time: p.update_time })
    .where("company_id", "=", p.company)
    .where("id", "=", p.id),
);

const markUsed = prepare((q, p: Key & { now: number }) =>
  q
    .updateTable("filters")
    .set({ last_used_time: p.now })
    .where("company_id", "=", p.company)
    .where("id", "=", p.id),
);

const remove = prepare((q, p: Key) =>
  q.deleteFrom("filters").where("company_id", "=", p.company).where("id", "=", p.id),
);

const seenBy = ({ company_id, sees }: Viewer): Seen => ({ company: company_id, ...sightValues(sees) });

/** The filters someone may use, of one type if given. */
export async function listFilters(db: Db, viewer: Viewer, type?: FilterType): Promise<FilterRow[]> {
  const rows = await db.all(select(sightShape(viewer.sees)), seenBy(viewer));
  return type ? rows.filter((row) => row.type === type) : rows;
}

/** A filter someone may use. */
export const findFilter = (db: Db, viewer: Viewer, id: number): Promise<FilterRow | undefined> =>
  first(db, selectOne(sightShape(viewer.sees)), { ...seenBy(viewer), id });

export const insertFilter = async (tx: Tx, company: number, row: FilterRow): Promise<void> =>
  void (await tx.all(insert, { ...row, company }));

export const updateFilter = async (tx: Tx, company: number, row: FilterRow): Promise<void> =>
  void (await tx.all(update, { ...row, company }));

export const markFilterUsed = async (tx: Tx, company: number, id: number, now: number): Promise<void> =>
  void (await tx.all(markUsed, { company, id, now }));

export const removeFilter = async (tx: Tx, company: number, id: number): Promise<void> =>
  void (await tx.all(remove, { company, id }));

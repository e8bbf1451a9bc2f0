import { type Db, first, type Tx } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";

export type GroupRow = {
  id: number;
  parent_id: number | null;
  /** A JSON array of the ids of the groups above. */
  ancestors: string;
  name: string;
  add_time: number;
  update_time: number;
};

const columns = ["id", "parent_id", "ancestors", "name", "add_time", "update_time"] as const;

const selectOne = prepare((q, p: { company: number; id: number }) =>
  q
    .selectFrom("visibility_groups")
    .select(columns)
    .where("company_id", "=", p.company)
    .where("id", "=", p.id),
);

const insert = prepare((q, p: GroupRow & { company: number }) =>
  q.insertInto("visibility_groups").values({
    company_id: p.company,
    id: p.id,
    parent_id: p.parent_id,
    ancestors: p.ancestors,
    name: p.name,
    add_time: p.add_time,
    update_time: p.update_time,
  }),
);

export const findGroup = (db: Db, company: number, id: number): Promise<GroupRow | undefined> =>
  first(db, selectOne, { company, id });

export const insertGroup = async (tx: Tx, company: number, group: GroupRow): Promise<void> =>
  void (await tx.all(insert, { company, ...group }));

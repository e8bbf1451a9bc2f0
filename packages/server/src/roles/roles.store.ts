import type { Tx } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";

export type RoleRow = {
  id: number;
  parent_id: number | null;
  name: string;
  /** A JSON object of the settings that were set. */
  settings: string;
  add_time: number;
  update_time: number;
};

const insert = prepare((q, p: RoleRow & { company: number }) =>
  q.insertInto("roles").values({
    company_id: p.company,
    id: p.id,
    parent_id: p.parent_id,
    name: p.name,
    settings: p.settings,
    add_time: p.add_time,
    update_time: p.update_time,
  }),
);

export const insertRole = async (tx: Tx, company: number, role: RoleRow): Promise<void> =>
  void (await tx.all(insert, { company, ...role }));

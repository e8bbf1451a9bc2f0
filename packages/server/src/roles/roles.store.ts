import { type Db, first, type Tx } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";

export type RoleRow = {
  id: number;
  parent_id: number | null;
  /** The ids of all roles above, a JSON array. */
  ancestors: string;
  name: string;
  /** The settings that were set, a JSON object. */
  settings: string;
  add_time: number;
  update_time: number;
};

type Key = { company: number; id: number };

const columns = ["id", "parent_id", "ancestors", "name", "settings", "add_time", "update_time"] as const;

const select = prepare((q, p: { company: number }) =>
  q.selectFrom("roles").select(columns).where("company_id", "=", p.company).orderBy("id"),
);

const selectOne = prepare((q, p: Key) =>
  q.selectFrom("roles").select(columns).where("company_id", "=", p.company).where("id", "=", p.id),
);

const selectOfUser = prepare((q, p: { company: number; user: number }) =>
  q
    .selectFrom("roles")
    .select(columns)
    .where("company_id", "=", p.company)
    .where("id", "=", (eb) =>
      eb
        .selectFrom("users")
        .select("role_id")
        .where("users.company_id", "=", p.company)
        .where("users.id", "=", p.user),
    ),
);

const insert = prepare((q, p: RoleRow & { company: number }) =>
  q.insertInto("roles").values({
    company_id: p.company,
    id: p.id,
    parent_id: p.parent_id,
    ancestors: p.ancestors,
    name: p.name,
    settings: p.settings,
    add_time: p.add_time,
    update_time: p.update_time,
  }),
);

const update = prepare((q, p: RoleRow & { company: number }) =>
  q
    .updateTable("roles")
    .set({
      parent_id: p.parent_id,
      ancestors: p.ancestors,
      name: p.name,
      settings: p.settings,
      update_time: p.update_time,
    })
    .where("company_id", "=", p.company)
    .where("id", "=", p.id),
);

const remove = prepare((q, p: Key) =>
  q.deleteFrom("roles").where("company_id", "=", p.company).where("id", "=", p.id),
);

export const listRoles = (db: Db, company: number): Promise<RoleRow[]> => db.all(select, { company });

export const findRole = (db: Db, company: number, id: number): Promise<RoleRow | undefined> =>
  first(db, selectOne, { company, id });

/** The role a user has. */
export const roleOfUser = (db: Db, company: number, user: number): Promise<RoleRow | undefined> =>
  first(db, selectOfUser, { company, user });

export const insertRole = async (tx: Tx, company: number, role: RoleRow): Promise<void> =>
  void (await tx.all(insert, { company, ...role }));

export const updateRole = async (tx: Tx, company: number, role: RoleRow): Promise<void> =>
  void (await tx.all(update, { company, ...role }));

export const removeRole = async (tx: Tx, company: number, id: number): Promise<void> =>
  void (await tx.all(remove, { company, id }));

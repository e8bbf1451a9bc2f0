import { type Db, first, type Tx } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";

const fields = [
  "id",
  "name",
  "email",
  "is_admin",
  "active",
  "phone",
  "locale",
  "timezone",
  "default_currency",
  "last_login",
  "add_time",
  "update_time",
  "role_id",
] as const;

export type UserRow = {
  id: number;
  name: string;
  email: string;
  is_admin: number;
  active: number;
  phone: string | null;
  locale: string;
  timezone: string;
  default_currency: string;
  last_login: number | null;
  add_time: number;
  update_time: number;
  role_id: number;
};

type Flags = { is_admin: 0 | 1; active: 0 | 1 };
type Key = { company: number; id: number };

const select = prepare((q, p: { company: number }) =>
  q.selectFrom("users").select(fields).where("company_id", "=", p.company).orderBy("id"),
);

const selectOne = prepare((q, p: Key) =>
  q.selectFrom("users").select(fields).where("company_id", "=", p.company).where("id", "=", p.id),
);

const selectByEmail = prepare((q, p: { company: number; email: string }) =>
  q.selectFrom("users").select(fields).where("company_id", "=", p.company).where("email", "=", p.email),
);

const selectActive = prepare((q, p: { company: number }) =>
  q
    .selectFrom("users")
    .select("id")
    .where("company_id", "=", p.company)
    .where("active", "=", 1)
    .orderBy("id"),
);

const insert = prepare((q, p: UserRow & { company: number; password_hash: string | null } & Flags) =>
  q.insertInto("users").values({
    company_id: p.company,
    id: p.id,
    name: p.name,
    email: p.email,
    is_admin: p.is_admin,
    active: p.active,
    phone: p.phone,
    locale: p.locale,
    timezone: p.timezone,
    default_currency: p.default_currency,
    password_hash: p.password_hash,
    last_login: null,
    add_time: p.add_time,
    update_time: p.update_time,
    role_id: p.role_id,
  }),
);

const deactivate = prepare((q, p: Key & { now: number }) =>
  q
    .updateTable("users")
    .set({ active: 0, update_time: p.now })
    .where("company_id", "=", p.company)
    .where("id", "=", p.id),
);

const updateRole = prepare((q, p: Key & { role: number; now: number }) =>
  q
    .updateTable("users")
    .set({ role_id: p.role, update_time: p.now })
    .where("company_id", "=", p.company)
    .where("id", "=", p.id),
);

export const listUsers = (db: Db, company: number): Promise<UserRow[]> => db.all(select, { company });

export const findUser = (db: Db, company: number, id: number): Promise<UserRow | undefined> =>
  first(db, selectOne, { company, id });

export const findUserByEmail = (db: Db, company: number, email: string): Promise<UserRow | undefined> =>
  first(db, selectByEmail, { company, email: email.toLowerCase() });

export const activeUserIds = async (db: Db, company: number): Promise<number[]> =>
  (await db.all(selectActive, { company })).map(({ id }) => id);

type InsertedUser = UserRow & Flags & { password_hash: string | null };

export const insertUser = async (tx: Tx, company: number, user: InsertedUser): Promise<void> =>
  void (await tx.all(insert, { company, ...user }));

export const deactivateUser = async (tx: Tx, company: number, id: number): Promise<void> =>
  void (await tx.all(deactivate, { company, id, now: tx.now }));

export const updateUserRole = async (tx: Tx, company: number, id: number, role: number): Promise<void> =>
  void (await tx.all(updateRole, { company, id, role, now: tx.now }));

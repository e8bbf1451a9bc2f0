import { type Db, first, type Tx } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";

const columns = [
  "id",
  "name",
  "email",
  "phone",
  "is_admin",
  "active",
  "role_id",
  "locale",
  "timezone",
  "default_currency",
  "preferences",
  "password_hash",
  "last_login",
  "update_time",
] as const;

/** A user with what only they and administrators are told. */
export type UserSettings = {
  id: number;
  name: string;
  email: string;
  phone: string | null;
  is_admin: 0 | 1;
  active: 0 | 1;
  role_id: number;
  locale: string;
  timezone: string;
  default_currency: string;
  /** A JSON object. */
  preferences: string;
  password_hash: string | null;
  last_login: number | null;
  update_time: number;
};

type Key = { company: number; id: number };

const select = prepare((q, p: { company: number }) =>
  q.selectFrom("users").select(columns).where("company_id", "=", p.company).orderBy("id"),
);

const selectOne = prepare((q, p: Key) =>
  q.selectFrom("users").select(columns).where("company_id", "=", p.company).where("id", "=", p.id),
);

const update = prepare((q, p: Omit<UserSettings, "email" | "password_hash" | "last_login"> & Key) =>
  q
    .updateTable("users")
    .set({
      name: p.name,
      phone: p.phone,
      is_admin: p.is_admin,
      active: p.active,
      role_id: p.role_id,
      locale: p.locale,
      timezone: p.timezone,
      default_currency: p.default_currency,
      preferences: p.preferences,
      update_time: p.update_time,
    })
    .where("company_id", "=", p.company)
    .where("id", "=", p.id),
);

export const listUserSettings = (db: Db, company: number): Promise<UserSettings[]> =>
  db.all(select, { company });

export const findUserSettings = (db: Db, company: number, id: number): Promise<UserSettings | undefined> =>
  first(db, selectOne, { company, id });

export const storeUserSettings = async (tx: Tx, company: number, user: UserSettings): Promise<void> => {
  const { email: _email, password_hash: _hash, last_login: _login, ...rest } = user;
  await tx.all(update, { company, ...rest });
};

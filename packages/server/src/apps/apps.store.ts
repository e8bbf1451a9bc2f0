import { type Db, first, type Tx } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";

export type AppRow = {
  company_id: number;
  id: number;
  client_id: string;
  secret_hash: string;
  name: string;
  redirect_uris: string;
  scopes: string;
  add_time: number;
};

const columns = [
  "company_id",
  "id",
  "client_id",
  "secret_hash",
  "name",
  "redirect_uris",
  "scopes",
  "add_time",
] as const;

type Key = { company: number; id: number };

const select = prepare((q, p: { company: number }) =>
  q.selectFrom("apps").select(columns).where("company_id", "=", p.company).orderBy("id"),
);

/** Found without a company, since an app names its company. */
const selectByClientId = prepare((q, p: { client_id: string }) =>
  q.selectFrom("apps").select(columns).where("client_id", "=", p.client_id),
);

const insert = prepare((q, p: AppRow) =>
  q.insertInto("apps").values({
    company_id: p.company_id,
    id: p.id,
    client_id: p.client_id,
    secret_hash: p.secret_hash,
    name: p.name,
    redirect_uris: p.redirect_uris,
    scopes: p.scopes,
    add_time: p.add_time,
  }),
);

const deleteCodes = prepare((q, p: Key) =>
  q.deleteFrom("oauth_codes").where("company_id", "=", p.company).where("app_id", "=", p.id),
);

/** Their tokens go with them. */
const deleteGrants = prepare((q, p: Key) =>
  q.deleteFrom("oauth_grants").where("company_id", "=", p.company).where("app_id", "=", p.id),
);

const remove = prepare((q, p: Key) =>
  q.deleteFrom("apps").where("company_id", "=", p.company).where("id", "=", p.id).returning("id"),
);

const selectOne = prepare((q, p: Key) =>
  q.selectFrom("apps").select("id").where("company_id", "=", p.company).where("id", "=", p.id),
);

export const listApps = (db: Db, company: number): Promise<AppRow[]> => db.all(select, { company });

export const findAppByClientId = (db: Db, client_id: string): Promise<AppRow | undefined> =>
  first(db, selectByClientId, { client_id });

export const insertApp = async (tx: Tx, app: AppRow): Promise<void> => void (await tx.all(insert, app));

/** Removes an app with its codes, grants and tokens. Whether there was one. */
export async function removeApp(tx: Tx, company: number, id: number): Promise<boolean> {
  if (!(await first(tx, selectOne, { company, id }))) return false;
  await tx.all(deleteCodes, { company, id });
  await tx.all(deleteGrants, { company, id });
  await tx.all(remove, { company, id });
  return true;
}

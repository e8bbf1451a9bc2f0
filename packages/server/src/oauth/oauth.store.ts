import { type Db, first, type Tx } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";
import { type SightRow, sightColumns } from "../storage/sight.ts";

type GrantKey = { company: number; grant: number };

export type CodeRow = {
  hash: string;
  company_id: number;
  app_id: number;
  user_id: number;
  redirect_uri: string;
  scopes: string;
  challenge: string | null;
  expire_time: number;
};

const insertCodeRow = prepare((q, p: CodeRow) =>
  q.insertInto("oauth_codes").values({
    hash: p.hash,
    company_id: p.company_id,
    app_id: p.app_id,
    user_id: p.user_id,
    redirect_uri: p.redirect_uri,
    scopes: p.scopes,
    challenge: p.challenge,
    expire_time: p.expire_time,
    grant_id: null,
  }),
);

const deleteOldCodes = prepare((q, p: { before: number }) =>
  q.deleteFrom("oauth_codes").where("expire_time", "<", p.before),
);

const selectCode = prepare((q, p: { company: number; hash: string }) =>
  q.selectFrom("oauth_codes").selectAll().where("hash", "=", p.hash).where("company_id", "=", p.company),
);

const updateCode = prepare((q, p: GrantKey & { hash: string }) =>
  q
    .updateTable("oauth_codes")
    .set({ grant_id: p.grant })
    .where("hash", "=", p.hash)
    .where("company_id", "=", p.company),
);

export type GrantRow = {
  id: number;
  app_id: number;
  user_id: number;
  scopes: string;
  rotates: 0 | 1;
  add_time: number;
  expire_time: number;
};

const insertGrantRow = prepare((q, p: GrantRow & { company: number }) =>
  q.insertInto("oauth_grants").values({
    company_id: p.company,
    id: p.id,
    app_id: p.app_id,
    user_id: p.user_id,
    scopes: p.scopes,
    rotates: p.rotates,
    add_time: p.add_time,
    expire_time: p.expire_time,
  }),
);

const deleteGrantRow = prepare((q, p: GrantKey) =>
  q.deleteFrom("oauth_grants").where("company_id", "=", p.company).where("id", "=", p.grant).returning("id"),
);

const deleteOldGrants = prepare((q, p: { now: number }) =>
  q.deleteFrom("oauth_grants").where("expire_time", "<=", p.now),
);

const updateExpiry = prepare((q, p: GrantKey & { expire_time: number }) =>
  q
    .updateTable("oauth_grants")
    .set({ expire_time: p.expire_time })
    .where("company_id", "=", p.company)
    .where("id", "=", p.grant),
);

const selectGrantsOf = prepare((q, p: { company: number; user: number; now: number }) =>
  q
    .selectFrom("oauth_grants")
    .innerJoin("apps", (join) =>
      join
        .onRef("apps.company_id", "=", "oauth_grants.company_id")
        .onRef("apps.id", "=", "oauth_grants.app_id"),
    )
    .select([
      "oauth_grants.id",
      "oauth_grants.app_id",
      "apps.name as app_name",
      "oauth_grants.scopes",
      "oauth_grants.add_time",
      "oauth_grants.expire_time",
    ])
    .where("oauth_grants.company_id", "=", p.company)
    .where("oauth_grants.user_id", "=", p.user)
    .where("oauth_grants.expire_time", ">", p.now)
    .orderBy("oauth_grants.id"),
);

const selectGrantOf = prepare((q, p: GrantKey & { user: number }) =>
  q
    .selectFrom("oauth_grants")
    .select("id")
    .where("company_id", "=", p.company)
    .where("id", "=", p.grant)
    .where("user_id", "=", p.user),
);

const insertRefreshRow = prepare((q, p: GrantKey & { hash: string }) =>
  q
    .insertInto("oauth_refresh_tokens")
    .values({ hash: p.hash, company_id: p.company, grant_id: p.grant, used_time: null }),
);

const useRefreshRow = prepare((q, p: { hash: string; now: number }) =>
  q
    .updateTable("oauth_refresh_tokens")
    .set({ used_time: p.now })
    .where("hash", "=", p.hash)
    .where("used_time", "is", null),
);

/** Refresh tokens of deactivated users find nothing. */
const selectRefresh = prepare((q, p: { company: number; hash: string }) =>
  q
    .selectFrom("oauth_refresh_tokens")
    .innerJoin("oauth_grants", (join) =>
      join
        .onRef("oauth_grants.company_id", "=", "oauth_refresh_tokens.company_id")
        .onRef("oauth_grants.id", "=", "oauth_refresh_tokens.grant_id"),
    )
    .innerJoin("users", (join) =>
      join
        .onRef("users.company_id", "=", "oauth_grants.company_id")
        .onRef("users.id", "=", "oauth_grants.user_id"),
    )
    .select([
      "oauth_refresh_tokens.used_time",
      "oauth_grants.id",
      "oauth_grants.app_id",
      "oauth_grants.user_id",
      "oauth_grants.scopes",
      "oauth_grants.rotates",
      "oauth_grants.expire_time",
    ])
    .where("oauth_refresh_tokens.hash", "=", p.hash)
    .where("oauth_refresh_tokens.company_id", "=", p.company)
    .where("users.active", "=", 1),
);

type AccessRow = GrantKey & { hash: string; user: number; scopes: string; expire_time: number };

const insertAccessRow = prepare((q, p: AccessRow) =>
  q.insertInto("oauth_access_tokens").values({
    hash: p.hash,
    company_id: p.company,
    grant_id: p.grant,
    user_id: p.user,
    scopes: p.scopes,
    expire_time: p.expire_time,
  }),
);

const deleteOldAccess = prepare((q, p: GrantKey & { now: number }) =>
  q
    .deleteFrom("oauth_access_tokens")
    .where("company_id", "=", p.company)
    .where("grant_id", "=", p.grant)
    .where("expire_time", "<=", p.now),
);

const deleteAccessRow = prepare((q, p: { company: number; app: number; hash: string }) =>
  q
    .deleteFrom("oauth_access_tokens")
    .where("hash", "=", p.hash)
    .where("company_id", "=", p.company)
    .where("grant_id", "in", (eb) =>
      eb
        .selectFrom("oauth_grants")
        .select("id")
        .where("company_id", "=", p.company)
        .where("app_id", "=", p.app),
    ),
);

/** Found without a company, since a token names one: as cheap as an API token. Deactivated users' find nobody. */
const selectOwner = prepare((q, p: { hash: string; now: number }, engine) =>
  q
    .selectFrom("oauth_access_tokens")
    .innerJoin("users", (join) =>
      join
        .onRef("users.company_id", "=", "oauth_access_tokens.company_id")
        .onRef("users.id", "=", "oauth_access_tokens.user_id"),
    )
    .innerJoin("companies", "companies.id", "oauth_access_tokens.company_id")
    .select([
      "oauth_access_tokens.company_id",
      "companies.domain as company_domain",
      "oauth_access_tokens.scopes",
    ])
    .select(sightColumns(engine))
    .where("oauth_access_tokens.hash", "=", p.hash)
    .where("oauth_access_tokens.expire_time", ">", p.now)
    .where("users.active", "=", 1),
);

export type AccessOwner = SightRow & { company_id: number; company_domain: string; scopes: string };

/** Keeps a code, and forgets those that expired before `forgotten`. */
export async function insertCode(tx: Tx, code: CodeRow, forgotten: number): Promise<void> {
  await tx.all(deleteOldCodes, { before: forgotten });
  await tx.all(insertCodeRow, code);
}

export const findCode = (db: Db, company: number, hash: string) => first(db, selectCode, { company, hash });

export const markCode = async (tx: Tx, hash: string, key: GrantKey): Promise<void> =>
  void (await tx.all(updateCode, { hash, ...key }));

export async function insertGrant(tx: Tx, company: number, grant: GrantRow): Promise<void> {
  await tx.all(deleteOldGrants, { now: tx.now });
  await tx.all(insertGrantRow, { company, ...grant });
}

/** Removes a grant with all its tokens. Whether there was one. */
export const removeGrant = async (tx: Tx, key: GrantKey): Promise<boolean> =>
  (await first(tx, deleteGrantRow, key)) !== undefined;

export const prolongGrant = async (tx: Tx, key: GrantKey, expire_time: number): Promise<void> =>
  void (await tx.all(updateExpiry, { ...key, expire_time }));

export const listGrantsOf = (db: Db, key: { company: number; user: number; now: number }) =>
  db.all(selectGrantsOf, key);

export const hasGrant = async (db: Db, key: GrantKey & { user: number }): Promise<boolean> =>
  (await first(db, selectGrantOf, key)) !== undefined;

export const insertRefreshToken = async (tx: Tx, hash: string, key: GrantKey): Promise<void> =>
  void (await tx.all(insertRefreshRow, { hash, ...key }));

/** Says when a refresh token was first used. */
export const markRefreshToken = async (tx: Tx, hash: string): Promise<void> =>
  void (await tx.all(useRefreshRow, { hash, now: tx.now }));

export const findRefreshToken = (db: Db, company: number, hash: string) =>
  first(db, selectRefresh, { company, hash });

/** Keeps an access token, and forgets those of the grant that have expired. */
export async function insertAccessToken(tx: Tx, token: AccessRow): Promise<void> {
  await tx.all(deleteOldAccess, { company: token.company, grant: token.grant, now: tx.now });
  await tx.all(insertAccessRow, token);
}

export const removeAccessToken = async (
  tx: Tx,
  key: { company: number; app: number; hash: string },
): Promise<void> => void (await tx.all(deleteAccessRow, key));

export const findAccessOwner = (db: Db, hash: string, now: number): Promise<AccessOwner | undefined> =>
  first(db, selectOwner, { hash, now });

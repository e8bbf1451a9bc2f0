import { type Db, first, type Tx } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";
import { sightColumns } from "../storage/sight.ts";

type Secret = { company: number; user: number; hash: string; expire_time: number };
type UserKey = { company: number; user: number };

const insertLinkRow = prepare((q, p: Secret) =>
  q
    .insertInto("sign_in_links")
    .values({ hash: p.hash, company_id: p.company, user_id: p.user, expire_time: p.expire_time }),
);

const selectLink = prepare((q, p: { hash: string; now: number }) =>
  q
    .selectFrom("sign_in_links")
    .innerJoin("users", (join) =>
      join
        .onRef("users.company_id", "=", "sign_in_links.company_id")
        .onRef("users.id", "=", "sign_in_links.user_id"),
    )
    .select([
      "sign_in_links.company_id",
      "sign_in_links.user_id",
      "users.name",
      "users.email",
      "users.password_hash",
    ])
    .where("sign_in_links.hash", "=", p.hash)
    .where("sign_in_links.expire_time", ">", p.now)
    .where("users.active", "=", 1),
);

const deleteLinkRow = prepare((q, p: { hash: string; now: number }) =>
  q
    .deleteFrom("sign_in_links")
    .where("hash", "=", p.hash)
    .where("expire_time", ">", p.now)
    .returning(["company_id", "user_id"]),
);

const deleteOldLinks = prepare((q, p: { now: number }) =>
  q.deleteFrom("sign_in_links").where("expire_time", "<=", p.now),
);

/** Who has the e-mail and a password, in any company: a person signs in with these two alone. */
const selectCredentials = prepare((q, p: { email: string }) =>
  q
    .selectFrom("users")
    .innerJoin("companies", "companies.id", "users.company_id")
    .select([
      "users.company_id",
      "users.id as user_id",
      "users.password_hash",
      "companies.domain as company_domain",
    ])
    .where("users.email", "=", p.email)
    .where("users.active", "=", 1)
    .where("users.password_hash", "is not", null)
    .orderBy((eb) => eb.fn.coalesce("users.last_login", eb.lit(0)), "desc")
    .orderBy("users.company_id")
    .limit(10),
);

const selectPassword = prepare((q, p: UserKey) =>
  q
    .selectFrom("users")
    .select("password_hash")
    .where("company_id", "=", p.company)
    .where("id", "=", p.user)
    .where("active", "=", 1),
);

const updatePassword = prepare((q, p: UserKey & { password_hash: string }) =>
  q
    .updateTable("users")
    .set({ password_hash: p.password_hash })
    .where("company_id", "=", p.company)
    .where("id", "=", p.user),
);

const updateLastLogin = prepare((q, p: UserKey & { now: number }) =>
  q
    .updateTable("users")
    .set({ last_login: p.now })
    .where("company_id", "=", p.company)
    .where("id", "=", p.user),
);

const insertSessionRow = prepare((q, p: Secret) =>
  q
    .insertInto("sessions")
    .values({ hash: p.hash, company_id: p.company, user_id: p.user, expire_time: p.expire_time }),
);

const deleteSessionRow = prepare((q, p: { hash: string }) =>
  q.deleteFrom("sessions").where("hash", "=", p.hash).returning("user_id"),
);

const deleteSessionsOf = prepare((q, p: UserKey & { kept: string }) =>
  q
    .deleteFrom("sessions")
    .where("company_id", "=", p.company)
    .where("user_id", "=", p.user)
    .where("hash", "!=", p.kept)
    .returning("hash"),
);

const deleteOldSessions = prepare((q, p: { now: number }) =>
  q.deleteFrom("sessions").where("expire_time", "<=", p.now),
);

/** Found without a company, since a session is what names one. Sessions of deactivated users find nobody. */
const selectSession = prepare((q, p: { hash: string; now: number }, engine) =>
  q
    .selectFrom("sessions")
    .innerJoin("users", (join) =>
      join.onRef("users.company_id", "=", "sessions.company_id").onRef("users.id", "=", "sessions.user_id"),
    )
    .innerJoin("companies", "companies.id", "sessions.company_id")
    .select(["sessions.company_id", "companies.domain as company_domain"])
    .select(sightColumns(engine))
    .where("sessions.hash", "=", p.hash)
    .where("sessions.expire_time", ">", p.now)
    .where("users.active", "=", 1),
);

const selectExpiry = prepare((q, p: { hash: string }) =>
  q.selectFrom("sessions").select("expire_time").where("hash", "=", p.hash),
);

export const insertLink = async (tx: Tx, link: Secret): Promise<void> =>
  void (await tx.all(insertLinkRow, link));

/** Whom a link that still holds signs in. */
export const findLink = (db: Db, hash: string, now: number) => first(db, selectLink, { hash, now });

/** Takes a link that still holds, so that it never holds again; undefined when there is none. */
export async function takeLink(tx: Tx, hash: string) {
  await tx.all(deleteOldLinks, { now: tx.now });
  return first(tx, deleteLinkRow, { hash, now: tx.now });
}

export const listCredentials = (db: Db, email: string) =>
  db.all(selectCredentials, { email: email.trim().toLowerCase() });

export const findPassword = async (db: Db, key: UserKey): Promise<string | null> =>
  (await first(db, selectPassword, key))?.password_hash ?? null;

export const setPassword = async (tx: Tx, key: UserKey, password_hash: string): Promise<void> =>
  void (await tx.all(updatePassword, { ...key, password_hash }));

/** Begins a session, and says of the user that they signed in. */
export async function insertSession(tx: Tx, session: Secret): Promise<void> {
  await tx.all(deleteOldSessions, { now: tx.now });
  await tx.all(insertSessionRow, session);
  await tx.all(updateLastLogin, { company: session.company, user: session.user, now: tx.now });
}

/** Whether there was such a session. */
export const removeSession = async (tx: Tx, hash: string): Promise<boolean> =>
  (await first(tx, deleteSessionRow, { hash })) !== undefined;

/** Ends every session of a user, but `kept` if given, and answers how many. */
export const removeSessionsOf = async (tx: Tx, key: UserKey, kept: string | null = null): Promise<number> =>
  (await tx.all(deleteSessionsOf, { ...key, kept: kept ?? "" })).length;

export const findSession = (db: Db, hash: string, now: number) => first(db, selectSession, { hash, now });

export const sessionExpiry = async (db: Db, hash: string): Promise<number | null> =>
  (await first(db, selectExpiry, { hash }))?.expire_time ?? null;

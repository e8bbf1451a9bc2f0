import { type Db, first, type Tx } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";
import { sightColumns } from "../storage/sight.ts";

type Secret = { company: number; user: number; hash: string; expire_time: number };

const insertLinkRow = prepare((q, p: Secret) =>
  q
    .insertInto("sign_in_links")
    .values({ hash: p.hash, company_id: p.company, user_id: p.user, expire_time: p.expire_time }),
);

const deleteLinkRow = prepare((q, p: { hash: string; now: number }) =>
  q
    .deleteFrom("sign_in_links")
    .where("hash", "=", p.hash)
    .where("expire_time", ">", p.now)
    .returning(["company_id", "user_id"]),
);

const insertSessionRow = prepare((q, p: Secret) =>
  q
    .insertInto("sessions")
    .values({ hash: p.hash, company_id: p.company, user_id: p.user, expire_time: p.expire_time }),
);

const deleteSessionRow = prepare((q, p: { hash: string }) =>
  q.deleteFrom("sessions").where("hash", "=", p.hash),
);

/** Found without a company, since a session is what names one. Sessions of deactivated users find nobody. */
const selectSession = prepare((q, p: { hash: string; now: number }) =>
  q
    .selectFrom("sessions")
    .innerJoin("users", (join) =>
      join.onRef("users.company_id", "=", "sessions.company_id").onRef("users.id", "=", "sessions.user_id"),
    )
    .innerJoin("companies", "companies.id", "sessions.company_id")
    .select(["sessions.company_id", "companies.domain as company_domain"])
    .select(sightColumns)
    .where("sessions.hash", "=", p.hash)
    .where("sessions.expire_time", ">", p.now)
    .where("users.active", "=", 1),
);

export const insertLink = async (tx: Tx, link: Secret): Promise<void> =>
  void (await tx.all(insertLinkRow, link));

/** Takes a link that still holds, so that it never holds again; undefined when there is none. */
export const takeLink = (tx: Tx, hash: string) => first(tx, deleteLinkRow, { hash, now: tx.now });

export const insertSession = async (tx: Tx, session: Secret): Promise<void> =>
  void (await tx.all(insertSessionRow, session));

export const removeSession = async (tx: Tx, hash: string): Promise<void> =>
  void (await tx.all(deleteSessionRow, { hash }));

export const findSession = (db: Db, hash: string, now: number) => first(db, selectSession, { hash, now });

import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Viewer } from "../lib/actor.ts";
import type { Db, Tx } from "../storage/db.ts";
import { prepare, prepareByShape } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";
import { type SightShape, type SightValues, sightShape, sightValues, visible } from "../storage/sight.ts";

/** That somebody came to take part in a deal, or ceased to. */
export type Participation = Omit<Database["deal_participant_log"], "company_id" | "seq"> & { seq: number };

type Happening = Omit<Participation, "seq"> & { company: number };
type Page = { company: number; deal: number; until: number; limit: number };

const insert = prepare((q, p: Happening) =>
  q.insertInto("deal_participant_log").values({
    company_id: p.company,
    deal_id: p.deal_id,
    person_id: p.person_id,
    user_id: p.user_id,
    action: p.action,
    add_time: p.add_time,
  }),
);

const select = prepareByShape((shape: SightShape) => (q: Kysely<Database>, p: Page & SightValues, engine) => {
  const rows = q
    .selectFrom("deal_participant_log as log")
    .select(["log.seq", "log.deal_id", "log.person_id", "log.user_id", "log.action", "log.add_time"])
    .where("log.company_id", "=", p.company)
    .where("log.deal_id", "=", p.deal)
    .where("log.seq", "<=", p.until)
    .orderBy("log.seq", "desc")
    .limit(p.limit);
  const seen = visible("persons", shape, { p, engine });
  if (!seen) return rows;
  return rows.where(
    sql<boolean>`exists (select 1 from persons where persons.company_id = ${p.company}
      and persons.id = log.person_id and ${seen})`,
  );
});

const removeAll = prepare((q, p: { company: number; deal: number }) =>
  q.deleteFrom("deal_participant_log").where("company_id", "=", p.company).where("deal_id", "=", p.deal),
);

/** Writes down that somebody came or went, in the transaction in which it happens. */
export const logParticipation = async (tx: Tx, happening: Happening): Promise<void> =>
  void (await tx.all(insert, happening));

/** Who came to take part in a deal and who ceased to, up to one of these, the latest first: persons that are seen. */
export const participationsOf = (
  db: Db,
  { company_id: company, sees }: Viewer,
  page: Omit<Page, "company">,
): Promise<Participation[]> => db.all(select(sightShape(sees)), { company, ...page, ...sightValues(sees) });

/** Forgets a deal that is to be as if it had never been. */
export const forgetParticipations = async (tx: Tx, company: number, deal: number): Promise<void> =>
  void (await tx.all(removeAll, { company, deal }));

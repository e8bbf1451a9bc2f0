import { sql } from "kysely";
import { type Db, first, type Tx } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";

/** A person who takes part in a deal, as kept. */
export type Participant = Omit<Database["deal_participants"], "company_id">;

const columns = ["id", "deal_id", "person_id", "user_id", "add_time"] as const;

const select = prepare(
  (q, p: { company: number; deal: number }) =>
    q
      .selectFrom("deal_participants")
      .select(columns)
      .where("company_id", "=", p.company)
      .where("deal_id", "=", p.deal)
      .orderBy(sql`+id`), // sorted here: by its index SQLite would walk those of every deal
);

const selectOf = prepare((q, p: { company: number; deal: number; person: number }) =>
  q
    .selectFrom("deal_participants")
    .select(columns)
    .where("company_id", "=", p.company)
    .where("deal_id", "=", p.deal)
    .where("person_id", "=", p.person),
);

const selectById = prepare((q, p: { company: number; id: number }) =>
  q
    .selectFrom("deal_participants")
    .select(columns)
    .where("company_id", "=", p.company)
    .where("id", "=", p.id),
);

const insert = prepare((q, p: Participant & { company: number }) =>
  q.insertInto("deal_participants").values({
    company_id: p.company,
    id: p.id,
    deal_id: p.deal_id,
    person_id: p.person_id,
    user_id: p.user_id,
    add_time: p.add_time,
  }),
);

const remove = prepare((q, p: { company: number; id: number }) =>
  q.deleteFrom("deal_participants").where("company_id", "=", p.company).where("id", "=", p.id),
);

/** Those who take part in a deal, in the order they were added. */
export const listParticipants = (db: Db, company: number, deal: number): Promise<Participant[]> =>
  db.all(select, { company, deal });

export const findParticipant = (
  db: Db,
  company: number,
  { deal, person }: { deal: number; person: number },
): Promise<Participant | undefined> => first(db, selectOf, { company, deal, person });

export const participantById = (db: Db, company: number, id: number): Promise<Participant | undefined> =>
  first(db, selectById, { company, id });

export const insertParticipant = async (tx: Tx, company: number, participant: Participant): Promise<void> =>
  void (await tx.all(insert, { company, ...participant }));

export const removeParticipant = async (tx: Tx, company: number, id: number): Promise<void> =>
  void (await tx.all(remove, { company, id }));

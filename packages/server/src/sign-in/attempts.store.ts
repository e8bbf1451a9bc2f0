import { type Db, first, type Tx } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";

export type Attempts = { failures: number; end_time: number };

const select = prepare((q, p: { subject: string; now: number }) =>
  q
    .selectFrom("sign_in_attempts")
    .select(["failures", "end_time"])
    .where("subject", "=", p.subject)
    .where("end_time", ">", p.now),
);

const removeOld = prepare((q, p: { now: number }) =>
  q.deleteFrom("sign_in_attempts").where("end_time", "<=", p.now),
);

const insert = prepare((q, p: { subject: string; end: number }) =>
  q
    .insertInto("sign_in_attempts")
    .values({ subject: p.subject, failures: 1, end_time: p.end })
    .onConflict((conflict) =>
      conflict.column("subject").doUpdateSet((eb) => ({ failures: eb("sign_in_attempts.failures", "+", 1) })),
    ),
);

const takeBack = prepare((q, p: { subject: string }) =>
  q
    .updateTable("sign_in_attempts")
    .set((eb) => ({ failures: eb("failures", "-", 1) }))
    .where("subject", "=", p.subject)
    .where("failures", ">", 0),
);

const remove = prepare((q, p: { subject: string }) =>
  q.deleteFrom("sign_in_attempts").where("subject", "=", p.subject),
);

export const findAttempts = (db: Db, subject: string, now: number): Promise<Attempts | undefined> =>
  first(db, select, { subject, now });

/** Counts one more until `end`, or until the end that is set already. */
export async function addAttempt(tx: Tx, subject: string, end: number): Promise<void> {
  await tx.all(removeOld, { now: tx.now });
  await tx.all(insert, { subject, end });
}

/** Counts one less: it was no failure. */
export const takeBackAttempt = async (tx: Tx, subject: string): Promise<void> =>
  void (await tx.all(takeBack, { subject }));

export const forgetAttempts = async (tx: Tx, subject: string): Promise<void> =>
  void (await tx.all(remove, { subject }));

import { type Db, first } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";

export type MeterRow = { version: number; state: string };

const select = prepare((q, p: { token: string }) =>
  q.selectFrom("limit_meters").select(["version", "state"]).where("token", "=", p.token),
);

type NewMeter = { token: string; state: string; expire_time: number };

const insert = prepare((q, p: NewMeter) =>
  q
    .insertInto("limit_meters")
    .values({ token: p.token, version: 1, state: p.state, expire_time: p.expire_time })
    .onConflict((conflict) => conflict.column("token").doNothing())
    .returning("version"),
);

const update = prepare((q, p: NewMeter & { version: number; next: number }) =>
  q
    .updateTable("limit_meters")
    .set({ state: p.state, expire_time: p.expire_time, version: p.next })
    .where("token", "=", p.token)
    .where("version", "=", p.version)
    .returning("version"),
);

const removeOld = prepare((q, p: { now: number }) =>
  q.deleteFrom("limit_meters").where("expire_time", "<=", p.now),
);

const removeOldDays = prepare((q, p: { day: string }) =>
  q.deleteFrom("limit_budgets").where("day", "<", p.day),
);

type Spending = { company: number; day: string; cost: number; budget: number };

const spendRow = prepare((q, p: Spending) =>
  q
    .insertInto("limit_budgets")
    .values({ company_id: p.company, day: p.day, used: p.cost })
    .onConflict((conflict) =>
      conflict
        .columns(["company_id", "day"])
        .doUpdateSet((eb) => ({ used: eb("limit_budgets.used", "+", p.cost) }))
        .where((eb) => eb(eb("limit_budgets.used", "+", p.cost), "<=", p.budget)),
    )
    .returning("used"),
);

const countUsers = prepare((q, p: { company: number }) =>
  q
    .selectFrom("users")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("company_id", "=", p.company)
    .where("active", "=", 1),
);

export const findMeter = (db: Db, token: string): Promise<MeterRow | undefined> =>
  first(db, select, { token });

/** Keeps a meter whose version is known, 0 for a new one. Whether nobody else was faster. */
export async function keepMeter(db: Db, meter: NewMeter & { version: number }): Promise<boolean> {
  const kept =
    meter.version === 0
      ? await first(db, insert, meter)
      : await first(db, update, { ...meter, next: meter.version + 1 });
  return kept !== undefined;
}

/** Takes so much from the day's budget, and answers how much is used up; undefined when not so much is left. */
export const spend = async (db: Db, spending: Spending): Promise<number | undefined> =>
  (await first(db, spendRow, spending))?.used;

/** Forgets what counts no more. */
export async function forgetOld(db: Db, { now, day }: { now: number; day: string }): Promise<void> {
  await db.all(removeOld, { now });
  await db.all(removeOldDays, { day });
}

/** Users whom the company pays for. */
export const countSeats = async (db: Db, company: number): Promise<number> =>
  (await first(db, countUsers, { company }))?.count ?? 0;

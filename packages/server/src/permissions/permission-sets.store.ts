import type { Db, Tx } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";

type SetRow = { app: string; type: string; contents: string };

const select = prepare((q, p: { company: number }) =>
  q.selectFrom("permission_sets").select(["app", "type", "contents"]).where("company_id", "=", p.company),
);

const put = prepare((q, p: SetRow & { company: number; now: number }) =>
  q
    .insertInto("permission_sets")
    .values({ company_id: p.company, app: p.app, type: p.type, contents: p.contents, update_time: p.now })
    .onConflict((conflict) =>
      conflict
        .columns(["company_id", "app", "type"])
        .doUpdateSet({ contents: p.contents, update_time: p.now }),
    ),
);

/** The sets that were changed. */
export const changedSets = (db: Db, company: number): Promise<SetRow[]> => db.all(select, { company });

export const putSet = async (tx: Tx, company: number, set: SetRow): Promise<void> =>
  void (await tx.all(put, { company, ...set, now: tx.now }));

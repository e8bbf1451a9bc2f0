import { sql } from "kysely";
import type { Db } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";

/** Where a page of deals by the day in a field begins. */
export type DatedHolder = { from: string; holder: number };

type Page = DatedHolder & { company: number; field: number; to: string; limit: number };

const select = prepare((q, p: Page) =>
  q
    .selectFrom("field_values")
    .select(["holder", "txt"])
    .where("company_id", "=", p.company)
    .where("field_id", "=", p.field)
    .where("kind", "=", sql.lit("deal"))
    .where("num", "=", sql.lit(0))
    .where(sql<boolean>`(txt, holder) > (${p.from}, ${p.holder})`)
    .where("txt", "<", p.to)
    .orderBy("txt")
    .orderBy("holder")
    .limit(p.limit),
);

/** Deals whose day in a field is within a time, from `from` on and before `to`, in its order. */
export const holdersDated = (
  db: Db,
  { holder = 0, ...page }: Omit<Page, "holder"> & { holder?: number },
): Promise<{ holder: number; txt: string }[]> => db.all(select, { ...page, holder });

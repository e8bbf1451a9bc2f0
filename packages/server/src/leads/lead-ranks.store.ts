import { type Kysely, sql } from "kysely";
import { fold } from "../lib/sort-key.ts";
import { idsAmong } from "../storage/among.ts";
import type { Db } from "../storage/db.ts";
import { prepare, prepareByShape } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";
import type { LeadList } from "./lead-list.ts";
import { halvesOf } from "./lead-list-sql.ts";

type Company = { company: number };

/** The owners of leads, each sought from the one before in the index: as many steps as there are owners. */
const selectOwners = prepareByShape((half: string) => (q: Kysely<Database>, p: Company) => {
  const next = (more = sql``) =>
    sql`select min(owner_id) from leads where company_id = ${p.company} and is_archived = ${sql.lit(Number(half))}${more}`;
  return q
    .selectFrom(
      sql<{ id: number }>`(with recursive owners (id) as (
        select (${next()}) union all
        select (${next(sql` and owner_id > owners.id`)}) from owners where owners.id is not null
      ) select id from owners where id is not null)`.as("owners"),
    )
    .select("id");
});

const selectUsers = prepare((q, p: Company) =>
  q.selectFrom("users").select(["id", "name"]).where("company_id", "=", p.company).orderBy("id"),
);

const selectLabels = prepare((q, p: Company) =>
  q
    .selectFrom("lead_labels")
    .select([
      "id",
      "name",
      sql<number>`case when exists (select 1 from lead_label_links as link where link.company_id = ${p.company}
        and link.label_id = lead_labels.id) then 1 else 0 end`.as("used"),
    ])
    .where("company_id", "=", p.company)
    .orderBy("seq"),
);

type Options = Company & { field: number; ranks: string };

const selectUsed = prepare((q, p: Options, engine) =>
  q
    .selectFrom(
      sql<{ value: number }>`(select one.value from ${idsAmong(engine, p.ranks)} as one
        where exists (select 1 from field_values where company_id = ${p.company} and field_id = ${p.field}
        and kind = 'lead' and num = one.value))`.as("used"),
    )
    .select("value"),
);

const byName = <T extends { name: string }>(named: readonly T[]): T[] =>
  named
    .map((one) => ({ one, key: fold(one.name) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ one }) => one);

/** The ids of users, in the order of their names. */
export const usersByName = async (db: Db, company: number): Promise<number[]> =>
  byName(await db.all(selectUsers, { company })).map(({ id }) => id);

/** Those of whom leads are, in the order of their names. */
export async function ownersByName(db: Db, { company, archived }: LeadList): Promise<number[]> {
  const owners = new Set<number>();
  for (const half of halvesOf(archived))
    for (const { id } of await db.all(selectOwners(String(half)), { company })) owners.add(id);
  const known = (await usersByName(db, company)).filter((id) => owners.delete(id));
  return [...known, ...owners];
}

/** The labels of leads in the order of their names, and whether any lead wears them. */
export const labelsByName = async (db: Db, company: number): Promise<{ id: string; used: number }[]> =>
  byName(await db.all(selectLabels, { company }));

/** Those of the options that any lead chose, in no order. */
export async function usedOptions(
  db: Db,
  { company, field, ranks }: Company & { field: number; ranks: readonly (string | number)[] },
): Promise<number[]> {
  const rows = await db.all(selectUsed, { company, field, ranks: JSON.stringify(ranks) });
  return rows.map(({ value }) => Number(value));
}

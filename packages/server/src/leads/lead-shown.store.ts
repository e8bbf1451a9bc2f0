import type { Lead } from "@leadfoyer/contract";
import { type Kysely, sql } from "kysely";
import { shownPlace } from "../contacts/shown-place.ts";
import type { Viewer } from "../lib/actor.ts";
import { kindNumbers } from "../search/search-tokens.ts";
import { type Db, first, type Tx } from "../storage/db.ts";
import { prepare, prepareByShape } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";
import { type SightShape, type SightValues, sightShape, sightValues, visible } from "../storage/sight.ts";
import { toShown } from "./lead-shown.ts";

type ShownRow = ReturnType<typeof toShown>;

const update = prepare((q, p: ShownRow & { company: number; seq: number }) =>
  q
    .updateTable("search_documents")
    .set({ person_id: p.person_id, organization_id: p.organization_id, head: p.head, tail: p.tail })
    .where("company_id", "=", p.company)
    .where("kind", "=", sql.lit(kindNumbers.lead))
    .where("item_id", "=", p.seq),
);

/** Keeps what search shows of a lead true. */
export async function showLead(
  tx: Tx,
  company: number,
  { seq, lead }: { seq: number; lead: Lead },
  next: Lead,
): Promise<void> {
  if (tx.engine === "postgres") return;
  const [was, is] = [toShown(lead), toShown(next)];
  if (JSON.stringify(was) !== JSON.stringify(is)) await tx.all(update, { company, seq, ...is });
}

/** Between leads, and on both sides of the texts that stand beside one: JSON has no such characters. */
const [NEXT, UNIT] = ["\x1e", "\x1f"];
const [next, unit] = [sql`char(30)`, sql`char(31)`];

type Values = SightValues & { company: number; places: string };

/**
 * What is kept of leads and their contacts, in one text, and that as bytes: each lead, each of its columns and each
 * text would cost as much on its way into JavaScript as what finds it. By `concat`, as each `||` copies what is before.
 */
const selectShown = prepareByShape((sight: SightShape) => (q: Kysely<Database>, p: Values, engine) => {
  const person = sql`iif(persons.id is null, 'null', concat('{"id":', persons.id, ',"name":', json_quote(persons.name),
    '}'))`;
  const organization = sql`iif(organizations.id is null, 'null', concat('{"id":', organizations.id, ',"name":',
    json_quote(organizations.name), ',"address":', json_quote(organizations.address), '}'))`;
  const reached = sql`',"phones":', coalesce(phones, '[]'), ',"emails":', coalesce(emails, '[]')`;
  const texts = sql`iif(texts is null, '"custom_fields":[],"notes":[],', concat(${unit}, texts, ${unit}))`;
  const one = sql`iif(head is null, '', concat('{', head, ',"person":', ${person}, ',"organization":', ${organization},
    ${reached}, ',', ${texts}, tail))`;
  const place = (of: "person_id" | "organization_id") => shownPlace(sql.ref("said.company_id"), sql.ref(of));
  const seen = (of: "persons" | "organizations") => visible(of, sight, { p, engine }) ?? sql<boolean>`true`;
  return q
    .selectFrom(sql`json_each(${p.places})`.as<"given">("given"))
    .leftJoin("search_documents as said", (join) =>
      join
        .on("said.doc", "=", sql.ref<number>("given.value"))
        .on("said.company_id", "=", p.company)
        .on("said.kind", "=", sql.lit(kindNumbers.lead)),
    )
    .leftJoin("persons_shown as persons", (join) =>
      join.on("persons.place", "=", place("person_id")).on(seen("persons")),
    )
    .leftJoin("organizations_shown as organizations", (join) =>
      join.on("organizations.place", "=", place("organization_id")).on(seen("organizations")),
    )
    .select(sql<Buffer>`cast(group_concat(${one}, ${next}) as blob)`.as("shown"));
});

/**
 * What is kept to be shown of a lead, as byte texts: its item without the brace at the end, with its contacts as far as
 * they are seen. Where texts stand beside it, those and what comes before and behind them.
 */
type KeptLead = [item: string] | [before: string, texts: string, behind: string];

/** Leads by their places in the order of the index, in that order; undefined where nothing is kept. */
export async function shownLeads(
  db: Db,
  { company_id: company, sees }: Viewer,
  places: readonly number[],
): Promise<(KeptLead | undefined)[]> {
  if (db.engine === "postgres" || places.length === 0) return places.map(() => undefined);
  const values = { company, places: JSON.stringify(places), ...sightValues(sees) };
  const found = await first(db, selectShown(sightShape(sees)), values);
  const leads = found?.shown.toString("latin1").split(NEXT) ?? [];
  return leads.map((lead) => (lead === "" ? undefined : (lead.split(UNIT) as KeptLead))); // as it was put together
}

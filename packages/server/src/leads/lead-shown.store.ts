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

/** Between the parts of what is shown, in which JSON has no such character. */
const UNIT = "\x1f";
const unit = sql`char(31)`;

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
  const one = sql`concat(doc, ${unit}, head, ',"person":', ${person}, ',"organization":', ${organization}, ${reached},
    ${unit}, texts, ${unit}, tail)`;
  const place = (of: "person_id" | "organization_id") => shownPlace(sql.ref("said.company_id"), sql.ref(of));
  const seen = (of: "persons" | "organizations") => visible(of, sight, { p, engine }) ?? sql<boolean>`true`;
  return q
    .selectFrom(sql`json_each(${p.places})`.as<"given">("given"))
    .crossJoin("search_documents as said")
    .leftJoin("persons_shown as persons", (join) =>
      join.on("persons.place", "=", place("person_id")).on(seen("persons")),
    )
    .leftJoin("organizations_shown as organizations", (join) =>
      join.on("organizations.place", "=", place("organization_id")).on(seen("organizations")),
    )
    .select(sql<Buffer | null>`cast(group_concat(${one}, ${unit}) as blob)`.as("shown"))
    .where("said.doc", "=", sql.ref<number>("given.value"))
    .where("said.company_id", "=", p.company)
    .where("said.kind", "=", sql.lit(kindNumbers.lead))
    .where("head", "is not", null);
});

/** What is kept to be shown of a lead: byte texts, with its contacts as far as they are seen; `texts` may be empty. */
type ShownLead = { head: string; texts: string; tail: string };

/** Leads by their places in the order of the index, as far as anything is kept of them. */
export async function shownLeads(
  db: Db,
  { company_id: company, sees }: Viewer,
  places: readonly number[],
): Promise<Map<number, ShownLead>> {
  const leads = new Map<number, ShownLead>();
  if (db.engine === "postgres" || places.length === 0) return leads;
  const values = { company, places: JSON.stringify(places), ...sightValues(sees) };
  const found = await first(db, selectShown(sightShape(sees)), values);
  const parts = found?.shown?.toString("latin1").split(UNIT) ?? [];
  for (let at = 0; at < parts.length; at += 4) {
    const [head = "", texts = "", tail = ""] = [parts[at + 1], parts[at + 2], parts[at + 3]];
    leads.set(Number(parts[at]), { head, texts, tail });
  }
  return leads;
}

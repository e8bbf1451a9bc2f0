import { sql } from "kysely";
import type { Shape as FilterShape } from "../filters/clause.ts";
import { filteringOf } from "../filters/filtering.ts";
import type { Db } from "../storage/db.ts";
import { compares, equalTo, idAmong, textAmong } from "../storage/list-conditions.ts";
import type { Engine } from "../storage/prepared.ts";
import { prepareList } from "../storage/seek-list.ts";
import { type SightShape, type SightValues, visible } from "../storage/sight.ts";
import { fromDealRow } from "./deals.store.ts";

/** Columns a list can be in order of. */
const orders = [
  "id",
  "title_key",
  "owner_id",
  "person_id",
  "org_id",
  "pipeline_id",
  "stage_id",
  "status",
  "value",
  "close_date",
  "visible_to",
  "add_time",
  "touch_time",
] as const;
export type DealOrder = (typeof orders)[number];

type Around = SightValues & { company: number; around: number };

/** The deals of a person, and those they take part in. */
const takenBy = ({ company, taken_by }: { company: number; taken_by: number }) =>
  sql`(select id from deals where company_id = ${company} and person_id = ${taken_by}
    union select deal_id from deal_participants where company_id = ${company} and person_id = ${taken_by})`;

/** The deals of an organization, of its people as far as they are seen, and those that name it in a custom field. */
function around(p: Around, engine: Engine, sight: SightShape) {
  const { company, around: org } = p;
  const seen = visible("persons", sight, { p, engine }) ?? sql`1 = 1`;
  return sql`(select id from deals where company_id = ${company} and org_id = ${org}
    union select deals.id from persons join deals on deals.person_id = persons.id
      where persons.company_id = ${company} and persons.org_id = ${org} and persons.is_deleted = 0
        and deals.company_id = ${company} and ${seen}
    union select holder from field_values where company_id = ${company} and kind = ${sql.lit("deal")}
      and field_id in (select id from fields where company_id = ${company} and entity = ${sql.lit("deal")}
        and field_type = ${sql.lit("org")}) and num = ${org})`;
}

export type DealCondition =
  | "is_deleted"
  | "is_archived"
  | "ids"
  | "owner_id"
  | "person_id"
  | "org_id"
  | "taken_by"
  | "around"
  | "pipeline_id"
  | "stage_id"
  | "statuses"
  | "since"
  | "until";

const HALVES = ["is_deleted", "is_archived"];

const page = prepareList<{ doc: string }, DealCondition, FilterShape>({
  table: "deals",
  shown: (q, _shape, { p }) => q.selectFrom("deals").select("doc").where("company_id", "=", p.company),
  seen: (shape, bound) => visible("deals", shape, bound),
  filtering: filteringOf("deals"),
  halves: HALVES,
  indexes: [
    HALVES,
    ...[
      ...["title_key", "owner_id", "pipeline_id", "stage_id", "status", "value"],
      ...["close_date", "add_time", "touch_time"],
    ].map((column) => [...HALVES, column]),
    ["person_id", ...HALVES],
    ["org_id", ...HALVES],
  ],
  conditions: {
    is_deleted: equalTo("is_deleted"),
    is_archived: equalTo("is_archived"),
    ids: idAmong("ids"),
    owner_id: equalTo("owner_id"),
    person_id: equalTo("person_id"),
    org_id: equalTo("org_id"),
    taken_by: { column: "id", is: "within", asks: (id, p) => sql`${id} in ${takenBy(p)}` },
    around: {
      column: "id",
      is: "within",
      asks: (id, p, { engine, sight }) => sql`${id} in ${around(p, engine, sight)}`,
    },
    pipeline_id: equalTo("pipeline_id"),
    stage_id: equalTo("stage_id"),
    statuses: textAmong("status", "statuses"),
    since: compares("touch_time", ">=", "since"),
    until: compares("touch_time", "<", "until"),
  },
});

/** One page of deals, and where the next begins. */
export async function listDeals(db: Db, list: Parameters<typeof page>[1], ways?: Parameters<typeof page>[2]) {
  const { rows, next } = await page(db, list, ways);
  return { deals: rows.map(fromDealRow), next };
}

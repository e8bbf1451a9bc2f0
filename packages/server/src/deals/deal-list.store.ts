import { sql } from "kysely";
import type { Shape as FilterShape } from "../filters/clause.ts";
import { clauseSql } from "../filters/clause-sql.ts";
import { filterScope } from "../filters/filter-scope.ts";
import { idsAmong, textsAmong } from "../storage/among.ts";
import type { Db } from "../storage/db.ts";
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

const page = prepareList<{ doc: string }, DealCondition, FilterShape>({
  table: "deals",
  shown: (q, _shape, { p }) =>
    q
      .selectFrom("deals")
      .select([...orders, "doc"])
      .where("company_id", "=", p.company),
  seen: (shape, bound) => visible("deals", shape, bound),
  filtered: (filter, sight, bound) => clauseSql(filter, filterScope("deals", sight, bound)),
  narrow: { ids: "id", person_id: "id", org_id: "id", taken_by: "none", around: "none" },
  walked: {
    columns: [
      "title_key",
      "owner_id",
      "pipeline_id",
      "stage_id",
      "status",
      "value",
      "close_date",
      "add_time",
      "touch_time",
    ],
    halves: ["is_deleted", "is_archived"],
  },
  conditions: {
    is_deleted: (rows, p) => rows.where("is_deleted", "=", p.is_deleted),
    is_archived: (rows, p) => rows.where("is_archived", "=", p.is_archived),
    ids: (rows, p, engine) => rows.where("id", "in", idsAmong(engine, p.ids)),
    owner_id: (rows, p) => rows.where("owner_id", "=", p.owner_id),
    person_id: (rows, p) => rows.where("person_id", "=", p.person_id),
    org_id: (rows, p) => rows.where("org_id", "=", p.org_id),
    taken_by: (rows, p) => rows.where("id", "in", takenBy(p)),
    around: (rows, p, engine, sight) => rows.where("id", "in", around(p, engine, sight)),
    pipeline_id: (rows, p) => rows.where("pipeline_id", "=", p.pipeline_id),
    stage_id: (rows, p) => rows.where("stage_id", "=", p.stage_id),
    statuses: (rows, p, engine) => rows.where("status", "in", textsAmong(engine, p.statuses)),
    since: (rows, p) => rows.where("touch_time", ">=", p.since),
    until: (rows, p) => rows.where("touch_time", "<", p.until),
  },
});

/** One page of deals, and where the next begins. */
export async function listDeals(db: Db, list: Parameters<typeof page>[1]) {
  const { rows, next } = await page(db, list);
  return { deals: rows.map(fromDealRow), next };
}

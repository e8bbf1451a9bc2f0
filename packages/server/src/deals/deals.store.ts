import type { Kysely } from "kysely";
import { removeValueRows } from "../fields/field-values.store.ts";
import type { Viewer } from "../lib/actor.ts";
import { sortKey } from "../lib/sort-key.ts";
import { idsAmong } from "../storage/among.ts";
import { type Db, first, type Tx } from "../storage/db.ts";
import { prepare, prepareByShape } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";
import { onlySeen, type SightShape, type SightValues, sightShape, sightValues } from "../storage/sight.ts";
import { prepareUpdate } from "../storage/update-row.ts";
import type { StoredDeal } from "./deal-changes.ts";
import { putDealValues } from "./deal-values.ts";

type Row = Omit<Database["deals"], "company_id">;
type Key = { company: number; id: number };
type Values = Row & { company: number };
type Among = { company: number; ids: string };

/** A deal as its row: its document, and the columns lists seek, sort and filter on. The only place that writes either. */
function toDealRow(deal: StoredDeal): Row {
  return {
    id: deal.id,
    title_key: sortKey(deal.title),
    owner_id: deal.owner_id,
    person_id: deal.person_id ?? 0,
    org_id: deal.org_id ?? 0,
    pipeline_id: deal.pipeline_id,
    stage_id: deal.stage_id,
    status: deal.status,
    value: deal.value,
    close_date: deal.expected_close_date ?? "",
    visible_to: deal.visible_to,
    is_deleted: deal.is_deleted ? 1 : 0,
    is_archived: deal.is_archived ? 1 : 0,
    add_time: deal.add_time,
    touch_time: deal.update_time ?? deal.add_time,
    source_lead_id: deal.source_lead_id,
    doc: JSON.stringify(deal),
  };
}

export const fromDealRow = ({ doc }: { doc: string }): StoredDeal => JSON.parse(doc);

const select = prepareByShape((shape: SightShape) => (q: Kysely<Database>, p: Key & SightValues, engine) => {
  const rows = q.selectFrom("deals").select("doc").where("company_id", "=", p.company).where("id", "=", p.id);
  return onlySeen(rows, "deals", shape, { p, engine });
});

const selectAmong = prepareByShape(
  (shape: SightShape) => (q: Kysely<Database>, p: Among & SightValues, engine) => {
    const rows = q
      .selectFrom("deals")
      .select("doc")
      .where("company_id", "=", p.company)
      .where("id", "in", idsAmong(engine, p.ids));
    return onlySeen(rows, "deals", shape, { p, engine });
  },
);

const selectAfter = prepare((q, p: { company: number; after: number; limit: number }) =>
  q
    .selectFrom("deals")
    .select("doc")
    .where("company_id", "=", p.company)
    .where("id", ">", p.after)
    .orderBy("id")
    .limit(p.limit),
);

const insert = prepare((q, p: Values) =>
  q.insertInto("deals").values({ company_id: p.company, id: p.id, ...columns(p) }),
);

const columns = (p: Values) => ({
  title_key: p.title_key,
  owner_id: p.owner_id,
  person_id: p.person_id,
  org_id: p.org_id,
  pipeline_id: p.pipeline_id,
  stage_id: p.stage_id,
  status: p.status,
  value: p.value,
  close_date: p.close_date,
  visible_to: p.visible_to,
  is_deleted: p.is_deleted,
  is_archived: p.is_archived,
  add_time: p.add_time,
  touch_time: p.touch_time,
  source_lead_id: p.source_lead_id,
  doc: p.doc,
});

const update = prepareUpdate<Row>("deals", "id", [
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
  "is_deleted",
  "is_archived",
  "add_time",
  "touch_time",
  "source_lead_id",
  "doc",
]);

/** A deal, archived, deleted or not; undefined for who may not see it. */
export async function findDeal(
  db: Db,
  { company_id: company, sees }: Viewer,
  id: number,
): Promise<StoredDeal | undefined> {
  const row = await first(db, select(sightShape(sees)), { company, id, ...sightValues(sees) });
  return row && fromDealRow(row);
}

/** Those of the deals that are seen, deleted or not, in no order. */
export async function findDeals(
  db: Db,
  { company_id: company, sees }: Viewer,
  ids: readonly number[],
): Promise<StoredDeal[]> {
  if (ids.length === 0) return [];
  const values = { company, ids: JSON.stringify(ids), ...sightValues(sees) };
  return (await db.all(selectAmong(sightShape(sees)), values)).map(fromDealRow);
}

/** Up to `limit` deals behind an id, deleted or not, in order. */
export const dealsAfter = async (
  db: Db,
  company: number,
  after: number,
  limit: number,
): Promise<StoredDeal[]> => (await db.all(selectAfter, { company, after, limit })).map(fromDealRow);

/** The deals of these ids, whoever may see them. */
export const dealsAt = (db: Db, company_id: number, ids: readonly number[]): Promise<StoredDeal[]> =>
  findDeals(db, { company_id, sees: null }, ids);

export async function insertDeal(tx: Tx, company: number, deal: StoredDeal): Promise<void> {
  await tx.all(insert, { company, ...toDealRow(deal) });
  await putDealValues(tx, company, deal);
}

/** Stores what became of a deal. */
export async function updateDeal(
  tx: Tx,
  company: number,
  next: StoredDeal,
  before: StoredDeal,
): Promise<void> {
  const rows = { before: toDealRow(before), next: toDealRow(next) };
  await update(tx, { company, at: next.id }, rows);
  await putDealValues(tx, company, next, before);
}

const remove = prepare((q, p: Key) =>
  q.deleteFrom("deals").where("company_id", "=", p.company).where("id", "=", p.id),
);

const selectParticipants = prepare((q, p: Key) =>
  q
    .selectFrom("deal_participants")
    .select("person_id")
    .where("company_id", "=", p.company)
    .where("deal_id", "=", p.id),
);

/** The persons who take part in a deal beside its contact person. */
export async function participantsOf(db: Db, company: number, deal: StoredDeal): Promise<number[]> {
  const rows = await db.all(selectParticipants, { company, id: deal.id });
  return rows.flatMap(({ person_id }) => (person_id === deal.person_id ? [] : [person_id]));
}

const removeParticipants = prepare((q, p: Key) =>
  q.deleteFrom("deal_participants").where("company_id", "=", p.company).where("deal_id", "=", p.id),
);

/** Takes a deal away as if it had never been: only for what a conversion made. */
export async function removeDeal(tx: Tx, company: number, { id }: StoredDeal): Promise<void> {
  await removeValueRows(tx, { company, kind: "deal", holder: id });
  await tx.all(removeParticipants, { company, id });
  await tx.all(remove, { company, id });
}

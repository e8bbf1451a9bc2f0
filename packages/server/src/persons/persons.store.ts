import type { Kysely } from "kysely";
import { prepareContacts } from "../contacts/contact-list.store.ts";
import { putContactValues } from "../contacts/contact-values.ts";
import type { Viewer } from "../lib/actor.ts";
import { sortKey } from "../lib/sort-key.ts";
import { idsAmong } from "../storage/among.ts";
import { type Db, first, type Tx } from "../storage/db.ts";
import { prepare, prepareByShape } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";
import { onlySeen, type SightShape, type SightValues, sightShape, sightValues } from "../storage/sight.ts";
import { prepareUpdate } from "../storage/update-row.ts";
import type { StoredPerson } from "./person-changes.ts";
import { showPerson } from "./person-shown.store.ts";

export type PersonRow = Omit<Database["persons"], "company_id" | "name_key" | "touch_time">;

/** The columns a person is read from. */
export const personColumns = [
  "id",
  "name",
  "owner_id",
  "org_id",
  "emails",
  "phones",
  "label_ids",
  "custom",
  "extra",
  "visible_to",
  "is_deleted",
  "add_time",
  "update_time",
] as const;

/** One page of persons, and where the next begins. */
export const listPersons = prepareContacts<PersonRow>("persons", personColumns);

type Key = { company: number; id: number };
type Values = PersonRow & { company: number; name_key: string; touch_time: number };

const select = prepareByShape((shape: SightShape) => (q: Kysely<Database>, p: Key & SightValues, engine) => {
  const rows = q
    .selectFrom("persons")
    .select(personColumns)
    .where("company_id", "=", p.company)
    .where("id", "=", p.id);
  return onlySeen(rows, "persons", shape, { p, engine });
});

const selectLive = prepareByShape(
  (shape: SightShape) => (q: Kysely<Database>, p: Key & SightValues, engine) => {
    const rows = q
      .selectFrom("persons")
      .select("id")
      .where("company_id", "=", p.company)
      .where("id", "=", p.id)
      .where("is_deleted", "=", 0);
    return onlySeen(rows, "persons", shape, { p, engine });
  },
);

const selectAt = prepare((q, p: { company: number; ids: string }, engine) =>
  q
    .selectFrom("persons")
    .select(personColumns)
    .where("company_id", "=", p.company)
    .where("id", "in", idsAmong(engine, p.ids)),
);

type Among = SightValues & { company: number; ids: string };

const selectAmong = prepareByShape((shape: SightShape) => (q: Kysely<Database>, p: Among, engine) => {
  const rows = q
    .selectFrom("persons")
    .select(personColumns)
    .where("company_id", "=", p.company)
    .where("id", "in", idsAmong(engine, p.ids));
  return onlySeen(rows, "persons", shape, { p, engine });
});

const selectAfter = prepare((q, p: { company: number; after: number; limit: number }) =>
  q
    .selectFrom("persons")
    .select(personColumns)
    .where("company_id", "=", p.company)
    .where("id", ">", p.after)
    .orderBy("id")
    .limit(p.limit),
);

const insert = prepare((q, p: Values) =>
  q.insertInto("persons").values({ company_id: p.company, id: p.id, ...columns(p) }),
);

function columns(p: Values) {
  return {
    name: p.name,
    name_key: p.name_key,
    owner_id: p.owner_id,
    org_id: p.org_id,
    emails: p.emails,
    phones: p.phones,
    label_ids: p.label_ids,
    custom: p.custom,
    extra: p.extra,
    visible_to: p.visible_to,
    is_deleted: p.is_deleted,
    add_time: p.add_time,
    update_time: p.update_time,
    touch_time: p.touch_time,
  };
}

const update = prepareUpdate<Omit<Values, "company">>("persons", "id", [
  ...personColumns,
  "name_key",
  "touch_time",
]);

type Extra = Pick<
  StoredPerson,
  "marketing_status" | "notes" | "im" | "birthday" | "job_title" | "postal_address"
>;

const blank: Extra = {
  marketing_status: "no_consent",
  notes: null,
  im: [],
  birthday: null,
  job_title: null,
  postal_address: null,
};

export function fromPersonRow({ extra, ...row }: PersonRow): StoredPerson {
  return {
    ...row,
    ...blank,
    ...(JSON.parse(extra) as Partial<Extra>),
    emails: JSON.parse(row.emails),
    phones: JSON.parse(row.phones),
    label_ids: JSON.parse(row.label_ids),
    custom: JSON.parse(row.custom),
    visible_to: row.visible_to as StoredPerson["visible_to"], // only values of the contract are ever stored
    is_deleted: row.is_deleted === 1,
  };
}

export function toValues(company: number, person: StoredPerson, now: number): Values {
  const { marketing_status, notes, im, birthday, job_title, postal_address, ...rest } = person;
  const extra: Extra = { marketing_status, notes, im, birthday, job_title, postal_address };
  return {
    ...rest,
    company,
    name_key: sortKey(person.name),
    emails: JSON.stringify(person.emails),
    phones: JSON.stringify(person.phones),
    label_ids: JSON.stringify(person.label_ids),
    custom: JSON.stringify(person.custom),
    extra: JSON.stringify(extra),
    is_deleted: person.is_deleted ? 1 : 0,
    touch_time: person.update_time ?? now,
  };
}

/** Whether there is such a person, not deleted, whom who asks may see. */
export const seesPerson = async (
  db: Db,
  { company_id: company, sees }: Viewer,
  id: number,
): Promise<boolean> =>
  (await first(db, selectLive(sightShape(sees)), { company, id, ...sightValues(sees) })) !== undefined;

/** A person, deleted or not; undefined for who may not see it. */
export async function findPerson(
  db: Db,
  { company_id: company, sees }: Viewer,
  id: number,
): Promise<StoredPerson | undefined> {
  const row = await first(db, select(sightShape(sees)), { company, id, ...sightValues(sees) });
  return row && fromPersonRow(row);
}

/** Those of the persons that are seen, deleted or not, in no order. */
export async function findPersons(
  db: Db,
  { company_id: company, sees }: Viewer,
  ids: readonly number[],
): Promise<StoredPerson[]> {
  if (ids.length === 0) return [];
  const values = { company, ids: JSON.stringify(ids), ...sightValues(sees) };
  return (await db.all(selectAmong(sightShape(sees)), values)).map(fromPersonRow);
}

/** Up to `limit` persons behind an id, deleted or not, in order. */
export const personsAfter = async (
  db: Db,
  company: number,
  after: number,
  limit: number,
): Promise<StoredPerson[]> => (await db.all(selectAfter, { company, after, limit })).map(fromPersonRow);

export async function insertPerson(tx: Tx, company: number, person: StoredPerson): Promise<void> {
  await tx.all(insert, toValues(company, person, tx.now));
  await putContactValues(tx, { company, kind: "person" }, person);
  await showPerson(tx, company, person);
}

/** Stores what became of a person. */
export async function updatePerson(
  tx: Tx,
  company: number,
  next: StoredPerson,
  before: StoredPerson,
): Promise<void> {
  const rows = { before: toValues(company, before, 0), next: toValues(company, next, tx.now) };
  await update(tx, { company, at: next.id }, rows);
  await putContactValues(tx, { company, kind: "person" }, next, before);
  await showPerson(tx, company, next, before);
}

/** The persons of these ids, whoever may see them. */
export const personsAt = async (db: Db, company: number, ids: readonly number[]): Promise<StoredPerson[]> =>
  (await db.all(selectAt, { company, ids: JSON.stringify(ids) })).map(fromPersonRow);

import type { Kysely } from "kysely";
import { shownPlace, shownPlaces } from "../contacts/shown-place.ts";
import type { Viewer } from "../lib/actor.ts";
import { idsAmong } from "../storage/among.ts";
import type { Db, Tx } from "../storage/db.ts";
import { prepare, prepareByShape } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";
import { onlySeen, type SightShape, type SightValues, sightShape, sightValues } from "../storage/sight.ts";
import type { StoredPerson } from "./person-changes.ts";

type Values = SightValues & { company: number; ids: string };

const select = prepareByShape((shape: SightShape) => (q: Kysely<Database>, p: Values, engine) => {
  const rows =
    engine === "sqlite"
      ? q.selectFrom("persons_shown as persons").where("place", "in", shownPlaces(p.company, p.ids))
      : q
          .selectFrom("persons")
          .where("company_id", "=", p.company)
          .where("id", "in", idsAmong(engine, p.ids));
  return onlySeen(rows, "persons", shape, { p, engine }).select(["id", "name", "phones", "emails"]);
});

/** What is shown of the person of something found. */
export type ShownPerson = {
  id: number;
  name: string;
  /** Lists of texts, as JSON. */
  phones: string;
  emails: string;
};

/** A member `value` in JSON. In a text no quote stands without a backslash before it, so that none looks like one. */
const VALUE = /"value":"(?:[^"\\]|\\.)*"/g;
const NAME = '"value":'.length;

/** The values of points of contact, as JSON: read as text, at a third of what it takes to parse and write them. */
const valuesOf = (points: string): string =>
  points === "[]" ? points : `[${points.match(VALUE)?.map((value) => value.slice(NAME)) ?? ""}]`;

/** Those of the persons that are seen, deleted or not, by id. */
export async function shownPersons(
  db: Db,
  { company_id: company, sees }: Viewer,
  ids: readonly number[],
): Promise<Map<number, ShownPerson>> {
  if (ids.length === 0) return new Map();
  const values = { company, ids: JSON.stringify(ids), ...sightValues(sees) };
  const rows = await db.all(select(sightShape(sees)), values);
  if (db.engine === "sqlite") return new Map(rows.map((row) => [row.id, row]));
  return new Map(
    rows.map(({ id, name, phones, emails }) => [
      id,
      { id, name, phones: valuesOf(phones), emails: valuesOf(emails) },
    ]),
  );
}

type Row = ShownPerson & { company: number; owner_id: number; visible_to: number };

const replace = prepare((q, p: Row) =>
  q.replaceInto("persons_shown").values({
    place: shownPlace(p.company, p.id),
    ...{ id: p.id, name: p.name, phones: p.phones, emails: p.emails },
    ...{ owner_id: p.owner_id, visible_to: p.visible_to },
  }),
);

const toRow = (company: number, { id, name, phones, emails, owner_id, visible_to }: StoredPerson): Row => ({
  ...{ company, id, name, owner_id, visible_to },
  phones: JSON.stringify(phones.map(({ value }) => value)),
  emails: JSON.stringify(emails.map(({ value }) => value)),
});

/** Keeps what is shown of a person true. */
export async function showPerson(
  tx: Tx,
  company: number,
  next: StoredPerson,
  before?: StoredPerson,
): Promise<void> {
  if (tx.engine === "postgres") return;
  const row = toRow(company, next);
  if (before && JSON.stringify(toRow(company, before)) === JSON.stringify(row)) return;
  await tx.all(replace, row);
}

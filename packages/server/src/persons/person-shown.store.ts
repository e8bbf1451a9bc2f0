import { type Kysely, sql } from "kysely";
import type { Viewer } from "../lib/actor.ts";
import { idsAmong } from "../storage/among.ts";
import type { Db } from "../storage/db.ts";
import { prepareByShape } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";
import { onlySeen, type SightShape, type SightValues, sightShape, sightValues } from "../storage/sight.ts";

type Values = SightValues & { company: number; ids: string };

/** An index has all that is shown, and is narrow: by itself SQLite goes to the wide row. */
const select = prepareByShape((shape: SightShape) => (q: Kysely<Database>, p: Values, engine) => {
  const narrow = sql`persons indexed by persons_shown`;
  const persons = engine === "sqlite" ? sql.table("persons").as<"persons">(narrow) : "persons";
  const rows = q
    .selectFrom(persons as "persons")
    .select(["id", "name", "phones", "emails"])
    .where("company_id", "=", p.company)
    .where("id", "in", idsAmong(engine, p.ids));
  return onlySeen(rows, "persons", shape, { p, engine });
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
  return new Map(
    rows.map(({ id, name, phones, emails }) => [
      id,
      { id, name, phones: valuesOf(phones), emails: valuesOf(emails) },
    ]),
  );
}

import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Viewer } from "../lib/actor.ts";
import { idsAmong } from "../storage/among.ts";
import type { Db } from "../storage/db.ts";
import { type Engine, prepare, prepareByShape } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";
import { type SightShape, type SightValues, sightShape, sightValues } from "../storage/sight.ts";
import { seenThrough } from "../storage/sight-through.ts";

type Query = Kysely<Database>;
type Values = SightValues & { company: number; ids: string };

/** By which column work hangs on a contact. */
const columns = { person: "person_id", organization: "org_id" } as const;
export type ContactKind = keyof typeof columns;
type Shape = `${ContactKind} ${SightShape}`;

const partsOf = (shape: Shape) => shape.split(" ") as [ContactKind, SightShape]; // as it is put together
const all = sql<boolean>`1 = 1`;

const countNotes = prepareByShape((text: Shape) => (q: Query, p: Values, engine: Engine) => {
  const [kind, shape] = partsOf(text);
  return q
    .selectFrom("notes")
    .select((eb) => [eb.ref(columns[kind]).as("contact"), eb.fn.countAll<number>().as("count")])
    .where("company_id", "=", p.company)
    .where(columns[kind], "in", idsAmong(engine, p.ids))
    .where(seenThrough("notes", shape, { p, engine }) ?? all)
    .groupBy(columns[kind]);
});

const countFollowers = prepare((q, p: { company: number; ids: string; object: ContactKind }, engine) =>
  q
    .selectFrom("followers")
    .select((eb) => ["item_id as contact", eb.fn.countAll<number>().as("count")])
    .where("company_id", "=", p.company)
    .where("object", "=", p.object)
    .where("item_id", "in", idsAmong(engine, p.ids))
    .groupBy("item_id"),
);

/** Whose an activity is sees it, whatever it hangs on. */
function seenActivities(shape: SightShape, bound: { p: Values; engine: Engine }): RawBuilder<boolean> {
  const through = seenThrough("activities", shape, bound);
  return through ? sql`(activities.owner_id = ${bound.p.me} or ${through})` : all;
}

/** The first undone activity of each contact and the last done one, with how many there are of either. */
const selectActivities = prepareByShape((text: Shape) => (q: Query, p: Values, engine: Engine) => {
  const [kind, shape] = partsOf(text);
  const contact = sql.ref<number>(columns[kind]);
  const ranked = q
    .selectFrom("activities")
    .select(["id", "done", "due_date", "due_time"])
    .select([
      contact.as("contact"),
      sql<number>`row_number() over (partition by ${contact}, done order by due_date, due_time, id)`.as(
        "place",
      ),
      sql<number>`count(*) over (partition by ${contact}, done)`.as("count"),
    ])
    .where("company_id", "=", p.company)
    .where("is_deleted", "=", 0)
    .where(columns[kind], "in", idsAmong(engine, p.ids))
    .where(seenActivities(shape, { p, engine }));
  return q
    .selectFrom(ranked.as("ranked"))
    .selectAll()
    .where(sql<boolean>`place = case when done = 1 then "count" else 1 end`);
});

/** An activity as a contact tells of it. */
type Told = { id: number; due_date: string; due_time: string | null };

/** What is going on about a contact, of what who asks sees. */
export type ContactWork = {
  notes: number;
  followers: number;
  done: number;
  undone: number;
  next: Told | undefined;
  last: Told | undefined;
};

export const noWork: ContactWork = {
  ...{ notes: 0, followers: 0, done: 0, undone: 0 },
  ...{ next: undefined, last: undefined },
};

/** What is going on about contacts, by id: three queries, whatever their number. One of which nothing is known may be missing. */
export async function workOfContacts(
  db: Db,
  { company_id: company, sees }: Viewer,
  kind: ContactKind,
  ids: readonly number[],
): Promise<Map<number, ContactWork>> {
  const work = new Map<number, ContactWork>();
  if (ids.length === 0) return work;
  const note = (id: number, more: Partial<ContactWork>) =>
    work.set(id, { ...(work.get(id) ?? noWork), ...more });
  const values = { company, ids: JSON.stringify(ids), ...sightValues(sees) };
  const shape = `${kind} ${sightShape(sees)}` as const;
  for (const { contact, count } of await db.all(countNotes(shape), values))
    note(contact, { notes: Number(count) });
  for (const { contact, count } of await db.all(countFollowers, { ...values, object: kind }))
    note(contact, { followers: Number(count) });
  for (const { contact, done, count, ...row } of await db.all(selectActivities(shape), values)) {
    const told = { id: row.id, due_date: row.due_date, due_time: row.due_time || null };
    note(contact, done === 1 ? { done: Number(count), last: told } : { undone: Number(count), next: told });
  }
  return work;
}

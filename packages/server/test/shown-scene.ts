import { type Lead, shownSortFields } from "@leadfoyer/contract";
import { fold, sortKey } from "../src/lib/sort-key.ts";
import type { TestApp } from "./app.ts";
import { addField } from "./fields.ts";
import { walkByStart } from "./walk.ts";

/** Which of the few things there are a random lead has: by their number, none where that is less than nothing. */
export type Spec = {
  owner: number;
  person: number;
  organization: number;
  labels: readonly number[];
  amount: number | null;
  due: readonly { day: number; time: string; done: boolean }[];
  archived: boolean;
  hidden: boolean;
  /** One for each field, in the order in which they are made; null for none. */
  values: readonly (number | null)[];
};

type Place = readonly (string | number)[] | undefined;
/** Where a lead stands in an order; undefined where it shows nothing. */
type PlaceOf = (lead: Lead) => Place | null;

const USERS = ["Ann Owner", "ann", "Zed", "Middle"];
const NAMES = ["Ärger", "ann", "Ann", "Zoe", "漢字", "Bob & Co"];
/** The person, or organization, that only its owner sees. */
const HIDDEN = "Zoe";
const plain = {
  varchar: ["Blue", "red", "BLUE", "ärger", "x".repeat(255)],
  double: [3, -2, 0, 3, 1e10],
  monetary: [30, 4, 4.5, -1, 30],
  date: ["2026-05-01", "2025-12-31", "2026-05-01", "2031-01-01", "1999-01-01"],
  time: ["08:00:00", "23:15:00", "00:00:00", "08:00:00", "12:00:00"],
  address: ["Tallinn", "Aachen", "tallinn", "Zürich", "Oslo"],
} as const;
const plainTypes = Object.keys(plain) as (keyof typeof plain)[];

/** Custom fields, and so values of a spec. */
export const FIELDS = plainTypes.length + 5;

/** What leads point at. One person and one organization are deleted when the leads are there. */
async function addThings(app: TestApp) {
  const owners = [app.actor.user_id];
  for (const name of USERS.slice(1)) owners.push((await app.colleague(name)).id);
  const level = (name: string) => ({ name, visible_to: name === HIDDEN ? 1 : 3 });
  const persons = (await inTurn(NAMES, (name) => app.add.person(level(name)))).map(({ id }) => id);
  const organizations = (await inTurn(NAMES, (name) => app.add.organization(level(name)))).map(
    ({ id }) => id,
  );
  const labels = await inTurn(["hot", "Cold", "warm", "Äcold"], (name) => app.add.label({ name }));
  const fields = await inTurn(plainTypes, (type) => addField(app, "deal", type));
  const chosen = await inTurn(["enum", "set"] as const, async (type) => {
    const { id, options } = await addField(app, "deal", type);
    // In another order than that of their ids.
    const changed = await app.data("PUT", `/v1/dealFields/${id}`, { options: options.toReversed() });
    return changed as typeof changed & { key: string; options: { id: number }[] };
  });
  const pointing = await inTurn(["user", "people", "org"] as const, (type) => addField(app, "deal", type));
  return { owners, persons, organizations, labels, fields, chosen, pointing };
}
type Things = Awaited<ReturnType<typeof addThings>>;

/** The value each field of a lead has, by key. */
function valuesOf(things: Things, { values }: Spec): object {
  const { owners, persons, organizations } = things;
  const holders = [
    ...things.fields.map(({ key }, index) => ({ key, of: plain[plainTypes[index] ?? "varchar"] })),
    ...things.chosen.map(({ key, options, field_type }) => ({
      key,
      of: options.map(({ id }: { id: number }, index: number) =>
        field_type === "set" ? `${id},${options[(index + 1) % options.length]?.id}` : id,
      ),
    })),
    ...things.pointing.map(({ key }, index) => ({ key, of: [owners, persons, organizations][index] ?? [] })),
  ];
  const held = holders.flatMap(({ key, of }, index) => {
    const value = values[index] ?? null;
    return value === null ? [] : [[key, of[value % of.length]] as const];
  });
  return Object.fromEntries(held);
}

async function addLead(app: TestApp, things: Things, spec: Spec): Promise<string> {
  const [person_id, organization_id] = [things.persons[spec.person], things.organizations[spec.organization]];
  const { id } = await app.add.lead({
    owner_id: things.owners[spec.owner] ?? app.actor.user_id,
    visible_to: spec.hidden ? "1" : "3",
    ...(person_id && { person_id }),
    organization_id: person_id
      ? (organization_id ?? null)
      : (organization_id ?? things.organizations[0] ?? 0),
    label_ids: [...new Set(spec.labels)].map((index) => things.labels[index]?.id ?? ""),
    value: spec.amount === null ? null : { amount: spec.amount, currency: "EUR" },
    ...valuesOf(things, spec),
  });
  for (const { day, time, done } of spec.due) {
    const due = { due_date: `2026-01-0${day}`, ...(time && { due_time: time }) };
    await app.add.activity({ subject: "Call", lead_id: id, done, ...due });
  }
  if (spec.archived) await app.data("PATCH", `/v1/leads/${id}`, { is_archived: true });
  return id;
}

/** A company full of ties, and where in each order its leads stand. */
export async function shownScene(app: TestApp, specs: readonly Spec[]) {
  const things = await addThings(app);
  const made = await inTurn(specs, (spec) => addLead(app, things, spec));
  // What is deleted is still named beside the leads that point at it.
  await app.data("DELETE", `/api/v2/persons/${things.persons[1]}`);
  await app.data("DELETE", `/api/v2/organizations/${things.organizations[2]}`);
  const activities = await walkByStart(app, "/v1/activities?user_id=0", 500);

  const held = (lead: Lead, key: string) =>
    (lead as Record<string, unknown>)[key] as string | number | undefined;
  const contact = (of: readonly number[], id: unknown, sees: boolean): Place => {
    const name = NAMES[of.indexOf(Number(id))];
    return name === undefined || (name === HIDDEN && !sees) ? undefined : [sortKey(name), Number(id)];
  };
  const user = (id: unknown): Place =>
    id === undefined ? undefined : [fold(USERS[things.owners.indexOf(Number(id))] ?? "")];
  const labelNames = new Map(things.labels.map(({ id, name }) => [id, fold(name)]));

  /** Where leads stand for someone who sees the hidden contacts, or does not. */
  const ordersFor = (sees: boolean): [string, PlaceOf][] => {
    const { persons, organizations, fields, chosen, pointing } = things;
    const shown: Record<(typeof shownSortFields)[number], PlaceOf> = {
      value: ({ value }) => value && [value.amount],
      labels: ({ label_ids }) => {
        const [first] = label_ids.map((id) => labelNames.get(id) ?? "").sort(compare);
        return first === undefined ? undefined : [first];
      },
      next_activity: ({ next_activity_id }) => {
        const next = activities.find(({ id }) => id === next_activity_id);
        return next && [next.due_date, next.due_time ?? "", next.id];
      },
      owner: ({ owner_id }) => user(owner_id),
      person: ({ person_id }) => contact(persons, person_id, sees),
      organization: ({ organization_id }) => contact(organizations, organization_id, sees),
      source: ({ source_name }) => [source_name],
    };
    return [
      ...shownSortFields.map((field): [string, PlaceOf] => [field, shown[field]]),
      ...fields.map(({ key }): [string, PlaceOf] => [key, (lead) => plainPlace(held(lead, key))]),
      ...chosen.map(({ key, options }): [string, PlaceOf] => [
        key,
        (lead) => {
          const ids = String(held(lead, key) ?? "").split(",");
          const at = options.findIndex(({ id }: { id: number }) => ids.includes(String(id)));
          return at < 0 ? undefined : [at];
        },
      ]),
      ...pointing.map(({ key }, index): [string, PlaceOf] => [
        key,
        (lead) =>
          index === 0
            ? user(held(lead, key))
            : contact([persons, organizations][index - 1] ?? [], held(lead, key), sees),
      ]),
    ];
  };
  return { ...things, ordersFor, ageOf: (lead: Lead) => made.indexOf(lead.id) };
}

const plainPlace = (value: string | number | undefined): Place =>
  value === undefined ? undefined : [typeof value === "string" ? fold(value) : value];

type Ordering = { placeOf: PlaceOf; ageOf: (lead: Lead) => number; way: 1 | -1 };

/** Ids of leads in the order of where they stand: the older first, and last what stands nowhere. */
export const inOrder = (leads: readonly Lead[], { placeOf, ageOf, way }: Ordering): string[] =>
  leads
    .map((lead) => ({ id: lead.id, place: placeOf(lead) ?? undefined, age: ageOf(lead) }))
    .sort((a, b) => {
      if (!a.place || !b.place) return Number(!a.place) - Number(!b.place) || way * (a.age - b.age);
      return way * (comparePlaces(a.place, b.place) || a.age - b.age);
    })
    .map(({ id }) => id);

function comparePlaces(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [index, one] of a.entries()) {
    const order = compare(one, b[index] ?? "");
    if (order !== 0) return order;
  }
  return 0;
}

/** As databases compare: texts byte by byte. */
const compare = (a: string | number, b: string | number): number =>
  typeof a === "number" && typeof b === "number"
    ? a - b
    : Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));

async function inTurn<T, R>(given: readonly T[], make: (one: T) => Promise<R>): Promise<R[]> {
  const made: R[] = [];
  for (const one of given) made.push(await make(one));
  return made;
}

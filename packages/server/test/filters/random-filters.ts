import type { FilterConditionInput, FilterConditionsInput, FilterObject } from "@leadfoyer/contract";
import { filterHelpers } from "../../src/filters/filter-helpers.ts";
import { addDays } from "../../src/lib/days.ts";
import type { Random } from "../../src/lib/random.ts";
import { conditionsOf } from "./conditions.ts";
import type { Item, KnownField, World } from "./evaluate.ts";
import { texts } from "./random-world.ts";

/** Built-in fields filters do not take: they are made of others. */
const unfilterable = new Set(["first_name", "last_name", "im", "postal_address", "people_count"]);
/** Fields of deals that leads have not. */
const dealOnly = new Set([
  ...[
    "pipeline_id",
    "stage_id",
    "status",
    "probability",
    "lost_reason",
    "close_time",
    "won_time",
    "lost_time",
    "id",
    "currency",
    "stage_change_time",
    "first_won_time",
    "local_won_date",
    "local_lost_date",
    "local_close_date",
  ],
]);

const kinds: Record<string, string> = { people: "person", org: "organization" };

/** The kind of operators a field has. */
export function kindOf({ key, field_type }: KnownField): string {
  if (key === "title") return "title";
  if (["pipeline_id", "stage_id", "status"].includes(key)) return key.replace("_id", "");
  const text = ["varchar", "varchar_auto", "text", "phone", "address"].includes(field_type);
  return text ? "varchar" : (kinds[field_type] ?? field_type);
}

export function operatorsOf(kind: string): string[] {
  const listed = filterHelpers.operators[kind] ?? {};
  const operators = Array.isArray(listed) ? listed.flatMap(Object.keys) : Object.keys(listed);
  const deprecated =
    kind === "varchar" || kind === "title" ? Object.keys(filterHelpers.deprecated_operators) : [];
  return [...operators, ...deprecated].filter(
    (operator) => !["belongs_to_team", "has_been"].includes(operator),
  );
}

const relativeWords = Object.entries(filterHelpers.relative_dates)
  .filter(([group]) => group !== "Deal specific")
  .flatMap(([, words]) => Object.keys(words));

type Scene = { world: World; random: Random; labels: string[]; users: number[]; items: Item[] };

const objectsOf: Record<string, [FilterObject, ...FilterObject[]]> = {
  lead: ["lead", "lead", "lead", "deal", "person", "organization"],
  person: ["person", "person", "organization"],
  organization: ["organization"],
  deal: ["deal", "deal", "person", "organization"],
  activity: ["activity", "activity", "activity", "deal", "lead", "person", "organization"],
};

type Thing = "lead" | "deal" | "person" | "organization" | "activity";

/** Conditions on a thing: 0 to 16 of them, mostly few, since many find nothing. */
export function randomFilter(thing: Thing, scene: Scene): FilterConditionsInput {
  const { random } = scene;
  const count = random.chance(0.9) ? random.below(4) : random.below(17);
  const all: FilterConditionInput[] = [];
  const any: FilterConditionInput[] = [];
  for (let index = 0; index < count; index += 1) {
    (random.chance(0.5) ? all : any).push(
      randomCondition(random.pick(objectsOf[thing] ?? ["lead"]), scene, thing),
    );
  }
  return conditionsOf(all, any);
}

function randomCondition(object: FilterObject, scene: Scene, thing: string): FilterConditionInput {
  const { world, random } = scene;
  const fields = (world.fields[object] ?? []).filter(
    ({ key }) =>
      !unfilterable.has(key) &&
      !(object === "deal" && thing === "lead" && (dealOnly.has(key) || key === "label_ids")),
  );
  const field = fields[random.below(fields.length)];
  if (!field) throw new Error(`no fields of ${object}`);
  const operators = operatorsOf(kindOf(field));
  const includes = field.field_type.endsWith("range") && random.chance(0.3);
  const operator = includes ? "includes" : (operators[random.below(operators.length)] ?? "=");
  const plain = { object, field_id: random.chance(0.5) ? String(field.id) : field.id, operator };
  if (operator === "IS NULL" || operator === "IS NOT NULL") return { ...plain, value: null, extra_value: "" };
  return { ...plain, value: valueFor(field, scene), extra_value: extraFor(field, scene) };
}

function valueFor(field: KnownField, scene: Scene): string | number {
  const { random, users, labels, world } = scene;
  const { key, field_type, options } = field;
  const held = random.chance(0.4) ? heldBySome(field, scene) : undefined;
  if (held !== undefined) return held;
  const ids = (list: Iterable<number>) => [...list][random.below(6)] ?? 1;
  if (
    key === "label_ids" &&
    options?.length === 0 &&
    labels.length > 0 &&
    world.fields.lead?.includes(field)
  ) {
    return labels.filter(() => random.chance(0.5)).join(",") || (labels[0] ?? "");
  }
  if (kindOf(field) === "status") return random.pick(["open", "won", "Lost"]);
  if (kindOf(field) === "varchar" || kindOf(field) === "title") return textFor(random);
  const values: Record<string, () => string | number> = {
    double: () => random.pick([0, 1, 2, 3, 1000, -2]),
    monetary: () => random.pick([0, 100, 100.5, "99.9", 1000]),
    enum: () => (options?.length ? (options[random.below(options.length)]?.id ?? 1) : random.below(3)),
    set: () => (options?.length ? optionsFor(options, random) : random.pick(["1", "3", "2,3"])),
    visible_to: () => random.pick(["1", "3", "5", "7"]),
    user: () => users[random.below(users.length)] ?? 1,
    org: () => ids(world.organizations.keys()),
    people: () => ids(world.persons.keys()),
    time: () => random.pick(["08:00", "09:00:00", "17:30", "18:00"]),
    timerange: () => random.pick(["08:00", "09:00:00", "17:30", "18:00"]),
  };
  return values[field_type]?.() ?? dayFor(random);
}

/** Types of which the edges matter: a value that some item has. */
const edged = new Set(["double", "monetary", "date", "daterange", "time", "timerange"]);

function heldBySome({ key, field_type }: KnownField, { random, items }: Scene): string | number | undefined {
  const item = items[random.below(items.length)] ?? {};
  const value = item[random.chance(0.5) ? key : `${key}_until`];
  if (!edged.has(field_type) || key === "value" || value === null || value === undefined) return undefined;
  return key.endsWith("_time") ? String(value).slice(0, "YYYY-MM-DD".length) : value;
}

function optionsFor(options: { id: number | string }[], random: Random): string {
  const chosen = options.filter(() => random.chance(0.4)).map(({ id }) => id);
  return (chosen.length > 0 ? chosen : options.slice(0, 1).map(({ id }) => id)).join(",");
}

function dayFor(random: Random): string {
  const today = new Date().toISOString().slice(0, 10);
  const word = relativeWords[random.below(relativeWords.length)] ?? "today";
  // The server's clock goes on while it is asked: what happens `now` cannot be told from here.
  return random.chance(0.6) && word !== "now" ? word : addDays(today, random.below(40) - 20);
}

/** A text, a piece of one, or one in other letters. */
function textFor(random: Random): string {
  const text = random.pick(texts).slice(0, 255);
  const characters = Array.from(text);
  const from = random.below(characters.length);
  const piece = characters.slice(from, from + 1 + random.below(6)).join("");
  return random
    .pick([text, piece, piece, text.toUpperCase().slice(0, 250), text.toLowerCase()])
    .toWellFormed();
}

function extraFor(field: KnownField, { random }: Scene): string | null {
  const { field_type } = field;
  if (!random.chance(0.3) || ["pipeline", "stage"].includes(kindOf(field))) return null;
  if (field_type === "monetary") return random.pick(["EUR", "usd", "JPY"]);
  if (field_type === "address") return random.pick(["locality", "country", "formatted_address"]);
  if (field_type === "double") return String(random.pick([2, 100, 2000]));
  if (["date", "daterange"].includes(field_type)) return dayFor(random);
  return ["time", "timerange"].includes(field_type) ? "17:45" : null;
}

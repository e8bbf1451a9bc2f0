import type { FilterConditionInput, FilterConditionsInput, FilterObject } from "@leadfoyer/contract";
import { resolveRelativeDate } from "../../src/filters/relative-dates.ts";
import { dayIn } from "../../src/lib/time-zones.ts";

// What filters mean, said once more and as plainly as can be: on answers of the API, one condition of one item at a
// time. It shares the meaning of relative dates and what day it is in a zone with the server, and nothing else.

/** An item as the API answers it. */
// biome-ignore lint/suspicious/noExplicitAny: members are looked up by the keys of fields
export type Item = Record<string, any>;

export type KnownField = {
  id: number;
  key: string;
  field_type: string;
  edit_flag: boolean;
  options: { id: number | string }[] | null;
};

export type World = {
  fields: Record<string, KnownField[]>;
  persons: Map<number, Item>;
  organizations: Map<number, Item>;
  deals: Map<number, Item>;
  leads: Map<string, Item>;
  timeZone: string;
};

export function matches(
  kind: FilterObject,
  item: Item,
  filter: FilterConditionsInput,
  world: World,
): boolean {
  const [all, any] = filter.conditions.map(({ conditions }) => conditions);
  const holds = (condition: FilterConditionInput) => evaluate(kind, item, condition, world);
  return (all ?? []).every(holds) && ((any ?? []).length === 0 || (any ?? []).some(holds));
}

function evaluate(kind: FilterObject, item: Item, condition: FilterConditionInput, world: World): boolean {
  const { object, operator } = condition;
  const subject = subjectOf(kind, item, object, world);
  const field = world.fields[object]?.find(({ id }) => id === Number(condition.field_id));
  if (!field) throw new Error(`no field ${condition.field_id} of ${object}`);
  const isLead = object === "lead" || (kind === "lead" && object === "deal");
  const values = subject ? valuesOf(subject, field, { isLead, part: condition.extra_value }) : [];
  const opposite = opposites[operator];
  const question = { ...condition, operator: opposite ?? operator, type: typeOf(field) };
  const holds = positive(values, question, world);
  return opposite ? !holds : holds;
}

const opposites: Record<string, string | undefined> = {
  "IS NULL": "IS NOT NULL",
  "!=": "=",
  "NOT LIKE '%$%'": "LIKE '%$%'",
  "NOT LIKE '$%'": "LIKE '$%'",
  "NOT LIKE '%$'": "LIKE '%$'",
  not_contains: "contains some",
  does_not_end_at: "ends_at",
};

function subjectOf(kind: FilterObject, item: Item, object: FilterObject, world: World): Item | undefined {
  if (object === kind || (kind === "lead" && object === "deal")) return item;
  if (object === "deal") return world.deals.get(item.deal_id);
  if (object === "lead") return world.leads.get(item.lead_id);
  if (object === "person") return world.persons.get(item.person_id);
  return world.organizations.get(item.organization_id ?? item.org_id);
}

type Value = { value: unknown; until?: string; currency?: string };

const keysOfLeads: Record<string, string> = { creator_user_id: "creator_id", org_id: "organization_id" };

type Reading = { isLead: boolean; part: unknown };

/** The values an item has in a field: none, one, or the options of a set. */
function valuesOf(
  item: Item,
  { key, field_type, edit_flag }: KnownField,
  { isLead, part }: Reading,
): Value[] {
  const name = key === "user_id" ? "owner_id" : isLead ? (keysOfLeads[key] ?? key) : key;
  if (!edit_flag) return builtInValues(item, name, part);
  return isLead ? flatValues(item, key, field_type, part) : nested(item.custom_fields?.[key], part);
}

function builtInValues(item: Item, name: string, part: unknown): Value[] {
  switch (name) {
    case "email":
    case "phone":
      return item[`${name}s`].map(({ value }: Value) => ({ value }));
    case "value":
      if (typeof item.value === "number") return [{ value: item.value, currency: item.currency }];
      return item.value ? [{ value: item.value.amount, currency: item.value.currency }] : [];
    case "address":
    case "location":
      return nested(item[name], part);
    case "update_time":
      return [{ value: item.update_time ?? item.add_time }];
    case "label_ids":
      return item.label_ids.map((value: unknown) => ({ value }));
    default:
      return present(typeof item[name] === "boolean" ? Number(item[name]) : item[name]);
  }
}

const present = (value: unknown): Value[] => (value === null || value === undefined ? [] : [{ value }]);

function flatValues(item: Item, key: string, type: string, part: unknown): Value[] {
  if (type === "address") return present(item[part ? `${key}_${part}` : key]);
  if (item[key] === undefined) return [];
  if (type === "set") return item[key].split(",").map((value: string) => ({ value }));
  return [{ value: item[key], until: item[`${key}_until`], currency: item[`${key}_currency`] }];
}

function nested(value: unknown, part: unknown): Value[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.map((one) => ({ value: one }));
  if (typeof value !== "object") return [{ value }];
  const members = value as Item;
  if (part === "formatted_address") return present(members.value);
  if (typeof part === "string" && Object.hasOwn(members, part)) return present(members[part]);
  if (typeof part === "string" && /^[a-z]+_?[a-z_0-9]*$/.test(part) && "country" in members) return [];
  return [{ value: members.value, until: members.until, currency: members.currency }];
}

const typeOf = ({ field_type, key }: KnownField): string =>
  key.endsWith("_time") && field_type === "date"
    ? "moment"
    : ["phone", "text", "varchar_auto", "address"].includes(field_type)
      ? "varchar"
      : field_type;

type Question = FilterConditionInput & { type: string };

function positive(values: Value[], { operator, type, value, extra_value }: Question, world: World): boolean {
  if (operator === "IS NOT NULL") return values.length > 0;
  if (type === "set") return setHolds(values, operator, String(value).split(","));
  if (type === "varchar") return values.some((one) => textHolds(String(one.value), operator, String(value)));
  const wanted = (given: unknown) => boundsOf(type, String(given), world);
  const [begin, end] = [wanted(value)[0], wanted(type === "monetary" ? value : (extra_value ?? value))[1]];
  return values.some((one) => {
    if (type === "monetary" && extra_value && one.currency !== String(extra_value).toUpperCase())
      return false;
    return orderHolds(one, operator, { type, begin, end }, world);
  });
}

const folded = (text: string): string => text.normalize("NFKC").toLowerCase();

function textHolds(text: string, operator: string, value: string): boolean {
  const [have, want] = [folded(text), folded(value)];
  if (operator === "=") return have === want;
  if (operator === "LIKE '$%'") return have.startsWith(want);
  if (operator === "LIKE '%$'") return have.endsWith(want);
  return have.includes(want);
}

function setHolds(values: Value[], operator: string, wanted: string[]): boolean {
  const have = new Set(values.map(({ value }) => String(value)));
  const want = new Set(wanted);
  if (operator === "contains some") return [...want].some((one) => have.has(one));
  const all = [...want].every((one) => have.has(one));
  return operator === "contains" ? all : all && have.size === want.size;
}

type Bound = string | number | null;

function boundsOf(type: string, text: string, { timeZone }: World): [Bound, Bound] {
  if (["date", "daterange", "moment"].includes(type)) {
    const range = resolveRelativeDate(text, dayIn(timeZone, Date.now()));
    return range ? [range.first, range.last] : [text, text];
  }
  if (type === "time" || type === "timerange") {
    const time = text.length === "HH:MM".length ? `${text}:00` : text;
    return [time, time];
  }
  return [Number(text), Number(text)];
}

/** Operators about the end of a range, as the operator they are about its beginning. */
const ends: Record<string, string | undefined> = {
  ends_at: "=",
  ends_before: "<",
  ends_e_before: "<=",
  ends_after: ">",
  ends_e_after: ">=",
};

type Wanted = { type: string; begin: Bound; end: Bound };

function orderHolds({ value, until }: Value, operator: string, wanted: Wanted, world: World): boolean {
  const aboutEnd = ends[operator];
  if (operator === "includes") return includes(value, until, wanted, world);
  return standsSo(aboutEnd ? until : value, aboutEnd ?? operator, wanted, world);
}

function includes(value: unknown, until: unknown, { type, begin, end }: Wanted, world: World): boolean {
  if (until === undefined || until === null || begin === null || end === null) return false;
  const startsInTime = standsSo(value, "<=", { type, begin, end: begin }, world);
  return startsInTime && standsSo(until, ">=", { type, begin: end, end }, world);
}

function standsSo(subject: unknown, operator: string, { type, begin, end }: Wanted, world: World): boolean {
  if (subject === undefined || subject === null) return false;
  const isText = typeof begin === "string" || typeof end === "string";
  const plain = isText ? String(subject) : Number(subject);
  const have = type === "moment" ? dayIn(world.timeZone, Date.parse(String(subject))) : plain;
  const [isBefore, isAfter] = [begin !== null && have < begin, end !== null && have > end];
  switch (operator) {
    case "<":
      return isBefore;
    case ">":
      return isAfter;
    case "<=":
      return !isAfter;
    case ">=":
      return !isBefore;
    default:
      return !isBefore && !isAfter;
  }
}

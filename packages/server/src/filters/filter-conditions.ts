import {
  type FilterConditionInput,
  type FilterConditionsInput,
  type FilterObject,
  type FilterType,
  MAX_FILTER_CONDITIONS,
} from "@leadfoyer/contract";
import type { FieldDefinition, Fielded } from "../fields/field-definition.ts";
import type { FieldSet } from "../fields/field-set.ts";
import { splitCsv } from "../lib/csv.ts";
import { DomainError } from "../lib/domain-error.ts";
import { type Access, accessOf } from "./filter-fields.ts";
import { ExtraValueFault, meaningOf } from "./filter-meaning.ts";
import { addressComponents, isOperator, type Operator, operatorsOf, takesValue } from "./filter-operators.ts";
import { type Asked, ValueFault } from "./filter-values.ts";

/** A condition as it is kept. `key` and `name` still tell of the field when it is gone. */
export type StoredCondition = {
  object: FilterObject;
  field_id: number;
  key: string | null;
  name: string | null;
  operator: string;
  value: string | null;
  extra_value: string | null;
};

/** The two groups: all of the first, and any of the second. */
export type StoredConditions = { and: StoredCondition[]; or: StoredCondition[] };

/** Objects whose fields a filter of each type may ask of. Leads borrow the fields of deals. */
const objectsOf: Record<FilterType, readonly FilterObject[]> = {
  leads: ["lead", "deal", "person", "organization"],
  people: ["person", "organization"],
  org: ["organization"],
  deals: ["deal", "person", "organization", "product", "activity"],
  products: ["product"],
  activity: ["activity", "deal", "lead", "person", "organization"],
  projects: ["project", "deal", "person", "organization"],
};

/** Objects whose fields are known. */
const fielded: ReadonlySet<string> = new Set<Fielded>(["lead", "deal", "person", "organization", "activity"]);

/** The thing whose rows tell of an object: the deal of a leads filter is the lead itself. */
export const thingOf = (type: FilterType, object: Fielded) =>
  type === "leads" && object === "deal" ? "lead" : object;

/** A field an object has; undefined when there is none with this id. */
export const findField = (fields: FieldSet, object: FilterObject, id: number): FieldDefinition | undefined =>
  fielded.has(object) ? fields.of(object as Fielded).find((field) => field.id === id) : undefined;

/** Any moment: when conditions are only checked, it does not matter what a relative date comes to. */
const anytime: Asked = { timeZone: "UTC", now: 0 };

type Place = { type: FilterType; fields: FieldSet };

/**
 * Checks conditions as they are sent, strictly, and makes of them what is kept.
 * @throws DomainError `invalid` that names the place and says how to mend it
 */
export function parseConditions(input: FilterConditionsInput, place: Place): StoredConditions {
  const [first, second] = input.conditions;
  if (first?.glue !== "and")
    refuse("conditions.conditions[0].glue", 'must be "and": all of the first group hold');
  if (second?.glue !== "or")
    refuse("conditions.conditions[1].glue", 'must be "or": any of the second group holds');
  const count = first.conditions.length + second.conditions.length;
  if (count > MAX_FILTER_CONDITIONS) {
    refuse("conditions", `must contain at most ${MAX_FILTER_CONDITIONS} conditions, both groups together`);
  }
  const read = (group: number) => (condition: FilterConditionInput, index: number) =>
    parseCondition(condition, place, `conditions.conditions[${group}].conditions[${index}]`);
  return { and: first.conditions.map(read(0)), or: second.conditions.map(read(1)) };
}

function refuse(path: string, fault: string): never {
  throw new DomainError("invalid", { info: `"${path}" ${fault}` });
}

function parseCondition(input: FilterConditionInput, { type, fields }: Place, path: string): StoredCondition {
  const { object, operator } = input;
  if (!objectsOf[type].includes(object)) {
    refuse(`${path}.object`, `must be one of [${objectsOf[type].join(", ")}] in a filter of ${type}`);
  }
  const id = /^\d{1,15}$/.test(String(input.field_id)) ? Number(input.field_id) : 0;
  if (id === 0) refuse(`${path}.field_id`, "must be the numeric id of a field");
  if (!isOperator(operator)) refuse(`${path}.operator`, "is not an operator: see filters/helpers");
  const condition = {
    object,
    field_id: id,
    key: null,
    name: null,
    operator,
    value: takesValue(operator) ? toText(input.value) : null,
    extra_value: toText(input.extra_value),
  };
  if (takesValue(operator) && condition.value === null) refuse(`${path}.value`, "is required");
  if (!fielded.has(object)) return condition; // nothing is known of the fields of products and projects
  const field = findField(fields, object, id);
  if (!field) refuse(`${path}.field_id`, `${id} is not a field of a ${object}`);
  checkAgainst(field, condition, { type, path });
  return { ...condition, key: field.key, name: field.name };
}

/** The ids of lead labels that conditions name. */
export const labelsOf = (type: FilterType, { and, or }: StoredConditions): string[] =>
  [...and, ...or]
    .filter(
      ({ object, key }) =>
        type === "leads" && key === "label_ids" && (object === "lead" || object === "deal"),
    )
    .flatMap(({ value }) => splitCsv((value ?? "").toLowerCase()));

const toText = (value: unknown): string | null =>
  value === undefined || value === null || value === "" ? null : String(value);

type Checked = { type: FilterType; path: string };

function checkAgainst(field: FieldDefinition, condition: StoredCondition, { type, path }: Checked): void {
  const { name } = field;
  const { operator, extra_value } = condition;
  const access = accessOf(thingOf(type, condition.object as Fielded), field);
  if (!access) refuse(`${path}.field_id`, `${field.id} (${name}) cannot be filtered by`);
  const allowed = operatorsOf(access.kind);
  if (!allowed.includes(operator as Operator)) {
    refuse(`${path}.operator`, `must be one of [${allowed.join(", ")}] for ${name}`);
  }
  if (extra_value !== null) checkExtra(access, extra_value, `${path}.extra_value`);
  try {
    meaningOf({ ...condition, access, operator: operator as Operator }, anytime);
  } catch (fault) {
    if (!(fault instanceof ValueFault)) throw fault;
    refuse(`${path}.${fault instanceof ExtraValueFault ? "extra_value" : "value"}`, fault.message);
  }
  if (takesValue(operator)) checkOptions(field, access, condition.value ?? "", path);
}

/** Kinds of which `extra_value` is the end of a range. */
const ranged: ReadonlySet<string> = new Set(["int", "double", "date", "time", "daterange", "timerange"]);

function checkExtra(access: Access, extra: string, path: string): void {
  if (access.part) {
    const parts = Object.keys(addressComponents);
    if (!parts.includes(extra)) refuse(path, `must be a part of an address, one of [${parts.join(", ")}]`);
  } else if (!access.currency && !ranged.has(access.kind)) {
    refuse(path, "means nothing for this field: leave it out");
  }
}

const levels = [1, 3, 5, 7];

/** What is chosen must be among the field's options, where it has any. */
function checkOptions(field: FieldDefinition, { kind, unit }: Access, value: string, path: string): void {
  if (unit !== "choice") return;
  const options = kind === "visible_to" ? levels : (field.options ?? []).map(({ id }) => id);
  const chosen = (kind === "set" ? value.split(",") : [value]).map((one) => one.trim());
  const strange = chosen.find((one) => !options.some((id) => String(id) === (yesNo[one] ?? one)));
  if (strange !== undefined && options.length > 0) {
    refuse(`${path}.value`, `must be an option of ${field.name}: there is no ${strange}`);
  }
}

const yesNo: Record<string, string | undefined> = { true: "1", false: "0" };

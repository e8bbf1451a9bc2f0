import type { Random } from "../../src/lib/random.ts";
import type { KnownField } from "./evaluate.ts";
import { kindOf, operatorsOf } from "./random-filters.ts";

/** One thing wrong with conditions that are right otherwise. */
export type BadConditions = { what: string; conditions: unknown };

type Condition = Record<string, unknown>;

/** Conditions wrong in one point each. */
export function badConditions(
  fields: Record<string, KnownField[]>,
  random: Random,
  count: number,
): BadConditions[] {
  const scene = { fields, random };
  return Array.from({ length: count }, () => {
    const fault = faults[random.below(faults.length)] ?? badGlue;
    return fault(scene);
  });
}

type Scene = { fields: Record<string, KnownField[]>; random: Random };
type Fault = (scene: Scene) => BadConditions;

const group = (glue: unknown, conditions: unknown) => ({ glue, conditions });
const whole = (and: unknown, or: unknown = []) => group("and", [group("and", and), group("or", or)]);

const title: Condition = { object: "lead", field_id: "1", operator: "=", value: "x" };

/** A bad condition, in either group, among good ones. */
function among({ random }: Scene, what: string, condition: Condition): BadConditions {
  const conditions = random.chance(0.5) ? [title, condition] : [condition];
  return { what, conditions: random.chance(0.5) ? whole(conditions) : whole([], conditions) };
}

function pick<T>({ random }: Scene, list: readonly T[]): T {
  if (list.length === 0) throw new Error("nothing to pick");
  return list[random.below(list.length)] as T; // within the list
}

const junk = [null, 1, "x", true, [], {}, [[]], "and", { glue: "and" }];

const badGlue: Fault = (scene) => {
  const glue = pick(scene, ["AND", "xor", "", null, 1, {}, []]);
  const places = [
    group(glue, [group("and", []), group("or", [])]),
    group("or", [group("and", []), group("or", [])]),
    group("and", [group(glue, []), group("or", [])]),
    group("and", [group("and", []), group(glue, [])]),
    group("and", [group("and", [title]), group("and", [title])]),
    group("and", [group("or", [title]), group("and", [title])]),
  ];
  return { what: "the glue", conditions: pick(scene, places) };
};

const badStructure: Fault = (scene) => {
  const places = [
    pick(scene, junk),
    group("and", pick(scene, junk)),
    group("and", [group("and", [title])]),
    group("and", [group("and", []), group("or", []), group("or", [])]),
    group("and", [title, title]),
    whole(
      pick(
        scene,
        junk.filter((one) => !Array.isArray(one) || one.length > 0),
      ),
    ),
    whole([pick(scene, junk)]),
    whole([group("and", [title])]),
  ];
  return { what: "the structure", conditions: pick(scene, places) };
};

const tooMany: Fault = ({ random }) => {
  const first = random.below(18);
  const many = Array.from({ length: 17 }, () => title);
  return { what: "17 conditions", conditions: whole(many.slice(0, first), many.slice(first)) };
};

const missingMember: Fault = (scene) => {
  const key = pick(scene, ["object", "field_id", "operator", "value"]);
  const value = pick(scene, [undefined, null, [], { a: 1 }, "", "\u0000"]);
  return among(scene, `${key} is ${JSON.stringify(value)}`, { ...title, [key]: value });
};

const badObject: Fault = (scene) =>
  among(scene, "the object", {
    ...title,
    object: pick(scene, ["product", "activity", "project", "leads", "toString"]),
  });

const badField: Fault = (scene) => {
  const ids = ["0", "-1", "1.5", "x", "title", "99999", 1e30, "9".repeat(18), "1 or 1=1", "201", "__proto__"];
  return among(scene, "the field", { ...title, field_id: pick(scene, ids) });
};

/** A field that can be filtered by. */
function anyField(scene: Scene): { object: string; field: KnownField } {
  const object = pick(scene, ["lead", "person", "organization"]);
  const none = ["first_name", "last_name", "im", "postal_address", "people_count"];
  return {
    object,
    field: pick(
      scene,
      (scene.fields[object] ?? []).filter(({ key }) => !none.includes(key)),
    ),
  };
}

const unfilterable: Fault = (scene) => {
  const field = pick(
    scene,
    (scene.fields.person ?? []).filter(({ key }) => key === "first_name" || key === "im"),
  );
  return among(scene, `${field.key} cannot be asked of`, { ...title, object: "person", field_id: field.id });
};

const badOperator: Fault = (scene) => {
  const { object, field } = anyField(scene);
  const own = operatorsOf(kindOf(field));
  const others = [
    "<>",
    "like",
    "LIKE",
    "LIKE '%%'",
    "in",
    "",
    "toString",
    "has_been",
    "belongs_to_team",
    "= '1' or",
  ];
  const all = [...others, "contains", "includes", "ends_at", "LIKE '%$%'", ">", "<="];
  const operator = pick(
    scene,
    all.filter((one) => !own.includes(one)),
  );
  return among(scene, `${operator} of ${field.key}`, { object, field_id: field.id, operator, value: "1" });
};

const wrongValues: Record<string, readonly unknown[]> = {
  double: ["x", "1,5", "1e999", "NaN", "0x10", "1 or 1"],
  monetary: ["x", "100 EUR", "€5", "--1"],
  date: [
    "2026-02-30",
    "26-01-01",
    "2026-1-1",
    "someday",
    "last_year",
    "0000-01-01",
    "rotten_time",
    "2026-01-01T00:00:00Z",
  ],
  daterange: ["2026-13-01", "soon", "1"],
  time: ["24:00", "9:00", "09:60", "now", "today"],
  timerange: ["25:00:00", "x"],
  enum: ["x", "1.5", "987654"],
  set: ["x", "987654", "1,x", ",", "1;2", "6f1ed002-ab5d-4a1f-9d3c-2c9b1a8f7e60"],
  user: ["x", "me", "1.5", "1,2"],
  org: ["x", "1.5"],
  people: ["x", "-"],
  visible_to: ["2", "x", "9", "1,3"],
  varchar: ["x".repeat(256)],
  title: ["x".repeat(256)],
};

const badValue: Fault = (scene) => {
  const { object, field } = anyField(scene);
  const kind = ["varchar", "title"].includes(kindOf(field)) ? kindOf(field) : field.field_type;
  const wrong = wrongValues[kind] ?? ["\u0000"];
  // Whatever is chosen may be chosen of persons' and organizations' labels, which nobody lists.
  const value = pick(
    scene,
    field.options?.length === 0 && object !== "lead" ? wrong.filter((one) => one !== "987654") : wrong,
  );
  return among(scene, `${String(value).slice(0, 30)} for ${field.key}`, {
    object,
    field_id: field.id,
    operator: "=",
    value,
  });
};

const badExtra: Fault = (scene) => {
  const { object, field } = anyField(scene);
  const kind = kindOf(field);
  const extras: Record<string, unknown> = {
    monetary: "EURO",
    date: "sometime",
    double: "much",
    time: "noon",
  };
  const good: Record<string, string> = { monetary: "1", date: "today", double: "1", time: "09:00" };
  const extra_value = extras[kind] ?? "nonsense";
  const value = good[kind] ?? (field.options?.[0]?.id || "1");
  return among(scene, `${extra_value} beside ${field.key}`, {
    object,
    field_id: field.id,
    operator: "=",
    value,
    extra_value,
  });
};

const faults: readonly Fault[] = [
  ...[badGlue, badStructure, tooMany, missingMember, badObject, badField, unfilterable],
  ...[badOperator, badOperator, badValue, badValue, badValue, badExtra],
];

/** Where a value is found, seen from the row a list is about. An operand may have several values, or none. */
export type Operand =
  /** A column; `unset` is what stands there for no value, where that is not null. */
  | { from: "column"; column: string; unset?: 0 | "" }
  /** Text with a column for its sort key, which holds the whole of most texts. With a path: inside JSON. */
  | { from: "keyed"; key: string; column: string; path?: readonly string[] }
  /** A member of a column of JSON. */
  | { from: "json"; column: string; path: readonly string[]; as: "number" | "text" }
  /** The elements of an array in a column of JSON, or a member of each. */
  | { from: "each"; column: string; path?: readonly string[]; member?: string; as?: "number" }
  /** What search has of a lead: its value is a query in the language of the engine. */
  | { from: "search" }
  /** The labels of a lead. */
  | { from: "labels" }
  /** The values of a custom field. A long text is found `whole` in a column of JSON alone. */
  | {
      from: "custom";
      field: number;
      part: "num" | "txt" | "extra";
      whole?: { column: string; path: readonly string[] };
    };

/** `is`, `starts`, `contains` and `ends` compare folded text, the signs compare as databases do. */
export type Comparison =
  | "="
  | "<"
  | "<="
  | ">"
  | ">="
  | "is"
  | "starts"
  | "contains"
  | "ends"
  | "present"
  | "other"
  | "matches";

/**
 * Some value of the operand compares so with `value`; `other` with none of `values`. False, never unknown, when the
 * operand has no value: so that `not` means the opposite.
 */
export type Leaf<V = string | number> = {
  operand: Operand;
  is: Comparison;
  value?: V;
  values?: readonly V[];
};

/** What a filter asks of a row. */
export type Clause<V = string | number> =
  | Leaf<V>
  | { all: readonly Clause<V>[] }
  | { any: readonly Clause<V>[] }
  | { not: Clause<V> }
  /** Asked of the thing the row points at, or of the activities that point at it; false when there is none. */
  | { of: Pointed; clause: Clause<V> };

/** What a clause can go over to. */
export type Pointed = "person" | "organization" | "deal" | "lead" | "activity";

export const never: Clause = { any: [] };

/** A clause with names where its values were: filters that differ in values alone share a statement. */
export type Shape = Clause<string>;
type ClauseValues = Record<string, string | number>;

/** A filter as a list takes it. */
export type Compiled = { shape: Shape; values: ClauseValues };

/** Parts a clause into its shape and its values by name. */
export function compile(clause: Clause): Compiled {
  const values: ClauseValues = {};
  const name = (value: string | number): string => {
    const made = `filter_${Object.keys(values).length}`;
    values[made] = value;
    return made;
  };
  return { shape: renamed(clause, name), values };
}

function renamed(clause: Clause, name: (value: string | number) => string): Shape {
  if ("all" in clause) return { all: clause.all.map((one) => renamed(one, name)) };
  if ("any" in clause) return { any: clause.any.map((one) => renamed(one, name)) };
  if ("not" in clause) return { not: renamed(clause.not, name) };
  if ("of" in clause) return { of: clause.of, clause: renamed(clause.clause, name) };
  const { operand, is, value, values } = clause;
  return {
    operand,
    is,
    ...(value !== undefined && { value: name(value) }),
    ...(values && { values: values.map(name) }),
  };
}

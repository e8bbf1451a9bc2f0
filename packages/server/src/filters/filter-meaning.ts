import { FOUND_LENGTH } from "../fields/custom-values.ts";
import { splitCsv } from "../lib/csv.ts";
import { foldText, SORT_KEY_LENGTH } from "../lib/sort-key.ts";
import { type Clause, type Comparison, never, type Operand } from "./clause.ts";
import type { Access } from "./filter-fields.ts";
import type { Operator } from "./filter-operators.ts";
import { type Asked, type Bounds, readText, readValue, ValueFault } from "./filter-values.ts";

/** A condition as it is asked of a field: what is compared and how. */
export type Question = {
  access: Access;
  operator: Operator;
  value: string | null;
  extra_value: string | null;
};

/**
 * What a condition asks, in comparisons. The negative operators mean the opposite of the positive ones, so that what
 * has no value is not equal to anything.
 * @throws ValueFault when the value is none the field can be compared with; its `key` says which of the two
 */
export function meaningOf(question: Question, asked: Asked): Clause {
  const { access, operator } = question;
  if (operator === "IS NOT NULL") return { operand: access.presence ?? partOf(question), is: "present" };
  if (operator === "IS NULL") return not(meaningOf({ ...question, operator: "IS NOT NULL" }, asked));
  if (operator === "belongs_to_team") throw new ValueFault("cannot be a team: there are none");
  const positive = opposites[operator];
  if (positive) return not(meaningOf({ ...question, operator: positive }, asked));
  if (access.unit === "text") return textClause(question);
  if (access.kind === "set") return setClause(question, asked);
  if (access.until) return rangeClause(question, access.until, asked);
  const bounds = boundsOf(question, asked);
  const clause = ordered(access.value, operator, bounds);
  return access.currency ? inCurrency(clause, access.currency, question.extra_value) : clause;
}

const not = (clause: Clause): Clause => ({ not: clause });

const opposites: Partial<Record<Operator, Operator>> = {
  "!=": "=",
  "NOT LIKE '$%'": "LIKE '$%'",
  "NOT LIKE '%$%'": "LIKE '%$%'",
  "NOT LIKE '%$'": "LIKE '%$'",
  does_not_end_at: "ends_at",
};

/** The part of an address that `extra_value` names, or the field itself. */
function partOf({ access, extra_value }: Question): Operand {
  return access.part && extra_value ? access.part(extra_value) : access.value;
}

const textComparisons: Partial<Record<Operator, Comparison>> = {
  "=": "is",
  "LIKE '$%'": "starts",
  "LIKE '%$%'": "contains",
  "LIKE '%$'": "ends",
};

function textClause(question: Question): Clause {
  const operand = partOf(question);
  const is = textComparisons[question.operator] ?? "is";
  const value = readText(question.value ?? "");
  const exact: Clause = { operand, is, value };
  const kept = is === "contains" || is === "ends" ? undefined : keptBeginning(operand);
  if (!kept) return exact;
  const head = foldText(value, kept.length);
  const byKept: Clause =
    is === "is" ? { operand: kept.operand, is: "=", value: head } : beginning(kept.operand, head);
  // The whole of a shorter text is kept: then the index alone tells.
  return value.length < kept.length ? byKept : { all: [byKept, exact] };
}

/** Where an index has the beginning of a text, and how much of it. */
function keptBeginning(operand: Operand): { operand: Operand; length: number } | undefined {
  if (operand.from === "keyed")
    return { operand: { from: "column", column: operand.key }, length: SORT_KEY_LENGTH };
  if (operand.from !== "custom" || !operand.whole) return undefined;
  const { whole: _, ...found } = operand;
  return { operand: found, length: FOUND_LENGTH };
}

/** Text that begins so lies between the beginning and the last text that does. */
function beginning(operand: Operand, head: string): Clause {
  return {
    all: [
      { operand, is: ">=", value: head },
      { operand, is: "<", value: `${head}\u{10ffff}` },
    ],
  };
}

/** `=` asks for exactly these, `contains` for all of them, `not_contains` for none of them. */
function setClause({ access, operator, value }: Question, asked: Asked): Clause {
  const operand = access.value;
  const wanted = splitCsv(value ?? "").flatMap((text) => readValue(access.unit, text, asked).first ?? []);
  if (wanted.length === 0) throw new ValueFault("must be one option, or several separated by commas");
  const held = wanted.map((one): Clause => ({ operand, is: "=", value: one }));
  if (operator === "not_contains") return not({ any: held });
  if (operator === "contains") return { all: held };
  return { all: [...held, not({ operand: otherwise(access), is: "other", values: wanted })] };
}

const otherwise = (access: Access): Operand => access.presence ?? access.value;

/** A value, or with `extra_value` everything from one to the other. */
function boundsOf({ access, value, extra_value }: Question, asked: Asked): Bounds {
  const bounds = readValue(access.unit, value ?? "", asked);
  if (extra_value === null || access.currency || access.part) return bounds;
  return { first: bounds.first, last: readExtra(() => readValue(access.unit, extra_value, asked)).last };
}

/** A fault of the other value. */
export class ExtraValueFault extends ValueFault {}

function readExtra<T>(read: () => T): T {
  try {
    return read();
  } catch (fault) {
    if (fault instanceof ValueFault) throw new ExtraValueFault(fault.message, { cause: fault });
    throw fault;
  }
}

const CURRENCY = /^[a-z]{3}$/i;

/** Amounts are compared in every currency, or in the one that `extra_value` names. */
function inCurrency(clause: Clause, operand: Operand, currency: string | null): Clause {
  if (currency === null) return clause;
  if (!CURRENCY.test(currency)) throw new ExtraValueFault("must be the code of a currency");
  return { all: [clause, { operand, is: "=", value: currency.toUpperCase() }] };
}

/** How a value stands to everything between two bounds. Nothing lies beyond a bound that is not there. */
function ordered(operand: Operand, operator: Operator, { first, last }: Bounds): Clause {
  const ask = (is: Comparison, bound: string | number | null, without: Clause): Clause =>
    bound === null ? without : { operand, is, value: bound };
  const some: Clause = { operand, is: "present" };
  switch (operator) {
    case "<":
      return ask("<", first, never);
    case ">":
      return ask(">", last, never);
    case "<=":
      return ask("<=", last, some);
    case ">=":
      return ask(">=", first, some);
    default:
      if (first === last && first !== null) return { operand, is: "=", value: first };
      return { all: [ask(">=", first, some), ask("<=", last, some)] };
  }
}

const endOperators: Partial<Record<Operator, Operator>> = {
  ends_at: "=",
  ends_before: "<",
  ends_e_before: "<=",
  ends_after: ">",
  ends_e_after: ">=",
};

function rangeClause(question: Question, until: Operand, asked: Asked): Clause {
  const { access, operator } = question;
  const bounds = boundsOf(question, asked);
  const ofEnd = endOperators[operator];
  if (ofEnd) return ordered(until, ofEnd, bounds);
  if (operator !== "includes") return ordered(access.value, operator, bounds);
  if (bounds.first === null || bounds.last === null) return never;
  return {
    all: [
      { operand: access.value, is: "<=", value: bounds.first },
      { operand: until, is: ">=", value: bounds.last },
    ],
  };
}

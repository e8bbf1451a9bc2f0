/** A condition as the API's filters have it. */
export type Condition = {
  object: "lead" | "person" | "organization";
  field_id: string;
  operator: string;
  value?: string | null;
  extra_value?: string | null;
};

/** All of the first hold, and any of the second. */
export type Where = { and: readonly Condition[]; or: readonly Condition[] };

export const nowhere: Where = { and: [], or: [] };

export const isEmpty = ({ and, or }: Where): boolean => and.length + or.length === 0;

/** Undefined where nothing is asked: so that an address says nothing of it. */
export const whereOrNothing = (where: Where): Where | undefined => (isEmpty(where) ? undefined : where);

/** The structure the API has around conditions. */
export const toConditions = ({ and, or }: Where) => ({
  glue: "and" as const,
  conditions: [
    { glue: "and" as const, conditions: [...and] },
    { glue: "or" as const, conditions: [...or] },
  ],
});

type Answered = { glue: string; conditions: { conditions: readonly Answerable[] }[] };
type Answerable = {
  object: string;
  field_id: string;
  operator: string;
  value?: string | null;
  extra_value?: string | null;
};

/** Conditions as they are answered, without what says nothing. */
export function fromConditions({ conditions: [and, or] }: Answered): Where {
  const read = ({ object, field_id, operator, value, extra_value }: Answerable): Condition => ({
    object: object as Condition["object"],
    field_id,
    operator,
    ...(value != null && { value }),
    ...(extra_value != null && { extra_value }),
  });
  return { and: and?.conditions.map(read) ?? [], or: or?.conditions.map(read) ?? [] };
}

const objects: ReadonlySet<unknown> = new Set(["lead", "deal", "person", "organization"]);
const isText = (value: unknown): boolean =>
  value === undefined || value === null || typeof value === "string";

function isCondition(given: unknown): given is Condition {
  if (typeof given !== "object" || given === null) return false;
  const { object, field_id, operator, value, extra_value } = given as Record<string, unknown>;
  const named = objects.has(object) && typeof field_id === "string" && typeof operator === "string";
  return named && isText(value) && isText(extra_value);
}

/** Conditions out of an address: undefined where they make no sense. The server says what is wrong with the rest. */
export function readWhere(given: unknown): Where | undefined {
  const { and, or } = (given ?? {}) as { and?: unknown; or?: unknown };
  if (!Array.isArray(and) || !Array.isArray(or) || ![...and, ...or].every(isCondition)) return undefined;
  return whereOrNothing({ and, or });
}

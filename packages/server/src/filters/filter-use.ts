import type { FilterConditionsInput, FilterType } from "@leadfoyer/contract";
import type { Fielded } from "../fields/field-definition.ts";
import type { FieldSet } from "../fields/field-set.ts";
import { fieldSet } from "../fields/fields.store.ts";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { Db } from "../storage/db.ts";
import { findUser } from "../users/users.store.ts";
import type { Clause, Pointed } from "./clause.ts";
import { checkConditions } from "./filter-checks.ts";
import { findField, type StoredCondition, type StoredConditions, thingOf } from "./filter-conditions.ts";
import { accessOf } from "./filter-fields.ts";
import { meaningOf } from "./filter-meaning.ts";
import type { Operator } from "./filter-operators.ts";
import type { Asked } from "./filter-values.ts";
import { type FilterRow, findFilter } from "./filters.store.ts";

/** Types of filter that choose rows Foyer has, and whose rows those are. */
const things = {
  leads: "lead",
  deals: "deal",
  people: "person",
  org: "organization",
  activity: "activity",
} as const satisfies Partial<Record<FilterType, Fielded>>;

/** Types of filters lists are chosen by. */
export type FilterableType = keyof typeof things;

type Use = { id: number; type: FilterableType; now: number };

/**
 * What a filter asks, with relative dates as they are now for who asks, and the filter itself.
 * @throws DomainError `filter_not_found`, `filter_of_other_type`, `filter_field_gone`
 */
export async function filterClause(
  db: Db,
  actor: Actor,
  { id, type, now }: Use,
): Promise<{ clause: Clause; filter: FilterRow }> {
  const filter = await findFilter(db, actor, id);
  if (!filter) throw new DomainError("filter_not_found");
  if (filter.type !== type) {
    const info = `Filter ${id} (${filter.name}) is of type ${filter.type}; this list takes one of type ${type}.`;
    throw new DomainError("filter_of_other_type", { info });
  }
  const conditions: StoredConditions = JSON.parse(filter.conditions);
  const gone = (condition: StoredCondition) => fieldGone(filter, condition);
  return { clause: clauseOf(conditions, { type, gone, ...(await sceneOf(db, actor, now)) }), filter };
}

/**
 * What conditions ask that are no saved filter, checked as those of one are.
 * @throws DomainError `invalid` that names the place and says how to mend it
 */
export async function conditionsClause(
  db: Db,
  actor: Actor,
  { conditions, type, now }: { conditions: FilterConditionsInput; type: FilterableType; now: number },
): Promise<Clause> {
  const scene = await sceneOf(db, actor, now);
  const checked = await checkConditions(db, actor.company_id, { type, conditions, fields: scene.fields });
  const gone = () => new DomainError("invalid"); // a field that was found a moment ago
  return clauseOf(checked, { type, gone, ...scene });
}

/** What a condition is understood by: the fields there are, and who asks when. */
type Scene = { fields: FieldSet; asked: Asked };

async function sceneOf(db: Db, { company_id, user_id }: Actor, now: number): Promise<Scene> {
  const fields = await fieldSet(db, company_id);
  const user = await findUser(db, company_id, user_id);
  return { fields, asked: { timeZone: user?.timezone ?? "UTC", now } };
}

type Reading = Scene & { type: FilterableType; gone: (condition: StoredCondition) => DomainError };

function clauseOf({ and, or }: StoredConditions, { type, fields, asked, gone }: Reading): Clause {
  const ask = (condition: StoredCondition): Clause => {
    const { object, field_id, operator } = condition;
    const field = findField(fields, object, field_id);
    const thing = thingOf(type, object as Fielded);
    const access = field && accessOf(thing, field);
    if (!access) throw gone(condition);
    const clause = meaningOf({ ...condition, access, operator: operator as Operator }, asked);
    return thing === things[type] ? clause : ofThing(thing, clause);
  };
  const any = or.length > 0 ? [{ any: or.map(ask) }] : [];
  return { all: [...and.map(ask), ...any] };
}

/** The opposite of a question about a person is true of a lead that has none. */
const ofThing = (of: Pointed, clause: Clause): Clause =>
  "not" in clause ? { not: ofThing(of, clause.not) } : { of, clause };

function fieldGone({ id, name }: FilterRow, condition: StoredCondition): DomainError {
  const { object, field_id, name: field } = condition;
  return new DomainError("filter_field_gone", {
    info: `Filter ${id} (${name}) has a condition on the ${object} field ${field_id} (${field}), which is gone: change the filter.`,
  });
}

import type { FilterType } from "@leadfoyer/contract";
import type { Fielded } from "../fields/field-definition.ts";
import type { FieldSet } from "../fields/field-set.ts";
import { fieldSet } from "../fields/fields.store.ts";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { Db } from "../storage/db.ts";
import { findUser } from "../users/users.store.ts";
import { type Clause, type Compiled, compile } from "./clause.ts";
import { findField, type StoredCondition, type StoredConditions, thingOf } from "./filter-conditions.ts";
import { accessOf } from "./filter-fields.ts";
import { meaningOf } from "./filter-meaning.ts";
import type { Operator } from "./filter-operators.ts";
import type { Asked } from "./filter-values.ts";
import { type FilterRow, findFilter } from "./filters.store.ts";

/** Types of filter that choose rows Foyer has, and whose rows those are. */
const things = { leads: "lead", people: "person", org: "organization" } as const satisfies Partial<
  Record<FilterType, Fielded>
>;

/** Types of filters lists are chosen by. */
export type FilterableType = keyof typeof things;

/**
 * A filter as a list takes it: what it asks, with relative dates as they are now for who asks.
 * @throws DomainError `filter_not_found`, `filter_of_other_type`, `filter_field_gone`
 */
export async function filterFor(
  db: Db,
  actor: Actor,
  { id, type, now }: { id: number; type: FilterableType; now: number },
): Promise<Compiled> {
  const filter = await findFilter(db, actor, id);
  if (!filter) throw new DomainError("filter_not_found");
  if (filter.type !== type) {
    const info = `Filter ${id} (${filter.name}) is of type ${filter.type}; this list takes one of type ${type}.`;
    throw new DomainError("filter_of_other_type", { info });
  }
  const fields = await fieldSet(db, actor.company_id);
  const user = await findUser(db, actor.company_id, actor.user_id);
  const asked = { timeZone: user?.timezone ?? "UTC", now };
  return compile(clauseOf(filter, type, fields, asked));
}

function clauseOf(filter: FilterRow, type: FilterableType, fields: FieldSet, asked: Asked): Clause {
  const { and, or }: StoredConditions = JSON.parse(filter.conditions);
  const ask = (condition: StoredCondition): Clause => {
    const { object, field_id, operator } = condition;
    const field = findField(fields, object, field_id);
    const thing = thingOf(type, object as Fielded);
    const access = field && accessOf(thing, field);
    if (!access) throw fieldGone(filter, condition);
    const clause = meaningOf({ ...condition, access, operator: operator as Operator }, asked);
    return thing === things[type] || thing === "lead" || thing === "deal" ? clause : ofThing(thing, clause);
  };
  const any = or.length > 0 ? [{ any: or.map(ask) }] : [];
  return { all: [...and.map(ask), ...any] };
}

/** The opposite of a question about a person is true of a lead that has none. */
const ofThing = (of: "person" | "organization", clause: Clause): Clause =>
  "not" in clause ? { not: ofThing(of, clause.not) } : { of, clause };

function fieldGone({ id, name }: FilterRow, condition: StoredCondition): DomainError {
  const { object, field_id, name: field } = condition;
  return new DomainError("filter_field_gone", {
    info: `Filter ${id} (${name}) has a condition on the ${object} field ${field_id} (${field}), which is gone: change the filter.`,
  });
}

import type { FieldType, ShownSortField } from "@leadfoyer/contract";
import { fieldSet } from "../fields/fields.store.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { SortDirection } from "../lib/sort.ts";
import type { Db } from "../storage/db.ts";
import type { LeadList } from "./lead-list.ts";
import { labelsByName, ownersByName, usedOptions, usersByName } from "./lead-ranks.store.ts";
import type { ShownKey } from "./lead-sort.ts";

export type ContactTable = "persons" | "organizations";

/**
 * By what leads stand in an order, as far as it shapes a query. Those with a `field` by what they hold in it, which may
 * be `several` options.
 */
export type Standing =
  | { by: "amount" }
  | { by: "owner" }
  | { by: "label" }
  | { by: "activity" }
  | { by: "contact"; table: ContactTable }
  | { by: "value"; field: number }
  | { by: "option"; field: number; several: boolean }
  | { by: "named"; field: number; table: ContactTable };

/** An order by what leads show. `choices` are the options of a field in their order; those of users are its users. */
export type ShownOrder = {
  standing: Standing;
  direction: SortDirection;
  choices?: readonly number[] | "users";
};

/** An owner, label, option or user. */
type Rank = string | number;

/**
 * A part of an order that one walk of an index gives: all leads that stand somewhere, those at one rank, or, at last,
 * those that stand nowhere (`rest`). A lead of several ranks stands at the one whose `place` among all is first.
 */
export type Stretch = { name: string; rest: boolean; rank?: Rank; place?: number };

export type Stretches = { stretches: readonly Stretch[]; ranks: Ranks };

/** Every rank there is, in its order, whether or not any lead stands at it: also as a JSON array, and the place of each. */
export type Ranks = { all: readonly Rank[]; list: string; places: string };

const toRanks = (all: readonly Rank[]): Ranks => ({
  all,
  list: JSON.stringify(all),
  places: JSON.stringify(Object.fromEntries(all.map((rank, place) => [rank, place]))),
});

const builtIn: Record<Exclude<ShownSortField, "source">, Standing> = {
  value: { by: "amount" },
  labels: { by: "label" },
  next_activity: { by: "activity" },
  owner: { by: "owner" },
  person: { by: "contact", table: "persons" },
  organization: { by: "contact", table: "organizations" },
};

/** The order a key of the inbox asks for. @throws DomainError `invalid` for a custom field that leads do not have. */
export async function toShownOrder(
  db: Db,
  company: number,
  { field: name, direction }: ShownKey,
): Promise<ShownOrder> {
  if (name in builtIn) return { standing: builtIn[name as keyof typeof builtIn], direction };
  const field = (await fieldSet(db, company)).of("lead").find(({ custom, key }) => custom && key === name);
  if (!field) throw new DomainError("invalid", { info: `"sort": leads have no custom field ${name}` });
  const { id, options } = field;
  return {
    direction,
    ...ofField(
      field.field_type as FieldType,
      id,
      options?.map((one) => Number(one.id)),
    ),
  };
}

function ofField(type: FieldType, field: number, options: number[] = []): Omit<ShownOrder, "direction"> {
  switch (type) {
    case "enum":
    case "set":
      return { standing: { by: "option", field, several: type === "set" }, choices: options };
    case "user":
      return { standing: { by: "option", field, several: false }, choices: "users" };
    case "people":
      return { standing: { by: "named", field, table: "persons" } };
    case "org":
      return { standing: { by: "named", field, table: "organizations" } };
    default:
      return { standing: { by: "value", field } };
  }
}

const REST: Stretch = { name: "rest", rest: true };

/** The stretches of an order, one after the other. */
export async function stretchesOf(db: Db, list: LeadList, order: ShownOrder): Promise<Stretches> {
  const { standing, direction } = order;
  if (standing.by === "owner") {
    const ranks = await ownersByName(db, list);
    return { ranks: toRanks(ranks), stretches: ranked(ranks, ranks, direction) };
  }
  if (standing.by === "label") {
    const labels = await labelsByName(db, list.company);
    const ranks = labels.map(({ id }) => id);
    const used = labels.filter((label) => label.used === 1).map(({ id }) => id);
    return { ranks: toRanks(ranks), stretches: [...ranked(ranks, used, direction), REST] };
  }
  if (standing.by === "option") {
    const ranks = order.choices === "users" ? await usersByName(db, list.company) : (order.choices ?? []);
    const used = await usedOptions(db, { company: list.company, field: standing.field, ranks });
    return { ranks: toRanks(ranks), stretches: [...ranked(ranks, used, direction), REST] };
  }
  return { ranks: toRanks([]), stretches: [{ name: "held", rest: false }, REST] };
}

function ranked(all: readonly Rank[], used: readonly Rank[], direction: SortDirection): Stretch[] {
  const worn = new Set(used);
  const stretches = all.flatMap((rank, place) =>
    worn.has(rank) ? [{ name: `at ${rank}`, rest: false, rank, place }] : [],
  );
  return direction === "asc" ? stretches : stretches.reverse();
}

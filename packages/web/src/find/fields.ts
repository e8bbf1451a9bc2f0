import { queryOptions } from "@tanstack/react-query";
import { foyer } from "../api/foyer.ts";
import type { Condition } from "./where.ts";

export type FilterField = {
  id: number;
  object: Condition["object"];
  key: string;
  name: string;
  type: string;
  options: readonly { id: string; label: string }[];
};

/** Made of others, so that nothing can be asked of them. */
const unasked = new Set(["first_name", "last_name", "im", "postal_address", "people_count", "picture_id"]);

type Answered = {
  id: number | null;
  key: string;
  name: string;
  field_type: string;
  options?: readonly { id: unknown; label: string }[] | null | undefined;
};

const read = (object: FilterField["object"], fields: readonly Answered[]): FilterField[] =>
  fields
    .filter(({ id, key }) => id !== null && !unasked.has(key))
    .map(({ id, key, name, field_type, options }) => ({
      ...{ id: Number(id), object, key, name, type: field_type },
      options: (options ?? []).map((option) => ({ id: String(option.id), label: option.label })),
    }));

/** Every field a filter of leads can ask of. */
export const filterFields = queryOptions({
  queryKey: ["filter-fields"],
  queryFn: async ({ signal }): Promise<FilterField[]> => {
    const [lead, person, organization] = await Promise.all([
      foyer.fields.lead.list({}, { signal }).toArray(),
      foyer.fields.person.list({}, { signal }).toArray(),
      foyer.fields.organization.list({}, { signal }).toArray(),
    ]);
    return [...read("lead", lead), ...read("person", person), ...read("organization", organization)];
  },
});

export const filterHelpers = queryOptions({
  queryKey: ["filter-helpers"],
  queryFn: ({ signal }) => foyer.filters.helpers({ signal }),
  staleTime: Number.POSITIVE_INFINITY,
});
type Helpers = Awaited<ReturnType<typeof foyer.filters.helpers>>;

const textTypes = new Set(["varchar", "varchar_auto", "text", "phone", "address"]);
const otherKinds: Record<string, string> = { people: "person", org: "organization" };

/** The kind of operators a field has. */
export function kindOf({ key, type }: FilterField): string {
  if (key === "title") return "title";
  return textTypes.has(type) ? "varchar" : (otherKinds[type] ?? type);
}

export const isDated = (kind: string): boolean => kind === "date" || kind === "daterange";

export const isNumeric = (kind: string): boolean => ["int", "double", "monetary"].includes(kind);

/** The operators of a kind, in the server's order. */
export function operatorsOf(kind: string, helpers: Helpers): string[] {
  const listed = helpers.operators[kind] ?? {};
  const all = Array.isArray(listed) ? listed.flatMap((one) => Object.keys(one)) : Object.keys(listed);
  return all.filter((operator) => operator !== "belongs_to_team");
}

/** Whether an operator asks for a value at all. */
export const takesValue = (operator: string): boolean => operator !== "IS NULL" && operator !== "IS NOT NULL";

/** Relative dates by the word the server knows them by. */
export const relativeDates = ({ relative_dates }: Helpers): Record<string, string> =>
  Object.fromEntries(
    Object.entries(relative_dates)
      .filter(([group]) => group !== "Deal specific")
      .flatMap(([, words]) => Object.entries(words)),
  );

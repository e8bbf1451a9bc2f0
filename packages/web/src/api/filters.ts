import { queryOptions } from "@tanstack/react-query";
import { fromConditions, toConditions, type Where } from "../find/where.ts";
import { foyer } from "./foyer.ts";
import { queries } from "./queries.ts";

const filtersKey = ["filters"] as const;

/** The filters of leads one may use. */
export const savedFilters = queryOptions({
  queryKey: filtersKey,
  queryFn: async ({ signal }) => (await foyer.filters.list({ type: "leads" }, { signal })).data,
});

/** A saved filter with what it asks. */
export const savedFilter = (id: number) =>
  queryOptions({
    queryKey: [...filtersKey, id],
    queryFn: async ({ signal }) => {
      const filter = await foyer.filters.get(id, {}, { signal });
      return {
        id,
        name: filter.name,
        isEditable: filter.is_editable,
        where: fromConditions(filter.conditions),
      };
    },
  });
export type SavedFilter = { id: number; name: string; isEditable: boolean; where: Where };

/** Saves conditions under a name, over those of `id` if given, and answers the id. */
export async function saveFilter(name: string, where: Where, id?: number): Promise<number> {
  const conditions = toConditions(where);
  const saved =
    id === undefined
      ? await foyer.filters.add({ name, type: "leads", conditions })
      : await foyer.filters.update(id, { name, conditions });
  await queries.invalidateQueries({ queryKey: filtersKey });
  return saved.id;
}

export async function removeFilter(id: number): Promise<void> {
  await foyer.filters.delete(id);
  queries.removeQueries({ queryKey: savedFilter(id).queryKey });
  await queries.invalidateQueries({ queryKey: filtersKey });
}

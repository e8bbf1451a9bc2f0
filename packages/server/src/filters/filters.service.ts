import type {
  Filter,
  FilterCreate,
  FilterSummary,
  FilterType,
  FilterUpdate,
  LeadSelection,
} from "@leadfoyer/contract";
import type { Actor } from "../lib/actor.ts";
import type { Clock } from "../lib/clock.ts";
import { parseIds } from "../lib/csv.ts";
import type { Storage } from "../storage/open.ts";
import { type Clause, type Compiled, compile } from "./clause.ts";
import { toFilter, toSummary } from "./filter-answer.ts";
import { addFilter, changeFilter, deleteFilters, noteUse, requireFilter } from "./filter-commands.ts";
import { conditionsClause, type FilterableType, filterClause } from "./filter-use.ts";
import { type FilterRow, listFilters } from "./filters.store.ts";

/** How exactly it is known when a filter was last used: a list is a read, and seldom writes. */
const USE_KNOWN_TO_MS = 3_600_000;

/** Ids taken at once by a deletion. */
const MAX_IDS = 100;

type Asked = Pick<LeadSelection, "filter_id" | "conditions">;

type Change = { id: number; input: FilterUpdate };

/** Filters: conditions with a name, by which lists choose. */
export function createFilterService({ storage, clock }: { storage: Storage; clock: Clock }) {
  const present = (actor: Actor, row: FilterRow, withCode: boolean): Promise<Filter> =>
    toFilter(storage.db, actor, row, withCode);

  async function used(actor: Actor, type: FilterableType, id: number): Promise<Clause> {
    const now = clock();
    const { clause, filter } = await filterClause(storage.db, actor, { id, type, now });
    if (now - (filter.last_used_time ?? 0) >= USE_KNOWN_TO_MS) await storage.run(noteUse, actor, id);
    return clause;
  }

  return {
    async list(actor: Actor, type?: FilterType): Promise<FilterSummary[]> {
      return (await listFilters(storage.db, actor, type)).map((row) => toSummary(actor, row));
    },

    get: async (actor: Actor, id: number, withCode: boolean): Promise<Filter> =>
      present(actor, await requireFilter(storage.db, actor, id), withCode),

    add: async (actor: Actor, input: FilterCreate, withCode: boolean): Promise<Filter> =>
      present(actor, await storage.run(addFilter, actor, input), withCode),

    change: async (actor: Actor, change: Change, withCode: boolean): Promise<Filter> =>
      present(actor, await storage.run(changeFilter, actor, change), withCode),

    async remove(actor: Actor, id: number): Promise<{ id: number }> {
      await storage.run(deleteFilters, actor, [id]);
      return { id };
    },

    /** What a list asks of its rows by a filter of its type. Undefined without an id. */
    compiled: async (actor: Actor, type: FilterableType, id?: number): Promise<Compiled | undefined> =>
      id === undefined ? undefined : compile(await used(actor, type, id)),

    /** What a saved filter, or conditions sent with a list, ask of leads; undefined where neither is given. */
    async clause(actor: Actor, { filter_id, conditions }: Asked): Promise<Clause | undefined> {
      const place = { type: "leads", now: clock() } as const;
      const saved = filter_id === undefined ? [] : [await used(actor, place.type, filter_id)];
      const sent = conditions ? [await conditionsClause(storage.db, actor, { conditions, ...place })] : [];
      const all = [...saved, ...sent];
      return all.length > 0 ? { all } : undefined;
    },

    async removeMany(actor: Actor, text: string): Promise<{ id: number[] }> {
      const ids = parseIds(text, { key: "ids", max: MAX_IDS });
      await storage.run(deleteFilters, actor, ids);
      return { id: ids };
    },
  };
}
export type FilterService = ReturnType<typeof createFilterService>;

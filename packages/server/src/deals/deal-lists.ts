import type {
  DealCollectionQuery,
  DealListQuery,
  DealListQueryV1,
  PipelineDealsQuery,
} from "@leadfoyer/contract";
import { latestEvent } from "../events/event-log.ts";
import type { Actor } from "../lib/actor.ts";
import type { CursorPage } from "../lib/answers.ts";
import { decodeCursor, encodeCursor } from "../lib/cursor.ts";
import { DomainError } from "../lib/domain-error.ts";
import { createPageMemory } from "../lib/page-memory.ts";
import { offsetPage } from "../lib/paging.ts";
import type { SortDirection } from "../lib/sort.ts";
import type { Place } from "../pipelines/stage-rules.ts";
import type { Storage } from "../storage/open.ts";
import { goesOneWay, type ListOrder, type Place as ListPlace } from "../storage/seek-list.ts";
import type { StoredDeal } from "./deal-changes.ts";
import {
  BY_ID,
  type Conditions,
  conditionsIn,
  conditionsOfCollection,
  conditionsV1,
  conditionsV2,
  toDealOrder,
} from "./deal-conditions.ts";
import { listDeals } from "./deal-list.store.ts";

const DEFAULT_LIMIT = 100;

/** A page by position. `more` tells whether anything follows. */
export type DealPage = { items: StoredDeal[]; start: number; limit: number; more: boolean };

const columns = { id: "id", add_time: "add_time", update_time: "touch_time" } as const;

type CursorList = {
  given: Conditions;
  field: keyof typeof columns;
  direction: SortDirection;
  limit: number;
  cursor: string | undefined;
};

/** Pages of deals, as either version of the API asks for them. */
export function createDealLists({ storage }: { storage: Storage }) {
  const pages = createPageMemory<ListPlace>();

  async function byCursor(
    actor: Actor,
    { given, field, direction, limit, cursor }: CursorList,
  ): Promise<CursorPage<StoredDeal>> {
    const column = columns[field];
    const at = cursor === undefined ? undefined : decodeCursor(cursor, field, direction);
    const { deals, next } = await listDeals(storage.db, {
      viewer: actor,
      order: (column === "id" ? ["id"] : [column, "id"]).map((one) => ({ column: one, direction })),
      given,
      begin: at ? { at: { [column]: at.fieldValue, id: at.id } } : { offset: 0 },
      limit,
    });
    const place = { field, fieldValue: Number(next?.[column]), sortDirection: direction };
    return { items: deals, next_cursor: next ? encodeCursor({ ...place, id: Number(next.id) }) : null };
  }

  async function byPosition(
    actor: Actor,
    { given, order, ...query }: { given: Conditions; order: ListOrder; start?: number; limit?: number },
  ): Promise<DealPage> {
    const { start, limit } = offsetPage(query);
    const name = JSON.stringify([actor.company_id, actor.sees, order, given]);
    const version = await latestEvent(storage.db, actor.company_id);
    const at = goesOneWay(order) ? pages.recall(name, start, version) : undefined;
    const begin = at ? { at } : { offset: start };
    const { deals, next } = await listDeals(storage.db, { viewer: actor, order, given, begin, limit });
    if (next) pages.remember(name, start + limit, version, next);
    return { items: deals, start, limit, more: next !== undefined };
  }

  return {
    /** A page by cursor, of deals that are archived or of those that are not. */
    async list(actor: Actor, query: DealListQuery, archived: boolean): Promise<CursorPage<StoredDeal>> {
      refuseFilter(query);
      const { sort_by: field = "id", sort_direction: direction = "asc", limit = DEFAULT_LIMIT } = query;
      const given = { ...conditionsV2(query), is_archived: archived ? 1 : 0 };
      return byCursor(actor, { given, field, direction, limit, cursor: query.cursor });
    },

    /** A page by position, likewise. */
    async listByPosition(actor: Actor, query: DealListQueryV1, archived: boolean): Promise<DealPage> {
      refuseFilter(query);
      const given = { ...conditionsV1(actor, query), is_archived: archived ? 1 : 0 };
      const { start, limit } = offsetPage(query);
      if (query.product_id !== undefined) return { items: [], start, limit, more: false };
      return byPosition(actor, { ...{ start, limit }, given, order: toDealOrder(query.sort) });
    },

    /** A page of the open deals of a pipeline or a stage. */
    async listIn(actor: Actor, place: Place, query: PipelineDealsQuery): Promise<DealPage> {
      const given = { ...conditionsIn(actor, query), ...place };
      return byPosition(actor, { ...query, given, order: BY_ID });
    },

    /** A page of the v1 collection, for administrators. */
    async collection(actor: Actor, query: DealCollectionQuery): Promise<CursorPage<StoredDeal>> {
      if (!actor.is_admin) throw new DomainError("admin_required");
      const { limit } = offsetPage(query);
      const given = conditionsOfCollection(query);
      return byCursor(actor, { given, field: "id", direction: "asc", limit, cursor: query.cursor });
    },
  };
}

function refuseFilter({ filter_id }: { filter_id?: number }): void {
  if (filter_id !== undefined) throw new DomainError("filter_not_found");
}

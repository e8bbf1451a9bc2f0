import type {
  DealCollectionQuery,
  DealListQuery,
  DealListQueryV1,
  PipelineDealsQuery,
} from "@leadfoyer/contract";
import { latestEvent } from "../events/event-log.ts";
import type { Compiled } from "../filters/clause.ts";
import type { FilterService } from "../filters/filters.service.ts";
import type { Actor } from "../lib/actor.ts";
import type { CursorPage } from "../lib/answers.ts";
import { decodeCursor, encodeCursor } from "../lib/cursor.ts";
import { DomainError } from "../lib/domain-error.ts";
import { createPageMemory } from "../lib/page-memory.ts";
import { offsetPage } from "../lib/paging.ts";
import type { SortDirection } from "../lib/sort.ts";
import type { Place } from "../pipelines/stage-rules.ts";
import type { Db } from "../storage/db.ts";
import type { ListOrder, Place as ListPlace } from "../storage/list-shape.ts";
import type { Storage } from "../storage/open.ts";
import type { StoredDeal } from "./deal-changes.ts";
import {
  asksFilter,
  BY_ID,
  type Conditions,
  type Contact,
  conditionsIn,
  conditionsOfCollection,
  conditionsOfContact,
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
  filter?: Compiled | undefined;
};

/** A page by cursor. */
async function byCursor(
  db: Db,
  actor: Actor,
  { given, field, direction, limit, cursor, filter }: CursorList,
): Promise<CursorPage<StoredDeal>> {
  const column = columns[field];
  const at = cursor === undefined ? undefined : decodeCursor(cursor, field, direction);
  const { deals, next } = await listDeals(db, {
    viewer: actor,
    order: (column === "id" ? ["id"] : [column, "id"]).map((one) => ({ column: one, direction })),
    given,
    begin: at ? { at: { [column]: at.fieldValue, id: at.id } } : { offset: 0 },
    limit,
    filter,
  });
  const place = { field, fieldValue: Number(next?.[column]), sortDirection: direction };
  return { items: deals, next_cursor: next ? encodeCursor({ ...place, id: Number(next.id) }) : null };
}

type ContactDealsQuery = Pick<DealListQueryV1, "start" | "limit" | "status" | "sort">;

type PositionList = {
  given: Conditions;
  order: ListOrder;
  start: number;
  limit: number;
  filter: Compiled | undefined;
};

/** Pages of deals, as either version of the API asks for them. */
export function createDealLists({ storage, filters }: { storage: Storage; filters: FilterService }) {
  const pages = createPageMemory<ListPlace>();

  async function byPosition(
    actor: Actor,
    { given, order, start, limit, filter }: PositionList,
  ): Promise<DealPage> {
    const name = JSON.stringify([actor.company_id, actor.sees, order, given, filter]);
    const version = await latestEvent(storage.db, actor.company_id);
    const at = pages.recall(name, start, version);
    const begin = at ? { at } : { offset: start };
    const { deals, next } = await listDeals(storage.db, {
      viewer: actor,
      order,
      given,
      begin,
      limit,
      filter,
    });
    if (next) pages.remember(name, start + limit, version, next);
    return { items: deals, start, limit, more: next !== undefined };
  }

  return {
    /** A page by cursor, of deals that are archived or of those that are not. */
    async list(actor: Actor, query: DealListQuery, archived: boolean): Promise<CursorPage<StoredDeal>> {
      const filter = await filters.compiled(actor, "deals", query.filter_id);
      const { sort_by: field = "id", sort_direction: direction = "asc", limit = DEFAULT_LIMIT } = query;
      const given = { ...conditionsV2(query, filter !== undefined), is_archived: archived ? 1 : 0 };
      return byCursor(storage.db, actor, { given, field, direction, limit, cursor: query.cursor, filter });
    },

    /** A page by position, likewise. */
    async listByPosition(actor: Actor, query: DealListQueryV1, archived: boolean): Promise<DealPage> {
      const filter = await filters.compiled(actor, "deals", query.filter_id);
      const given = { ...conditionsV1(actor, query), is_archived: archived ? 1 : 0 };
      const { start, limit } = offsetPage(query);
      if (query.product_id !== undefined && !filter) return { items: [], start, limit, more: false };
      return byPosition(actor, { ...{ start, limit }, given, order: toDealOrder(query.sort), filter });
    },

    /** A page of the deals of a person or an organization. */
    listOf(actor: Actor, contact: Contact, query: ContactDealsQuery): Promise<DealPage> {
      const given = conditionsOfContact(contact, query.status);
      const { start, limit } = offsetPage(query);
      return byPosition(actor, { start, limit, given, order: toDealOrder(query.sort), filter: undefined });
    },

    /** A page of the open deals of a pipeline or a stage. */
    async listIn(actor: Actor, place: Place, query: PipelineDealsQuery): Promise<DealPage> {
      const given = { ...conditionsIn(actor, query), ...place };
      const filter = await filters.compiled(actor, "deals", asksFilter(query) ? query.filter_id : undefined);
      const { start, limit } = offsetPage(query);
      return byPosition(actor, { start, limit, given, order: BY_ID, filter });
    },

    /** A page of the v1 collection, for administrators. */
    async collection(actor: Actor, query: DealCollectionQuery): Promise<CursorPage<StoredDeal>> {
      if (!actor.is_admin) throw new DomainError("admin_required");
      const { limit } = offsetPage(query);
      const given = conditionsOfCollection(query);
      return byCursor(storage.db, actor, {
        given,
        field: "id",
        direction: "asc",
        limit,
        cursor: query.cursor,
      });
    },
  };
}

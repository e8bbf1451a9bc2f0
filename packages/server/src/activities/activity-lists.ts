import type {
  ActivityCollectionQuery,
  ActivityListQuery,
  ActivityListQueryV1,
  HangingActivitiesQuery,
} from "@leadfoyer/contract";
import { latestEvent } from "../events/event-log.ts";
import type { Compiled } from "../filters/clause.ts";
import type { FilterService } from "../filters/filters.service.ts";
import type { Actor } from "../lib/actor.ts";
import type { CursorPage } from "../lib/answers.ts";
import { DomainError } from "../lib/domain-error.ts";
import { createPageMemory } from "../lib/page-memory.ts";
import { type OffsetQuery, offsetPage } from "../lib/paging.ts";
import type { SortDirection } from "../lib/sort.ts";
import type { Place } from "../storage/list-shape.ts";
import type { Storage } from "../storage/open.ts";
import { listActivities } from "./activities.store.ts";
import type { StoredActivity } from "./activity-changes.ts";
import {
  type ActivitySort,
  BY_DUE_DATE,
  type Conditions,
  conditionsOfCollection,
  conditionsOfHanging,
  conditionsV1,
  conditionsV2,
  fromCursor,
  orderBy,
  toCursor,
} from "./activity-pages.ts";

const DEFAULT_LIMIT = 100;

type CursorList = {
  given: Conditions;
  field: ActivitySort;
  direction: SortDirection;
  limit: number;
  filter?: Compiled | undefined;
};

/** Pages of activities, as either version of the API asks for them. */
export function createActivityLists({ storage, filters }: { storage: Storage; filters: FilterService }) {
  const pages = createPageMemory<Place>();

  async function byCursor(
    actor: Actor,
    cursor: string | undefined,
    { field, direction, ...narrowed }: CursorList,
  ): Promise<CursorPage<StoredActivity>> {
    const begin = cursor === undefined ? { offset: 0 } : { at: fromCursor(cursor, field, direction) };
    const list = { viewer: actor, order: orderBy(field, direction), begin, ...narrowed };
    const { activities, next } = await listActivities(storage.db, list);
    return { items: activities, next_cursor: next ? toCursor(next, field, direction) : null };
  }

  async function byPosition(
    actor: Actor,
    { given, filter }: Pick<CursorList, "given" | "filter">,
    query: OffsetQuery,
  ) {
    const { start, limit } = offsetPage(query);
    const name = JSON.stringify([actor.company_id, actor.sees, given, filter]);
    const version = await latestEvent(storage.db, actor.company_id);
    const at = pages.recall(name, start, version);
    const begin = at ? { at } : { offset: start };
    const list = { viewer: actor, order: BY_DUE_DATE, given, begin, limit, filter };
    const { activities, next } = await listActivities(storage.db, list);
    if (next) pages.remember(name, start + limit, version, next);
    return { items: activities, start, limit, more: next !== undefined };
  }

  return {
    /** A page by cursor. */
    async list(actor: Actor, query: ActivityListQuery): Promise<CursorPage<StoredActivity>> {
      const filter = await filters.compiled(actor, "activity", query.filter_id);
      const { sort_by: field = "id", sort_direction: direction = "asc", limit = DEFAULT_LIMIT } = query;
      return byCursor(actor, query.cursor, {
        given: conditionsV2(query),
        field,
        direction,
        limit,
        filter,
      });
    },

    /** A page of the v1 collection, for administrators. */
    async collection(actor: Actor, query: ActivityCollectionQuery): Promise<CursorPage<StoredActivity>> {
      if (!actor.is_admin) throw new DomainError("admin_required");
      const { limit } = offsetPage(query);
      const given = conditionsOfCollection(query);
      return byCursor(actor, query.cursor, { given, field: "id", direction: "asc", limit });
    },

    /** A page by position, by due date. */
    async listByPosition(actor: Actor, query: ActivityListQueryV1) {
      const filter = await filters.compiled(actor, "activity", query.filter_id);
      return byPosition(actor, { given: conditionsV1(actor, query), filter }, query);
    },

    /** A page of what hangs on one thing, likewise. Whether who asks sees that is asked before. */
    listOf: (actor: Actor, hangs: Conditions, query: HangingActivitiesQuery) =>
      byPosition(actor, { given: { ...hangs, ...conditionsOfHanging(query) } }, query),
  };
}

import type { DealListQuery } from "@leadfoyer/contract";
import type { Actor } from "../lib/actor.ts";
import type { CursorPage } from "../lib/answers.ts";
import { parseIds, splitCsv } from "../lib/csv.ts";
import { decodeCursor, encodeCursor } from "../lib/cursor.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { Storage } from "../storage/open.ts";
import type { StoredDeal } from "./deal-changes.ts";
import { type DealCondition, listDeals } from "./deal-list.store.ts";

const DEFAULT_LIMIT = 100;
const MAX_IDS = 100;

type Conditions = { [C in DealCondition]?: unknown };

const columns = { id: "id", add_time: "add_time", update_time: "touch_time" } as const;

/** Pages of deals, as either version of the API asks for them. */
export function createDealLists({ storage }: { storage: Storage }) {
  return {
    /** A page by cursor, of deals that are archived or of those that are not. */
    async list(actor: Actor, query: DealListQuery, is_archived: boolean): Promise<CursorPage<StoredDeal>> {
      const { sort_by = "id", sort_direction: direction = "asc", limit = DEFAULT_LIMIT, cursor } = query;
      const column = columns[sort_by];
      const at = cursor === undefined ? undefined : decodeCursor(cursor, sort_by, direction);
      const { deals, next } = await listDeals(storage.db, {
        viewer: actor,
        order: (column === "id" ? ["id"] : [column, "id"]).map((one) => ({ column: one, direction })),
        given: { ...conditionsV2(query), is_archived: is_archived ? 1 : 0 },
        begin: at ? { at: { [column]: at.fieldValue, id: at.id } } : { offset: 0 },
        limit,
      });
      const place = { field: sort_by, fieldValue: Number(next?.[column]), sortDirection: direction };
      return { items: deals, next_cursor: next ? encodeCursor({ ...place, id: Number(next.id) }) : null };
    },
  };
}

function conditionsV2(query: DealListQuery): Conditions {
  const { ids, updated_since, updated_until, status } = query;
  return {
    ids: ids === undefined ? undefined : JSON.stringify(parseIds(ids, { key: "ids", max: MAX_IDS })),
    owner_id: query.owner_id,
    person_id: query.person_id,
    org_id: query.org_id,
    pipeline_id: query.pipeline_id,
    stage_id: query.stage_id,
    ...byStatus(status === undefined ? [] : splitCsv(status)),
    since: updated_since && Date.parse(updated_since),
    until: updated_until && Date.parse(updated_until),
  };
}

const known: readonly string[] = ["open", "won", "lost", "deleted"];

/**
 * Deals of any of these statuses; all that are not deleted when none is named. Deleted ones are told apart by that
 * alone: together with other statuses they are left out.
 */
function byStatus(statuses: readonly string[]): Conditions {
  if (!statuses.every((status) => known.includes(status))) {
    const info = `status: Parameter 'status' must be one of [${known.join(", ")}]`;
    throw new DomainError("invalid", { info });
  }
  const others = statuses.filter((status) => status !== "deleted");
  if (others.length > 0) return { is_deleted: 0, statuses: JSON.stringify(others) };
  return { is_deleted: statuses.length > 0 ? 1 : 0 };
}

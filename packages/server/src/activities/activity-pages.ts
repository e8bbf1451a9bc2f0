import type {
  ActivityCollectionQuery,
  ActivityListQuery,
  ActivityListQueryV1,
  HangingActivitiesQuery,
} from "@leadfoyer/contract";
import type { Actor } from "../lib/actor.ts";
import { fromMoment } from "../lib/clock.ts";
import { parseIds, splitCsv } from "../lib/csv.ts";
import { decodeCursor, encodeCursor } from "../lib/cursor.ts";
import type { SortDirection } from "../lib/sort.ts";
import type { ListOrder, Place } from "../storage/list-shape.ts";
import type { ActivityCondition } from "./activities.store.ts";

const MAX_IDS = 100;

export type ActivitySort = "id" | "update_time" | "add_time" | "due_date";
export type Conditions = { [C in ActivityCondition]?: unknown };

const LIVE = { is_deleted: 0 };

/** What a v2 list holds. A filter takes the place of ids, owner and what activities hang on. */
export function conditionsV2(query: ActivityListQuery): Conditions {
  const { done, updated_since, updated_until, filter_id } = query;
  return {
    ...LIVE,
    ...(filter_id === undefined && chosenBy(query)),
    done: done === undefined ? undefined : Number(done),
    since: updated_since && Date.parse(updated_since),
    until: updated_until && Date.parse(updated_until),
  };
}

function chosenBy({ ids, ...query }: ActivityListQuery): Conditions {
  return {
    ids: ids === undefined ? undefined : JSON.stringify(parseIds(ids, { key: "ids", max: MAX_IDS })),
    owner_id: query.owner_id,
    lead_id: query.lead_id?.toLowerCase(),
    deal_id: query.deal_id,
    person_id: query.person_id,
    org_id: query.org_id,
  };
}

/** What a v1 list holds: without a user or a filter, what the caller has to do. */
export function conditionsV1(actor: Actor, query: ActivityListQueryV1): Conditions {
  const { user_id = query.filter_id === undefined ? actor.user_id : 0, type, done } = query;
  return {
    ...LIVE,
    owner_id: user_id === 0 ? undefined : user_id,
    types: toTypes(type),
    done,
    due_from: query.start_date,
    due_until: query.end_date,
  };
}

/** What is asked of activities that hang on one thing. */
export const conditionsOfHanging = ({ done, exclude }: HangingActivitiesQuery): Conditions => ({
  ...LIVE,
  done,
  others: exclude && JSON.stringify(parseIds(exclude, { key: "exclude", max: MAX_IDS })),
});

/** What the v1 collection holds. */
export const conditionsOfCollection = ({
  since,
  until,
  user_id,
  done,
  type,
}: ActivityCollectionQuery): Conditions => ({
  ...LIVE,
  owner_id: user_id,
  types: toTypes(type),
  done: done === undefined ? undefined : Number(done),
  since: since && fromMoment(since),
  until: until && fromMoment(until),
});

const toTypes = (type: string | undefined) =>
  type === undefined ? undefined : JSON.stringify(splitCsv(type));

export const BY_DUE_DATE: ListOrder = orderBy("due_date", "asc");

export function orderBy(field: ActivitySort, direction: SortDirection): ListOrder {
  const columns = field === "id" ? ["id"] : [field, "id"];
  return columns.map((column) => ({ column, direction }));
}

/** A cursor holds numbers: a day is written 20261031. */
export function toCursor(place: Place, field: ActivitySort, sortDirection: SortDirection): string {
  const value = place[field] ?? 0;
  const fieldValue = Number(typeof value === "string" ? value.replaceAll("-", "") : value);
  return encodeCursor({ field, fieldValue, sortDirection, id: Number(place.id) });
}

export function fromCursor(text: string, field: ActivitySort, direction: SortDirection): Place {
  const { fieldValue, id } = decodeCursor(text, field, direction);
  const day = String(fieldValue).replace(/(\d+)(\d\d)(\d\d)$/, "$1-$2-$3");
  return { [field]: field === "due_date" ? day : fieldValue, id };
}

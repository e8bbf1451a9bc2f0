import {
  type DealCollectionQuery,
  type DealListQuery,
  type DealListQueryV1,
  type DealsSummaryQuery,
  type DealTimelineQuery,
  dealSortFields,
  type PipelineDealsQuery,
} from "@leadfoyer/contract";
import type { Actor } from "../lib/actor.ts";
import { fromMoment } from "../lib/clock.ts";
import { parseIds, splitCsv } from "../lib/csv.ts";
import { DomainError } from "../lib/domain-error.ts";
import { parseSort, type SortDirection } from "../lib/sort.ts";
import type { ListOrder } from "../storage/list-shape.ts";
import type { DealCondition, DealOrder } from "./deal-list.store.ts";

const MAX_IDS = 100;

/** Whose deals a list is of: a person's, an organization's own, or those of an organization and its people. */
export type Contact = { taken_by: number } | { org_id: number } | { around: number };

/** What a list holds; what is undefined does not matter to it. */
export type Conditions = { [C in DealCondition]?: unknown };

/** What a v2 list holds. A filter takes the place of all but the times. */
export function conditionsV2(query: DealListQuery, isFiltered: boolean): Conditions {
  const { updated_since, updated_until } = query;
  return {
    ...(isFiltered ? { is_deleted: 0 } : narrowed(query)),
    since: updated_since && Date.parse(updated_since),
    until: updated_until && Date.parse(updated_until),
  };
}

function narrowed(query: DealListQuery): Conditions {
  const { ids, status } = query;
  return {
    ids: ids === undefined ? undefined : JSON.stringify(parseIds(ids, { key: "ids", max: MAX_IDS })),
    owner_id: query.owner_id,
    person_id: query.person_id,
    org_id: query.org_id,
    pipeline_id: query.pipeline_id,
    stage_id: query.stage_id,
    ...byStatus(status === undefined ? [] : splitCsv(status)),
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

/** What a v1 list holds. A filter takes the place of all but the status. */
export function conditionsV1({ user_id }: Actor, query: DealListQueryV1): Conditions {
  const { status = "all_not_deleted" } = query;
  if (query.filter_id !== undefined) return byStatus(status === "all_not_deleted" ? [] : [status]);
  return {
    owner_id: query.owned_by_you === 1 ? user_id : query.user_id,
    person_id: query.person_id,
    org_id: query.org_id,
    pipeline_id: query.pipeline_id,
    stage_id: query.stage_id,
    ...byStatus(status === "all_not_deleted" ? [] : [status]),
  };
}

/** Whether deals in a pipeline or stage are chosen by a filter: whose they shall be goes before it. */
export const asksFilter = ({ filter_id, user_id, everyone }: PipelineDealsQuery): boolean =>
  filter_id !== undefined && user_id === undefined && everyone !== 1;

/** Of deals in a pipeline or stage: the caller's own, unless another's or everyone's are asked for. */
export const conditionsIn = (actor: Actor, query: PipelineDealsQuery): Conditions => ({
  ...{ is_deleted: 0, is_archived: 0, statuses: JSON.stringify(["open"]) },
  owner_id: asksFilter(query) || query.everyone === 1 ? undefined : (query.user_id ?? actor.user_id),
  stage_id: query.stage_id,
});

/** Of the deals of a contact: those of a status, also the ones it has to do with only through others. */
export const conditionsOfContact = (contact: Contact, status: DealListQueryV1["status"]): Conditions => ({
  ...contact,
  is_archived: 0,
  ...byStatus(status === undefined || status === "all_not_deleted" ? [] : [status]),
});

/** Of deals to be added up: a filter takes the place of whose they are. */
export const conditionsOfSum = (query: DealsSummaryQuery, archived: boolean): Conditions => ({
  ...{ is_deleted: 0, is_archived: archived ? 1 : 0 },
  owner_id: query.filter_id === undefined ? query.user_id : undefined,
  pipeline_id: query.pipeline_id,
  stage_id: query.stage_id,
  statuses: query.status && JSON.stringify([query.status]),
});

/** Of deals by spans of time likewise: those that are open or won. */
export const conditionsOfTimeline = (query: DealTimelineQuery, archived: boolean): Conditions => ({
  ...{ is_deleted: 0, is_archived: archived ? 1 : 0, statuses: JSON.stringify(["open", "won"]) },
  owner_id: query.filter_id === undefined ? query.user_id : undefined,
  pipeline_id: query.pipeline_id,
});

export const conditionsOfCollection = ({
  since,
  until,
  user_id,
  stage_id,
  status,
}: DealCollectionQuery): Conditions => ({
  ...{ is_deleted: 0, is_archived: 0, owner_id: user_id, stage_id },
  statuses: status && JSON.stringify([status]),
  since: since && fromMoment(since),
  until: until && fromMoment(until),
});

const columnOf: Record<(typeof dealSortFields)[number], DealOrder> = {
  id: "id",
  title: "title_key",
  value: "value",
  user_id: "owner_id",
  person_id: "person_id",
  org_id: "org_id",
  pipeline_id: "pipeline_id",
  stage_id: "stage_id",
  status: "status",
  expected_close_date: "close_date",
  visible_to: "visible_to",
  add_time: "add_time",
  update_time: "touch_time",
};

export const BY_ID: ListOrder = [{ column: "id", direction: "asc" }];

/** The order a caller asks for, made total by the id. */
export function toDealOrder(text: string | undefined): ListOrder {
  const keys = parseSort(text, dealSortFields).map(({ field, direction }) => ({
    column: columnOf[field],
    direction,
  }));
  const last = { column: "id", direction: keys.at(-1)?.direction ?? "asc" } as const;
  const columns = new Map<DealOrder, SortDirection>();
  for (const { column, direction } of [...keys, last])
    if (!columns.has("id") && !columns.has(column)) columns.set(column, direction);
  return [...columns].map(([column, direction]) => ({ column, direction }));
}

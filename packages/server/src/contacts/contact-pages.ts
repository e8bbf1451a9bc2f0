import { latestEvent } from "../events/event-log.ts";
import type { Compiled } from "../filters/clause.ts";
import type { Actor } from "../lib/actor.ts";
import { parseIds } from "../lib/csv.ts";
import { decodeCursor, encodeCursor } from "../lib/cursor.ts";
import { createPageMemory, type PageMemory } from "../lib/page-memory.ts";
import { offsetPage } from "../lib/paging.ts";
import { parseSort, type SortDirection, type SortKey } from "../lib/sort.ts";
import type { Db } from "../storage/db.ts";
import type { ListOrder, Place } from "../storage/list-shape.ts";
import type { ContactCondition, ContactTable, ListContacts } from "./contact-list.store.ts";
import { firstChar } from "./names.ts";

const DEFAULT_LIMIT = 100;
const MAX_IDS = 100;

type Source<Row extends object> = {
  actor: Actor;
  table: ContactTable;
  list: ListContacts<Row>;
  /** Of the filter asked for, which takes precedence over whatever else would narrow the list but its times. */
  filter: Compiled | undefined;
};

const cursorColumns = { id: "id", add_time: "add_time", update_time: "touch_time" } as const;

type CursorQuery = {
  cursor?: string;
  limit?: number;
  filter_id?: number;
  ids?: string;
  owner_id?: number;
  org_id?: number;
  deal_id?: number;
  updated_since?: string;
  updated_until?: string;
  sort_by?: keyof typeof cursorColumns;
  sort_direction?: SortDirection;
};

/** A page of a v2 list. */
export async function contactsByCursor<Row extends object>(
  db: Db,
  { actor, filter, list }: Source<Row>,
  query: CursorQuery,
): Promise<{ rows: Row[]; next_cursor: string | null }> {
  const { sort_by = "id", sort_direction = "asc", limit = DEFAULT_LIMIT } = query;
  const at = query.cursor === undefined ? undefined : decodeCursor(query.cursor, sort_by, sort_direction);
  const column = cursorColumns[sort_by];
  const { rows, next } = await list(db, {
    viewer: actor,
    order: total([{ column, direction: sort_direction }]),
    given: toConditions(query, filter),
    begin: at ? { at: { [column]: at.fieldValue, id: at.id } } : { offset: 0 },
    limit,
    filter,
  });
  const cursor = next && {
    field: sort_by,
    fieldValue: Number(next[column]),
    sortDirection: sort_direction,
    id: Number(next.id),
  };
  return { rows, next_cursor: cursor ? encodeCursor(cursor) : null };
}

type Conditions = { [C in ContactCondition]?: unknown };

/** Deleted contacts are in no list. */
const LIVE = { is_deleted: 0 };

function toConditions(query: CursorQuery, filter: Compiled | undefined): Conditions {
  const { ids, owner_id, org_id, deal_id, updated_since, updated_until } = query;
  const narrowed = {
    ids:
      filter || ids === undefined ? undefined : JSON.stringify(parseIds(ids, { key: "ids", max: MAX_IDS })),
    owner_id,
    org_id,
    deal_id,
  };
  return {
    ...LIVE,
    ...(filter ? {} : narrowed),
    since: updated_since === undefined ? undefined : Date.parse(updated_since),
    until: updated_until === undefined ? undefined : Date.parse(updated_until),
  };
}

const offsetColumns = {
  id: "id",
  name: "name_key",
  owner_id: "owner_id",
  org_id: "org_id",
  visible_to: "visible_to",
  add_time: "add_time",
  update_time: "touch_time",
} as const;
type OffsetField = keyof typeof offsetColumns;

type OffsetQuery = {
  start?: number;
  limit?: number;
  filter_id?: number;
  user_id?: number;
  org_id?: number;
  deal_id?: number;
  first_char?: string;
  sort?: string;
};

/** Remembers where pages of v1 lists ended. */
export const createContactPages = (): PageMemory<Place> => createPageMemory();

type OffsetSource<Row extends object> = Source<Row> & {
  sortFields: readonly OffsetField[];
  pages: PageMemory<Place>;
};

/** A page of a v1 list. */
export async function contactsByOffset<Row extends object>(
  db: Db,
  { actor, filter, sortFields, pages, table, list }: OffsetSource<Row>,
  query: OffsetQuery,
): Promise<{ rows: Row[]; start: number; limit: number; more: boolean }> {
  const { start, limit } = offsetPage(query);
  const { user_id: owner_id, org_id, deal_id, first_char, sort } = query;
  const order = total(parseSort(sort, sortFields).map(toColumn));
  const prefix = first_char ? firstChar(first_char) : undefined;
  const given: Conditions = { ...LIVE, ...(filter ? {} : { owner_id, org_id, deal_id, prefix }) };
  const { company_id: company, sees } = actor;
  const name = JSON.stringify([company, table, sees, order, given, filter]);
  const version = await latestEvent(db, company);
  const at = pages.recall(name, start, version);
  const begin = at ? { at } : { offset: start };
  const { rows, next } = await list(db, { viewer: actor, order, given, begin, limit, filter });
  if (next) pages.remember(name, start + limit, version, next);
  return { rows, start, limit, more: next !== undefined };
}

const toColumn = ({ field, direction }: SortKey<OffsetField>) => ({
  column: offsetColumns[field],
  direction,
});

/** An order in which no two contacts tie, so that no two pages share one. */
function total(keys: ListOrder): ListOrder {
  const last = { column: "id", direction: keys.at(-1)?.direction ?? "asc" } as const;
  const columns = new Map<string, SortDirection>();
  for (const { column, direction } of [...keys, last]) {
    if (!columns.has("id") && !columns.has(column)) columns.set(column, direction);
  }
  return [...columns].map(([column, direction]) => ({ column, direction }));
}

import type { CursorPage } from "../lib/answers.ts";
import { decodeCursor, encodeCursor } from "../lib/cursor.ts";
import type { SortDirection } from "../lib/sort.ts";

const DEFAULT_LIMIT = 100;

type Query<Field extends string> = {
  cursor?: string;
  limit?: number;
  sort_by?: Field;
  sort_direction?: SortDirection;
};

/** A page of a v2 list that was read whole, since it is short. */
export function sortedPage<Field extends string, Item extends Record<Field | "id", number>>(
  items: readonly Item[],
  { cursor, limit = DEFAULT_LIMIT, sort_by, sort_direction = "asc" }: Query<Field>,
): CursorPage<Item> {
  const field = sort_by ?? "id";
  const sign = sort_direction === "asc" ? 1 : -1;
  const order = (a: Item, b: { value: number; id: number }) => sign * (a[field] - b.value || a.id - b.id);
  const at = cursor === undefined ? undefined : decodeCursor(cursor, field, sort_direction);
  const from = at && { value: at.fieldValue, id: at.id };
  const rest = items
    .filter((item) => !from || order(item, from) >= 0)
    .sort((a, b) => order(a, { value: b[field], id: b.id }));
  const next = rest[limit];
  const next_cursor = next
    ? encodeCursor({ field, fieldValue: next[field], sortDirection: sort_direction, id: next.id })
    : null;
  return { items: rest.slice(0, limit), next_cursor };
}

import { type NoteSortField, noteSortFields } from "@leadfoyer/contract";
import { parseSort, type SortDirection } from "../lib/sort.ts";
import type { ListOrder } from "../storage/list-shape.ts";

// Fields that few notes differ in go on by add_time, as their indexes do.
const columnsOf: Record<NoteSortField, readonly string[]> = {
  id: ["id"],
  user_id: ["user_id", "add_time"],
  deal_id: ["deal_id", "add_time"],
  person_id: ["person_id", "add_time"],
  org_id: ["org_id", "add_time"],
  content: ["content_key"],
  add_time: ["add_time"],
  update_time: ["update_time"],
};

/** The order a caller asks for, made total by the id. Nothing means oldest first. */
export function toNoteOrder(text: string | undefined): ListOrder {
  const asked = parseSort(text, noteSortFields);
  const keys = asked.length > 0 ? asked : [{ field: "add_time" as const, direction: "asc" as const }];
  const last = keys.at(-1)?.direction ?? "asc";
  const columns = new Map<string, SortDirection>();
  const put = (column: string, direction: SortDirection) =>
    columns.has(column) || columns.has("id") || columns.set(column, direction);
  for (const [index, { field, direction }] of keys.entries()) {
    const whole = columnsOf[field];
    for (const column of index === keys.length - 1 ? whole : whole.slice(0, 1)) put(column, direction);
  }
  put("id", last);
  return [...columns].map(([column, direction]) => ({ column, direction }));
}

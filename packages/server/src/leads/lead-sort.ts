import {
  type LeadSelection,
  type LeadSortField,
  leadSortFields,
  type ShownSortField,
  shownSortFields,
} from "@leadfoyer/contract";
import { DomainError } from "../lib/domain-error.ts";
import { parseSort, type SortDirection, type SortKey } from "../lib/sort.ts";

/** The columns that put leads in order, and whether one index walk gives that order in either direction. */
export type LeadOrder = {
  columns: readonly { column: SortColumn; direction: SortDirection }[];
  oneWay: boolean;
  /** Whether it is that in which search finds leads. */
  asFound?: true;
};

/** The newest first, as search finds them. Nothing resumes it: SQLite's index has no order but its own. */
const orderAsFound: LeadOrder = {
  columns: [{ column: "seq", direction: "desc" }],
  oneWay: false,
  asFound: true,
};

export type SortColumn =
  | "id"
  | "title_key"
  | "owner_id"
  | "creator_id"
  | "was_seen"
  | "close_date"
  | "next_activity_id"
  | "add_time"
  | "update_time"
  | "seq"
  | "amount"
  | "source"
  | StoodColumn;

/** Columns of what leads stand at: a contact, an activity, a value, or a label or option one after the other. */
type StoodColumn = "who_key" | "who" | "due_date" | "due_time" | "next" | "num" | "txt" | "holder";

// Each list of columns is the tail of an index, so that sorting by the field walks it. Fields of few different
// values go on by add_time: within one owner the oldest lead comes first.
const columnsOf: Record<LeadSortField | "source", readonly SortColumn[]> = {
  id: ["id"],
  title: ["title_key"],
  owner_id: ["owner_id", "add_time"],
  creator_id: ["creator_id", "add_time"],
  was_seen: ["was_seen", "add_time"],
  expected_close_date: ["close_date"],
  next_activity_id: ["next_activity_id"],
  add_time: ["add_time"],
  update_time: ["update_time"],
  source: ["source", "add_time"],
};

/** What indexes walk leads by, in the archive or not. */
export const leadIndexes = { indexes: Object.values(columnsOf), last: "seq" };

/** The keys a caller asks for. Nothing means oldest first. */
export function parseLeadSort(text: string | undefined): SortKey<LeadSortField>[] {
  const keys = parseSort(text, leadSortFields);
  return keys.length > 0 ? keys : [{ field: "add_time", direction: "asc" }];
}

const CUSTOM = /^[0-9a-f]{40}$/;

/** The one key by which the inbox is asked to show leads: what the API does not sort by, or a custom field. */
export type ShownKey = SortKey<ShownSortField | (string & {})>;

/**
 * The keys a caller of the inbox asks for: those of the API, or one beyond them.
 * @throws DomainError `invalid` where one of those does not stand alone.
 */
export function parseInboxSort(
  text: string | undefined,
): { keys: SortKey<LeadSortField>[] } | { shown: ShownKey } {
  const named = (text ?? "").split(/[\s,]+/).filter((word) => CUSTOM.test(word));
  const keys = parseSort<string>(text, [...leadSortFields, ...shownSortFields, ...named]);
  const shown = keys.find(({ field }) => !leadSortFields.some((one) => one === field));
  if (!shown) return { keys: parseLeadSort(text) };
  if (keys.length > 1) {
    const alone = [...shownSortFields, "a custom field"].join(", ");
    throw new DomainError("invalid", { info: `"sort" by one of these stands alone: ${alone}` });
  }
  return { shown };
}

/** The order of the keys, made total by the order of creation, so that no two pages share a lead. */
export function toLeadOrder(keys: readonly SortKey<LeadSortField | "source">[]): LeadOrder {
  const columns = new Map<SortColumn, SortDirection>();
  const put = (column: SortColumn, direction: SortDirection) =>
    columns.has(column) || columns.set(column, direction);
  for (const { field, direction } of keys) put(columnsOf[field][0] ?? "seq", direction);
  const last = keys.at(-1) ?? { field: "add_time", direction: "asc" };
  for (const column of columnsOf[last.field]) put(column, last.direction);
  put("seq", last.direction);
  const ordered = [...columns].map(([column, direction]) => ({ column, direction }));
  return { columns: ordered, oneWay: new Set(columns.values()).size === 1 };
}

export const oldestFirst = toLeadOrder(parseLeadSort(undefined));
export const longestUnchangedFirst = toLeadOrder([{ field: "update_time", direction: "asc" }]);

/** In which order a selection is listed that nobody sorts. */
export const usualOrder = ({ term }: LeadSelection): LeadOrder =>
  term === undefined ? oldestFirst : orderAsFound;

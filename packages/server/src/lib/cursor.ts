import { DomainError } from "./domain-error.ts";
import type { SortDirection } from "./sort.ts";

/** Names the first item of the page it stands for. The members and their order are those of the live service. */
export type Cursor = { field: string; fieldValue: number; sortDirection: SortDirection; id: number };

const BASE64URL = /^[\w-]+$/;

/** Base64url without padding. */
export const encodeJson = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

export const encodeCursor = (cursor: Cursor): string => encodeJson(cursor);

/**
 * Reads a cursor made for a list with this sort.
 * @throws DomainError `cursor_invalid`
 */
export function decodeCursor(text: string, field: string, sortDirection: SortDirection): Cursor {
  const cursor = decodeJson(text);
  if (!isCursor(cursor)) throw new DomainError("cursor_invalid");
  if (cursor.field === field && cursor.sortDirection === sortDirection) return cursor;
  throw new DomainError("cursor_invalid", {
    info: `Invalid cursor: it continues a list sorted by ${cursor.field} ${cursor.sortDirection}`,
  });
}

/**
 * Reads what `encodeJson` wrote.
 * @throws DomainError `cursor_invalid` when it is no such text
 */
export function decodeJson(text: string): unknown {
  if (!BASE64URL.test(text)) throw new DomainError("cursor_invalid");
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch (cause) {
    throw new DomainError("cursor_invalid", { cause });
  }
}

function isCursor(value: unknown): value is Cursor {
  if (typeof value !== "object" || value === null) return false;
  const { field, fieldValue, sortDirection, id } = value as Partial<Cursor>;
  const direction = sortDirection === "asc" || sortDirection === "desc";
  return (
    typeof field === "string" && direction && Number.isSafeInteger(fieldValue) && Number.isSafeInteger(id)
  );
}

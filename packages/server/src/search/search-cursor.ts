import { decodeJson, encodeJson } from "../lib/cursor.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { SearchMark } from "./search-walk.ts";

/** A cursor of a search: it names the first item of the page it stands for. */
export const encodeMark = (mark: SearchMark): string => encodeJson(mark);

/** @throws DomainError `cursor_invalid` */
export function decodeMark(text: string): SearchMark {
  const mark = decodeJson(text);
  if (!isMark(mark)) throw new DomainError("cursor_invalid");
  return mark;
}

const isPlace = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function isMark(value: unknown): value is SearchMark {
  if (typeof value !== "object" || value === null) return false;
  const { step, at, floors } = value as Partial<SearchMark>;
  return isPlace(step) && isPlace(at) && Array.isArray(floors) && floors.every(isPlace);
}

import type { OffsetPage } from "./answers.ts";

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 500;

export type OffsetQuery = { start?: number; limit?: number };

/**
 * The page a v1 caller means: 100 from the beginning unless asked otherwise. What lies outside is brought
 * inside, since clients in use send 0, negative and oversized numbers and expect a page.
 */
export function offsetPage({ start = 0, limit = DEFAULT_LIMIT }: OffsetQuery) {
  return {
    start: Math.min(Math.max(start, 0), Number.MAX_SAFE_INTEGER - MAX_LIMIT - 1),
    limit: limit < 1 ? DEFAULT_LIMIT : Math.min(limit, MAX_LIMIT),
  };
}

/** A page of a list that was read whole, since it is short. */
export function pageOf<T>(items: readonly T[], query: OffsetQuery): OffsetPage<T> {
  const { start, limit } = offsetPage(query);
  return { items: items.slice(start, start + limit), start, limit, more: items.length > start + limit };
}

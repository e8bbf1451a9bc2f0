const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 500;

/**
 * The page a v1 caller means: 100 from the beginning unless asked otherwise. What lies outside is brought
 * inside, since clients in use send 0, negative and oversized numbers and expect a page.
 */
export function offsetPage({ start = 0, limit = DEFAULT_LIMIT }: { start?: number; limit?: number }) {
  return {
    start: Math.min(Math.max(start, 0), Number.MAX_SAFE_INTEGER - MAX_LIMIT - 1),
    limit: limit < 1 ? DEFAULT_LIMIT : Math.min(limit, MAX_LIMIT),
  };
}

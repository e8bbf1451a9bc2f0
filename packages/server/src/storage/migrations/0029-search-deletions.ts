import type { Engine } from "../prepared.ts";

/**
 * FTS5 writes the index anew as soon as a tenth of it is deleted: some 200 pages for every 64 deletions, which kept
 * whoever wrote meanwhile waiting for seconds while many leads were deleted. `search/search-tidy.ts` does it in steps.
 */
export const up = (engine: Engine): string =>
  engine === "sqlite" ? "insert into search_tokens (search_tokens, rank) values ('deletemerge', 0)" : "";

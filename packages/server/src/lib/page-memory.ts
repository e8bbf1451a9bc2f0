/** Page ends kept, over all lists and companies. */
const CAPACITY = 2_000;

/**
 * Remembers where pages ended, so that a client which walks a list by `start` seeks to its next page instead of
 * stepping over everything before it. An end holds as long as nothing in the company has changed since.
 */
export function createPageMemory<Position>() {
  const ends = new Map<string, { version: number; end: Position }>();
  return {
    remember(list: string, start: number, version: number, end: Position): void {
      const key = `${start} ${list}`;
      ends.delete(key);
      ends.set(key, { version, end });
      if (ends.size > CAPACITY) ends.delete(ends.keys().next().value ?? "");
    },
    recall(list: string, start: number, version: number): Position | undefined {
      const known = ends.get(`${start} ${list}`);
      return known?.version === version ? known.end : undefined;
    },
  };
}
export type PageMemory<Position> = ReturnType<typeof createPageMemory<Position>>;

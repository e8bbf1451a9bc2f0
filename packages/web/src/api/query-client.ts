import {
  type InvalidateOptions,
  type InvalidateQueryFilters,
  type Query,
  QueryClient,
  type QueryKey,
} from "@tanstack/react-query";

/** A client that, told to ask anew, never settles for what it had asked before. */
export class FreshQueryClient extends QueryClient {
  override async invalidateQueries<K extends QueryKey = QueryKey>(
    filters?: InvalidateQueryFilters<K>,
    options?: InvalidateOptions,
  ): Promise<void> {
    const first = this.getQueryCache().findAll(filters).filter(isFirstAsked);
    await super.invalidateQueries(filters, options);
    if (first.length === 0) return;
    // The library waits for a first answer instead of asking again, and takes it for fresh.
    await Promise.allSettled(first.map(({ promise }) => promise));
    await super.invalidateQueries({ predicate: (query) => first.includes(query) }, options);
  }
}

/** Whether its first answer is on its way: that may be older than what has happened since. */
const isFirstAsked = ({ state }: Query): boolean => state.data === undefined && state.fetchStatus !== "idle";

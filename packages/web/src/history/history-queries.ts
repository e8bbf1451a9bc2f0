import type { Client } from "@leadfoyer/client";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { foyer } from "../api/foyer.ts";

export type LeadEvent = Awaited<ReturnType<Client["inbox"]["history"]>>["data"][number];

const PAGE = 30;

/** What was done to a lead, the latest first. */
export const historyOf = (lead: string) =>
  infiniteQueryOptions({
    queryKey: ["history", lead],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ signal, pageParam }) => {
      const { data, next } = await foyer.inbox.history(lead, { limit: PAGE, cursor: pageParam }, { signal });
      return { events: data, next: next && "cursor" in next ? next.cursor : undefined };
    },
    getNextPageParam: ({ next }) => next,
  });

/** The last thing done to a lead, when it was changed at a time. */
export const lastChange = (lead: string, at: string) =>
  queryOptions({
    queryKey: ["history", lead, "last", at],
    queryFn: async ({ signal }) =>
      (await foyer.inbox.history(lead, { limit: 1 }, { signal })).data[0] ?? null,
  });

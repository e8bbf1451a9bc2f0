import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import type { LeadList } from "../api/queries.ts";
import { useSteady } from "../lib/use-steady.ts";
import type { Search } from "./search.ts";

export const NEWEST_FIRST = "add_time DESC";

/** What the address says of the page, and how to have it say something else. */
export function useAddress() {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const { show } = useSteady({
    show: (change: Partial<Search>) =>
      navigate({
        to: ".",
        search: (before: Search) => ({ ...before, ...change }),
        // What is still being typed is one step for the button that goes back.
        replace: "q" in change && search.q !== undefined && change.q !== undefined,
      }),
  });
  return { search, show, open: (id: string | undefined) => show({ lead: id }) };
}

/** The list that tab and address ask for: the same object as long as they stay the same. */
export function useList(archived: boolean, { sort, owner, q, filter, where }: Search): LeadList {
  const asked = JSON.stringify(where);
  return useMemo(
    () => ({
      archived,
      sort: sort ?? (q === undefined ? NEWEST_FIRST : undefined),
      ...{ owner, q, filter, where: asked === undefined ? undefined : JSON.parse(asked) },
    }),
    [archived, sort, owner, q, filter, asked],
  );
}

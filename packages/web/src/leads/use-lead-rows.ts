import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { type LeadList, leadCount, leadPage, PAGE } from "../api/queries.ts";
import type { Lead, Related } from "../api/types.ts";

export type LeadRow = { lead: Lead; related: Related };

export type LeadRows = {
  /** How many there are; undefined until that is known. */
  count: number | undefined;
  /** A row, when its page has come. */
  at(index: number): LeadRow | undefined;
  loaded(): LeadRow[];
  /** Where a lead stands, if it is loaded. */
  indexOf(id: string): number | undefined;
  list: LeadList;
  failed: unknown;
};

/** The rows of a list around what is visible: any page of it can be asked for, in any order. */
export function useLeadRows(list: LeadList, { first, last }: { first: number; last: number }): LeadRows {
  const from = Math.floor(first / PAGE);
  const to = Math.floor(Math.max(last, first) / PAGE);
  const wanted = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const { data: count, error } = useQuery(leadCount(list));
  const pages = useQueries({
    queries: wanted.map((page) => ({ ...leadPage(list, page), placeholderData: keepPreviousData })),
  });
  const at = (index: number): LeadRow | undefined => {
    const page = pages[Math.floor(index / PAGE) - from]?.data;
    const lead = page?.leads[index % PAGE];
    return page && lead && { lead, related: page.related };
  };
  const loaded = () =>
    pages.flatMap(({ data }) => (data ? data.leads.map((lead) => ({ lead, related: data.related })) : []));
  const indexOf = (id: string): number | undefined => {
    for (const [index, page] of pages.entries()) {
      const found = page.data?.leads.findIndex((lead) => lead.id === id) ?? -1;
      if (found >= 0) return (from + index) * PAGE + found;
    }
    return undefined;
  };
  return { count, at, loaded, indexOf, list, failed: error ?? pages.find((page) => page.error)?.error };
}

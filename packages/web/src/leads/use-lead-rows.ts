import { useQueries, useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type LeadList, type LeadPage, leadCount, leadPage, PAGE } from "../api/queries.ts";
import type { Lead, Related } from "../api/types.ts";

export type LeadRow = { lead: Lead; related: Related };

export type LeadRows = {
  /** How many there are, as far as is known; undefined until anything is. */
  count: number | undefined;
  /** Whether there may be more of them than that. */
  more: boolean;
  /** Whether what is shown is of the list before, while this one is on its way. */
  old: boolean;
  /** A row, when its page has come. */
  at(index: number): LeadRow | undefined;
  loaded(): LeadRow[];
  /** Where a lead stands, if it is loaded. */
  indexOf(id: string): number | undefined;
  list: LeadList;
  failed: unknown;
};

/** How far a list was seen to go: `end` where a page was not full. */
type Seen = { list: LeadList; reach: number; end: number | undefined };

const made = new WeakMap<Lead, LeadRow>();

/** The same row for the same lead: what has not changed is not drawn anew. */
function rowOf(lead: Lead, related: Related): LeadRow {
  const known = made.get(lead);
  if (known?.related === related) return known;
  const row = { lead, related };
  made.set(lead, row);
  return row;
}

/** What is shown of a list, by number of page. */
type Shown = { list: LeadList; pages: ReadonlyMap<number, LeadPage>; count: number | undefined };

/** Rows beyond those that are drawn whose page is asked for already. */
const AHEAD = 50;
/** Where the list is dragged far, pages are asked for when it rests for so many milliseconds. */
const REST_MS = 60;

type Span = { list: LeadList; from: number; to: number };

/** The pages that are looked at, and how to say which rows those are. Another list is begun at its beginning. */
function useSpan(list: LeadList): [Span, (first: number, last: number) => void] {
  const [span, setSpan] = useState<Span>({ list, from: 0, to: 0 });
  const now = span.list === list ? span : { list, from: 0, to: 0 };
  const asked = useRef(now);
  asked.current = now;
  const timer = useRef<number>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const see = useCallback((first: number, last: number) => {
    clearTimeout(timer.current);
    const { list, from, to } = asked.current;
    const next = { list, from: pageOf(Math.max(first - AHEAD, 0)), to: pageOf(last + AHEAD) };
    if (next.from === from && next.to === to) return;
    if (next.from <= to + 1 && next.to >= from - 1) setSpan(next);
    else timer.current = window.setTimeout(setSpan, REST_MS, next);
  }, []);
  return [now, see];
}

const pageOf = (index: number): number => Math.floor(index / PAGE);

/** The same pages as long as nothing of them has changed. */
function useSamePages(pages: ReadonlyMap<number, LeadPage>): ReadonlyMap<number, LeadPage> {
  const before = useRef(pages);
  const isSame =
    before.current.size === pages.size &&
    [...pages].every(([number, page]) => before.current.get(number) === page);
  if (!isSame) before.current = pages;
  return before.current;
}

/** The rows of a list around what is looked at: any page of it can be asked for, in any order. */
export function useLeadRows(list: LeadList) {
  const [{ from, to }, see] = useSpan(list);
  const counted = useQuery(leadCount(list));
  const last = counted.data && !counted.data.more ? pageOf(Math.max(counted.data.count - 1, 0)) : to;
  const wanted = Array.from(
    { length: Math.max(Math.min(to, last) - from, 0) + 1 },
    (_, index) => from + index,
  );
  const asked = useQueries({ queries: wanted.map((page) => leadPage(list, page)) });
  const pages = useSamePages(
    new Map(asked.flatMap(({ data }, index) => (data ? [[from + index, data as LeadPage] as const] : []))),
  );
  const seen = useSeen(list, pages);
  const extent = extentOf(counted.data, seen);
  // Until something of a list is there, the one before stays: nothing flickers while somebody types.
  const before = useRef<Shown>({ list, pages, count: undefined });
  const isOld = pages.size === 0 && before.current.list !== list;
  if (!isOld) before.current = { list, pages, count: extent.count };
  const shown = before.current.pages;
  const count = isOld ? before.current.count : extent.count;
  const failed = counted.error ?? asked.find(({ error }) => error)?.error;
  const rows = useMemo(
    () => ({ ...readingOf(shown), count, more: extent.more, old: isOld, list, failed }),
    [shown, count, extent.more, isOld, list, failed],
  );
  return { rows, see };
}

/** How rows are read from pages. */
const readingOf = (pages: ReadonlyMap<number, LeadPage>): Pick<LeadRows, "at" | "loaded" | "indexOf"> => ({
  at(index) {
    const page = pages.get(pageOf(index));
    const lead = page?.leads[index % PAGE];
    return page && lead && rowOf(lead, page.related);
  },
  loaded: () =>
    [...pages.values()].flatMap(({ leads, related }) => leads.map((lead) => rowOf(lead, related))),
  indexOf: (id) => placeOf(pages, id),
});

function placeOf(pages: ReadonlyMap<number, LeadPage>, id: string): number | undefined {
  for (const [page, { leads }] of pages) {
    const found = leads.findIndex((lead) => lead.id === id);
    if (found >= 0) return page * PAGE + found;
  }
  return undefined;
}

/** How far a list was seen to go, by the pages of it that have come. */
function useSeen(list: LeadList, pages: ReadonlyMap<number, LeadPage>): Seen {
  const seen = useRef<Seen>({ list, reach: 0, end: undefined });
  if (seen.current.list !== list) seen.current = { list, reach: 0, end: undefined };
  for (const [page, { leads }] of pages) {
    const [start, length] = [page * PAGE, leads.length];
    if (length === PAGE) seen.current = reaching(seen.current, start + PAGE);
    else if (length > 0 || start === 0) seen.current.end = start + length;
  }
  return seen.current;
}

/** What is known of a list that goes on at least so far. */
const reaching = ({ list, reach, end }: Seen, so: number): Seen => ({
  list,
  reach: Math.max(reach, so),
  end: end !== undefined && end < so ? undefined : end,
});

/** A list that was not counted to its end goes on as far as it is walked, and a page further. */
function extentOf(
  counted: { count: number; more: boolean } | undefined,
  { reach, end }: Seen,
): Pick<LeadRows, "count" | "more"> {
  if (end !== undefined) return { count: end, more: false };
  if (!counted?.more) return { count: counted?.count, more: false };
  return { count: Math.max(counted.count, reach + PAGE), more: true };
}

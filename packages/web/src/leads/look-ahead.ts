import { useEffect } from "react";
import { activitiesOf } from "../api/activities.ts";
import { notesOf } from "../api/notes.ts";
import { organization, person, queries } from "../api/queries.ts";
import type { Lead } from "../api/types.ts";
import { useSteady } from "../lib/use-steady.ts";
import type { LeadRows } from "./use-lead-rows.ts";

/** Milliseconds for which somebody stays at a lead that may be opened. */
const REST_MS = 100;
/** Nothing is fetched ahead while the page itself is on its way: milliseconds from when that began. */
const PAGE_MS = 1_500;

/** Fetches what the panel shows of a lead beside what the list knows. */
function lookAt(lead: Lead | undefined): void {
  if (!lead) return;
  void queries.prefetchQuery(notesOf(lead.id));
  void queries.prefetchQuery(activitiesOf(lead.id));
  if (lead.person_id !== null) void queries.prefetchQuery(person(lead.person_id));
  if (lead.organization_id !== null) void queries.prefetchQuery(organization(lead.organization_id));
}

/** Has the lead one is at, and while one is open its neighbours, there before anybody asks. Answers how to look at another. */
export function useLookAhead(rows: LeadRows, current: number, isOpen: boolean): (index: number) => void {
  useEffect(() => {
    const near = isOpen ? [current, current + 1, current - 1] : [current];
    const look = () => {
      for (const index of near) lookAt(rows.at(index)?.lead);
    };
    const timer = setTimeout(look, Math.max(REST_MS, PAGE_MS - performance.now()));
    return () => clearTimeout(timer);
  }, [rows, current, isOpen]);
  return useSteady({ look: (index: number) => lookAt(rows.at(index)?.lead) }).look;
}

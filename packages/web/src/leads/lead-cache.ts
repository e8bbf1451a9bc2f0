import { asShown, type ChangesOf, isOnItsWay, keepVersion, sendOnItsWay } from "../api/lead-versions.ts";
import { type LeadPage, leadById, leadsKey, queries } from "../api/queries.ts";
import type { Lead } from "../api/types.ts";

const pagesKey = [...leadsKey, "page"] as const;

/** The lead as any list or panel on the page has it. */
export function knownLead(id: string): Lead | undefined {
  const one = queries.getQueryData<Lead>(leadById(id).queryKey);
  if (one) return one;
  for (const [, page] of queries.getQueriesData<LeadPage>({ queryKey: pagesKey })) {
    const found = page?.leads.find((lead) => lead.id === id);
    if (found) return found;
  }
  return undefined;
}

/** Shows what the server has told of a lead, unless something newer is known. */
export function showLead(lead: Lead): void {
  keepVersion(lead);
  put(asShown(lead));
}

/** Shows a change before the server has told of it, until what this answers is called. */
export function showOnItsWay(seen: Lead, changesOf: ChangesOf): () => void {
  const known = knownLead(seen.id) ?? seen;
  if (!isOnItsWay(seen.id)) keepVersion(known);
  const arrive = sendOnItsWay(seen.id, changesOf);
  put(asShown(known));
  return () => put(arrive() ?? known);
}

/** Has a lead look so, everywhere it is shown. */
function put(lead: Lead): void {
  queries.setQueryData(leadById(lead.id).queryKey, lead);
  // Only pages that hold it are touched: whoever has scrolled far has hundreds of them.
  for (const [key, page] of queries.getQueriesData<LeadPage>({ queryKey: pagesKey })) {
    const at = page?.leads.findIndex(({ id }) => id === lead.id) ?? -1;
    if (page && at >= 0) queries.setQueryData(key, { ...page, leads: page.leads.with(at, lead) });
  }
}

/** Asks again for what was asked for and has not come yet: it may be older than what has happened since. */
export const refreshComing = (): Promise<void> =>
  queries.invalidateQueries({ queryKey: leadsKey, predicate: ({ state }) => state.data === undefined });

/** Asks again for every list: leads have come, gone or moved. */
export const refreshLists = (): Promise<void> => queries.invalidateQueries({ queryKey: leadsKey });

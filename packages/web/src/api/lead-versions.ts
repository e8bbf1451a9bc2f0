import type { Lead, LeadChange } from "./types.ts";

/** What to change of a lead, seen as it is. */
export type ChangesOf = (lead: Lead) => LeadChange;

/** Versions kept: when so many others have changed since, no older one of a lead is on its way any more. */
const KEPT = 1_000;

/** The newest version the server has told of leads that changed while the page was open. */
const newest = new Map<string, Lead>();

/** One's own changes that are on their way, by lead, in their order. */
const onTheirWay = new Map<string, readonly ChangesOf[]>();

/** Answers come in any order: whatever is told of a lead, its newest version counts. */
function newestOf(lead: Lead): Lead {
  const known = newest.get(lead.id);
  return known && known.update_time > lead.update_time ? known : lead;
}

/** A lead as it is to be shown: in its newest version, with what is on its way. */
export function asShown(lead: Lead): Lead {
  let shown = newestOf(lead);
  for (const changesOf of onTheirWay.get(lead.id) ?? []) shown = { ...shown, ...changesOf(shown) } as Lead;
  return shown;
}

/** Keeps what the server has told of a lead: what comes after it may be older. */
export function keepVersion(lead: Lead): void {
  const kept = newestOf(lead);
  newest.delete(lead.id);
  newest.set(lead.id, kept); // the last to be forgotten
  const [first] = newest.keys();
  if (newest.size > KEPT && first !== undefined) newest.delete(first);
}

export const isOnItsWay = (id: string): boolean => onTheirWay.has(id);

/** Has a change shown, whatever the server tells meanwhile. Answers how to end that, which answers what is left. */
export function sendOnItsWay(id: string, changesOf: ChangesOf): () => Lead | undefined {
  onTheirWay.set(id, [...(onTheirWay.get(id) ?? []), changesOf]);
  return () => {
    const left = onTheirWay.get(id)?.filter((one) => one !== changesOf) ?? [];
    if (left.length > 0) onTheirWay.set(id, left);
    else onTheirWay.delete(id);
    const known = newest.get(id);
    return known && asShown(known);
  };
}

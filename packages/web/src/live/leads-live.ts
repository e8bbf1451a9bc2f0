import { isNotFound, type LiveEvent } from "@leadfoyer/client";
import { foyer } from "../api/foyer.ts";
import { type LeadList, leadById, leadCount, leadsKey, queries, selectionOf } from "../api/queries.ts";
import type { Lead } from "../api/types.ts";
import { knownLead, refreshComing, refreshLists, showLead } from "../leads/lead-cache.ts";
import { newest } from "./news.ts";

/** Changes to more leads than this are not asked for one by one. */
const FEW = 20;

/** Shows what became of leads, wherever they are shown. Nothing jumps: leads that are new are announced. */
export async function followLeads(events: readonly LiveEvent[]): Promise<void> {
  const changed = new Map<string, Set<string>>();
  for (const { entity_id, changed: members } of events)
    changed.set(entity_id, new Set([...(changed.get(entity_id) ?? []), ...members]));
  const gone = events.some(({ action, entity_id }) => action === "delete" && knownLead(entity_id));
  const known = [...changed.keys()].filter((id) => knownLead(id));
  if (gone || known.length > FEW) return refreshLists();
  const moved = await Promise.all(known.map((id) => show(id, changed.get(id) ?? new Set(), events)));
  if (moved.includes(true)) await refreshLists();
  if (known.length < changed.size) await Promise.all([announce(), refreshComing()]);
}

/** Shows one lead as it is now; answers whether it may stand elsewhere in a list that is shown, or nowhere. */
async function show(
  id: string,
  changed: ReadonlySet<string>,
  events: readonly LiveEvent[],
): Promise<boolean> {
  const before = knownLead(id);
  const latest = events.findLast(({ entity_id }) => entity_id === id);
  if (before && latest && holds(before, latest)) return false;
  try {
    const lead = (await foyer.leads.get(id)) as Lead;
    showLead(lead);
    return [...changed].some((member) => shownLists().some((list) => isPlacedBy(list, member, lead, before)));
  } catch (error) {
    if (isNotFound(error)) await queries.invalidateQueries(leadById(id));
    return true;
  }
}

/** Whether a lead as it is known is what an event has made of it, or later: one's own deeds were answered already. */
const holds = (lead: Lead, { action, time, previous_update_time: before }: LiveEvent): boolean =>
  action === "create" ? time <= lead.update_time : before !== undefined && before < lead.update_time;

const shownLists = (): LeadList[] =>
  queries
    .getQueryCache()
    .findAll({ queryKey: [...leadsKey, "count"], type: "active" })
    .map(({ queryKey }) => queryKey[2] as LeadList);

/** Whether a member decides if, or where, a lead stands in a list. */
function isPlacedBy(list: LeadList, member: string, lead: Lead, before: Lead | undefined): boolean {
  if (member === "is_archived") return lead.is_archived !== before?.is_archived;
  const { archived: _archived, sort, ...narrowing } = list;
  return (
    (sort !== undefined && memberOf(sort) === member) ||
    Object.values(narrowing).some((value) => value !== undefined)
  );
}

/** What leads are sorted by, where that goes by another name than what of them changes. */
const members: Record<string, string> = {
  labels: "label_ids",
  next_activity: "next_activity_id",
  owner: "owner_id",
  person: "person_id",
  organization: "organization_id",
  source: "source_name",
};

const keyOf = (sort: string): string => sort.split(" ")[0] ?? "";
const memberOf = (sort: string): string => members[keyOf(sort)] ?? keyOf(sort);

/** Asks again for the lists if one that is shown is sorted by something whose own order has changed. */
export async function refreshSorted(isMeant: (key: string) => boolean): Promise<void> {
  if (shownLists().some(({ sort }) => sort !== undefined && isMeant(keyOf(sort)))) await refreshLists();
}

/** Counts anew what the lists hold: what is more than they show is new. */
async function announce(): Promise<void> {
  await Promise.all(
    shownLists().map(async (list) => {
      const { count } = await foyer.inbox.count(selectionOf(list));
      queries.setQueryData(newest(list), count);
      // An empty list has nothing that could jump.
      if (queries.getQueryData(leadCount(list).queryKey)?.count === 0) await refreshLists();
    }),
  );
}

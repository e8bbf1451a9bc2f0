import type { Lead } from "@leadfoyer/contract";
import { asciiJson } from "../lib/ascii-json.ts";
import { sortKey } from "../lib/sort-key.ts";

/**
 * A lead as its row: the document it is answered with, and the columns lists seek, sort and filter on.
 * The only place that writes either.
 */
export const toRow = (lead: Lead) => ({ ...toColumns(lead), doc: asciiJson(lead) });
export type LeadRow = ReturnType<typeof toRow>;

export function toColumns(lead: Lead) {
  return {
    id: lead.id,
    title_key: sortKey(lead.title),
    owner_id: lead.owner_id,
    creator_id: lead.creator_id,
    person_id: lead.person_id,
    organization_id: lead.organization_id,
    is_archived: lead.is_archived ? (1 as const) : (0 as const),
    was_seen: lead.was_seen ? (1 as const) : (0 as const),
    close_date: lead.expected_close_date ?? "",
    next_activity_id: lead.next_activity_id ?? 0,
    add_time: Date.parse(lead.add_time),
    update_time: Date.parse(lead.update_time),
    visible_to: Number(lead.visible_to),
    amount: lead.value?.amount ?? null,
    source: lead.source_name,
  };
}

import type { Lead } from "@leadfoyer/contract";
import { record } from "../events/event-log.ts";
import { fromFlat, toFlat, withoutValue } from "../fields/custom-values.ts";
import type { FieldSet, Leaving } from "../fields/field-set.ts";
import { holdersOf } from "../fields/field-values.store.ts";
import { fieldSet } from "../fields/fields.store.ts";
import type { Actor } from "../lib/actor.ts";
import { differences } from "../lib/differences.ts";
import type { Tx } from "../storage/db.ts";
import { reindexLead } from "./lead-search.ts";
import { customOf, withCustom } from "./lead-values.ts";
import { leadsAt, updateLead } from "./leads.store.ts";

/**
 * Takes the value of a field that is going away, or of an option of it, off leads, archived ones too, and answers
 * whether more may hold it. `limit` bounds the work. Their `update_time` stays: nobody worked on them.
 */
export async function takeFieldOffLeads(
  tx: Tx,
  actor: Actor,
  { field, option }: Leaving,
  limit: number,
): Promise<boolean> {
  const company = actor.company_id;
  const fields = await fieldSet(tx, company);
  const { holders, more } = await holdersOf(tx, { company, field: field.id, kind: "lead", option, limit });
  for (const stored of await leadsAt(tx, company, holders)) {
    const { lead } = stored;
    const next = without(fields, lead, { field, option });
    await updateLead(tx, company, stored, next);
    await reindexLead(tx, company, stored, next);
    const previous = differences(lead, next);
    await record(tx, actor, { object: "lead", objectId: lead.id, action: "change", previous });
  }
  return more;
}

function without(fields: FieldSet, lead: Lead, { field, option }: Leaving): Lead {
  if (field.id === fields.channel) return { ...lead, channel: null };
  const held = [...fields.held("deal").values()];
  const values = withoutValue(fromFlat(held, customOf(lead)), field.key, option);
  return withCustom(lead, toFlat(held, values));
}

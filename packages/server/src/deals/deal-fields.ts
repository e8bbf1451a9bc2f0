import { record } from "../events/event-log.ts";
import { withoutValue } from "../fields/custom-values.ts";
import type { FieldSet, Leaving } from "../fields/field-set.ts";
import { holdersOf } from "../fields/field-values.store.ts";
import { fieldSet } from "../fields/fields.store.ts";
import type { Actor } from "../lib/actor.ts";
import { differences } from "../lib/differences.ts";
import type { Tx } from "../storage/db.ts";
import type { StoredDeal } from "./deal-changes.ts";
import { reindexDeal } from "./deal-search.ts";
import { dealsAt, updateDeal } from "./deals.store.ts";

/**
 * Takes the value of a field that is going away, or of an option of it, off deals, archived and deleted ones too, and
 * answers whether more may hold it. `limit` bounds the work. Their `update_time` stays: nobody worked on them.
 */
export async function takeFieldOffDeals(
  tx: Tx,
  actor: Actor,
  leaving: Leaving,
  limit: number,
): Promise<boolean> {
  const company = actor.company_id;
  const fields = await fieldSet(tx, company);
  const { field, option } = leaving;
  const { holders, more } = await holdersOf(tx, { company, field: field.id, kind: "deal", option, limit });
  for (const deal of await dealsAt(tx, company, holders)) {
    const next = without(fields, deal, leaving);
    await updateDeal(tx, company, next, deal);
    await reindexDeal(tx, company, deal, next);
    const previous = differences(deal, next);
    await record(tx, actor, { object: "deal", objectId: deal.id, action: "change", previous });
  }
  return more;
}

function without(fields: FieldSet, deal: StoredDeal, { field, option }: Leaving): StoredDeal {
  if (field.id === fields.channel) return { ...deal, channel: null };
  if (field.id === fields.labels("deal"))
    return { ...deal, label_ids: deal.label_ids.filter((id) => id !== option) };
  return { ...deal, custom: withoutValue(deal.custom, field.key, option) };
}

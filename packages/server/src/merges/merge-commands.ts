import type { Lead, MergeCreate } from "@leadfoyer/contract";
import { moveActivities } from "../activities/activity-moves.ts";
import { record } from "../events/event-log.ts";
import { type FlatValues, fromFlat, toFlat } from "../fields/custom-values.ts";
import { fieldSet } from "../fields/fields.store.ts";
import { changedLead } from "../leads/lead-changes.ts";
import { removeLeadIn } from "../leads/lead-removal.ts";
import { indexLeadOf } from "../leads/lead-search.ts";
import { findLead, type StoredLead, updateLead } from "../leads/leads.store.ts";
import { insertMerged } from "../leads/merged-leads.store.ts";
import { requireLead } from "../leads/require-lead.ts";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import { requireMayChange, requirePermission } from "../lib/permissions.ts";
import { moveNotes } from "../notes/note-moves.ts";
import { beginOperation } from "../operations/journal.ts";
import { command } from "../storage/command.ts";
import type { Db, Tx } from "../storage/db.ts";
import { bringFollowers } from "./merge-followers.ts";
import { planMerge } from "./merge-plan.ts";

/** What is to be merged: `id` stays. */
export type MergeInput = MergeCreate & { id: string };

type Merging = {
  winner: StoredLead;
  losers: StoredLead[];
  next: Lead;
  previous: Partial<Lead>;
  fields: ReturnType<typeof planMerge>["fields"];
};

type Changed = Pick<Merging, "next" | "previous">;

/**
 * What a merge will do, if the actor may do it.
 * @throws DomainError `lead_not_found`, `lead_merged`, `lead_archived`, `permission_missing`, `invalid`
 */
export async function prepareMerge(db: Db, actor: Actor, input: MergeInput, now: number): Promise<Merging> {
  const { id, loser_ids, fields: choices = {} } = input;
  requirePermission(actor, "can_delete_leads");
  const winner = await requireLead(db, actor, id);
  const losers: StoredLead[] = [];
  for (const loser of new Set(loser_ids)) losers.push(await requireLoser(db, actor, id, loser));
  const leads = [winner, ...losers].map(({ lead }) => lead) as [Lead, ...Lead[]]; // the winner at least
  const { input: change, fields } = planMerge(leads, choices);
  if (winner.lead.is_archived) throw new DomainError("lead_archived");
  const custom = await inOrder(db, actor, change.custom);
  const changed = changedLead(winner.lead, { ...change, custom }, now);
  const { next, previous } = withSource(changed ?? { next: winner.lead, previous: {} }, losers);
  requireMayChange(actor, "leads", { before: winner.lead, next });
  for (const { lead } of losers) requireMayChange(actor, "leads", { before: lead, next: lead });
  return { winner, losers, next, previous, fields };
}

/** The lead that stays came of the deal another was made of, unless it came of one itself. */
function withSource({ next, previous }: Changed, losers: readonly StoredLead[]): Changed {
  const source_deal_id = losers.find(({ lead }) => lead.source_deal_id !== null)?.lead.source_deal_id;
  if (next.source_deal_id !== null || source_deal_id === undefined) return { next, previous };
  return { next: { ...next, source_deal_id }, previous: { ...previous, source_deal_id: null } };
}

/** Values of custom fields in the order of the fields. */
async function inOrder(db: Db, { company_id }: Actor, custom: FlatValues): Promise<FlatValues> {
  if (Object.keys(custom).length === 0) return custom;
  const held = [...(await fieldSet(db, company_id)).held("deal").values()];
  return toFlat(held, fromFlat(held, custom));
}

async function requireLoser(db: Db, actor: Actor, winner: string, id: string): Promise<StoredLead> {
  const refuse = (what: string): never => {
    throw new DomainError("invalid", { info: `loser_ids: Parameter 'loser_ids' ${what}` });
  };
  if (id === winner) refuse("holds the lead that stays");
  return (await findLead(db, actor, id)) ?? refuse(`holds ${id}, which is no lead of this company`);
}

/** Merges leads. Answers the lead that stays and the number by which the merge is undone. */
export const mergeLeads = command(
  "leads.merge",
  async (tx, actor: Actor, input: MergeInput): Promise<{ document: string; operation: number }> => {
    const { winner, losers, next, previous } = await prepareMerge(tx, actor, input, tx.now);
    const { id: to } = winner.lead;
    const what = { id: to, title: next.title, loser_ids: losers.map(({ lead }) => lead.id) };
    const merging = await beginOperation(tx, actor, { kind: "merge", what, total: losers.length + 1 });
    if (Object.keys(previous).length > 0) {
      await updateLead(tx, actor.company_id, winner, next);
      await record(tx, merging, { object: "lead", objectId: to, action: "change", previous });
    }
    await bringFollowers(tx, merging, { winner, losers });
    for (const { lead } of losers) {
      await moveNotes(tx, merging, { lead_id: lead.id }, { lead_id: to });
      await moveActivities(tx, merging, { lead_id: lead.id }, { lead_id: to });
    }
    for (const loser of losers) await mergeAway(tx, merging, loser, to);
    await indexLeadOf(tx, actor.company_id, to);
    const stored = await requireLead(tx, actor, to);
    return { document: JSON.stringify(stored.lead), operation: merging.operation };
  },
);

/** Takes a lead away that is in another now, and writes down where. */
async function mergeAway(tx: Tx, actor: Actor, loser: StoredLead, into: string): Promise<void> {
  const { id } = loser.lead;
  await removeLeadIn(tx, actor, loser);
  await insertMerged(tx, { company: actor.company_id, id, into, user: actor.user_id, now: tx.now });
  await record(tx, actor, { object: "lead_merge", objectId: id, action: "create" });
}

import type { Merge, MergeCreate, MergePreview } from "@leadfoyer/contract";
import { countActivities } from "../activities/activity-moves.ts";
import type { Actor } from "../lib/actor.ts";
import type { Clock } from "../lib/clock.ts";
import { countNotes } from "../notes/note-moves.ts";
import type { Storage } from "../storage/open.ts";
import { type MergeInput, mergeLeads, prepareMerge } from "./merge-commands.ts";
import { followersOfMerged } from "./merge-followers.ts";

/** Makes one lead of several. */
export function createMergeService({ storage, clock }: { storage: Storage; clock: Clock }) {
  const { db } = storage;
  return {
    /** What {@link merge} would do. */
    async preview(actor: Actor, id: string, input: MergeCreate): Promise<MergePreview> {
      const { winner, losers, next, fields } = await prepareMerge(db, actor, lowered(id, input), clock());
      const company = actor.company_id;
      const count = async (of: (lead: string) => Promise<number>): Promise<number> => {
        const counts = await Promise.all(losers.map(({ lead }) => of(lead.id)));
        return counts.reduce((sum, some) => sum + some, 0);
      };
      const { came } = await followersOfMerged(db, company, { winner, losers });
      return {
        lead: next,
        fields,
        moves: {
          notes: await count((lead) => countNotes(db, company, lead)),
          activities: await count((lead) => countActivities(db, company, lead)),
          followers: came.length,
        },
      };
    },

    async merge(actor: Actor, id: string, given: MergeCreate): Promise<Merge> {
      const input = lowered(id, given);
      const { document, operation } = await storage.run(mergeLeads, actor, input);
      return { lead: JSON.parse(document), merged_ids: input.loser_ids, operation_id: operation };
    },
  };
}
export type MergeService = ReturnType<typeof createMergeService>;

const lower = (id: string): string => id.toLowerCase();

const lowered = (id: string, { loser_ids, fields = {} }: MergeCreate): MergeInput => ({
  id: lower(id),
  loser_ids: [...new Set(loser_ids.map(lower))],
  fields: Object.fromEntries(Object.entries(fields).map(([field, lead]) => [field, lower(lead)])),
});

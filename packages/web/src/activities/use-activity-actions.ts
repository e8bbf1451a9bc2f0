import { useMemo } from "react";
import { type Activity, type ActivityInput, activitiesOf } from "../api/activities.ts";
import { foyer } from "../api/foyer.ts";
import { leadsKey, queries } from "../api/queries.ts";
import { type Thing, undoing } from "../leads/deeds.ts";
import { refreshLists } from "../leads/lead-cache.ts";
import { doing } from "../leads/undo.ts";
import type { LeadActions } from "../leads/use-lead-actions.tsx";
import type { Texts } from "../texts/en.ts";
import { useTexts } from "../texts/texts.tsx";

const ofActivity = ({ id }: { id: number }): Thing => ({ object: "activity", id });

function createActions(t: Texts, lead: string, actions: LeadActions) {
  const refresh = async () => {
    await queries.invalidateQueries({ queryKey: activitiesOf(lead).queryKey });
    await refreshLists(); // the lead's next activity may be another one
  };

  /** Does something and keeps how to take it back; answers whether it was done. */
  const act = (what: string, work: () => Promise<Thing>): Promise<boolean> => doing(carryOut(what, work));

  async function carryOut(what: string, work: () => Promise<Thing>): Promise<boolean> {
    try {
      const thing = await work();
      void refresh(); // what was planned is planned; nobody waits for the lists
      actions.did({ what, undo: undoing([thing]) });
      return true;
    } catch (error) {
      actions.refuse(error);
      await queries.invalidateQueries({ queryKey: leadsKey });
      return false;
    }
  }

  return {
    add: (input: ActivityInput) =>
      act(t.panel.activityAdded, async () =>
        ofActivity(await foyer.activities.add({ ...input, lead_id: lead })),
      ),

    change: (before: Activity, input: ActivityInput) =>
      act(t.panel.activityChanged, async () => ofActivity(await foyer.activities.update(before.id, input))),

    setDone({ id }: Activity, done: boolean) {
      queries.setQueryData(activitiesOf(lead).queryKey, (all) =>
        all?.map((one) => (one.id === id ? { ...one, done } : one)),
      );
      return act(done ? t.panel.activityDone : t.panel.activityReopened, async () =>
        ofActivity(await foyer.activities.update(id, { done })),
      );
    },

    remove: (activity: Activity) =>
      act(t.panel.activityDeleted, async () => {
        await foyer.activities.delete(activity.id);
        return ofActivity(activity);
      }),
  };
}

/** Everything that can be done to the activities of a lead. */
export function useActivityActions(lead: string, actions: LeadActions) {
  const { t } = useTexts();
  return useMemo(() => createActions(t, lead, actions), [t, lead, actions]);
}

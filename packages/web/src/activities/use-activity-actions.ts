import { useMemo } from "react";
import { type Activity, type ActivityInput, activitiesOf } from "../api/activities.ts";
import { foyer } from "../api/foyer.ts";
import { leadsKey, queries } from "../api/queries.ts";
import { refreshLists } from "../leads/lead-cache.ts";
import type { LeadActions } from "../leads/use-lead-actions.tsx";
import type { Texts } from "../texts/en.ts";
import { useTexts } from "../texts/texts.tsx";

/** What an activity is made of: what makes it anew after it was deleted. */
const again = ({
  subject,
  type,
  owner_id,
  lead_id,
  due_date,
  due_time,
  duration,
  done,
  note,
}: Activity): ActivityInput => ({
  ...{ subject, type, owner_id, lead_id, due_date, done, note },
  due_time: due_time?.slice(0, 5) ?? null,
  duration: duration?.slice(0, 5) ?? null,
});

function createActions(t: Texts, lead: string, actions: LeadActions) {
  const refresh = async () => {
    await queries.invalidateQueries({ queryKey: activitiesOf(lead).queryKey });
    await refreshLists(); // the lead's next activity may be another one
  };

  /** Does something and keeps how to take it back; answers whether it was done. */
  async function act(what: string, work: () => Promise<() => Promise<unknown>>): Promise<boolean> {
    try {
      const back = await work();
      void refresh(); // what was planned is planned; nobody waits for the lists
      actions.did({
        what,
        undo: async () => {
          await back();
          await refresh();
        },
      });
      return true;
    } catch (error) {
      actions.refuse(error);
      await queries.invalidateQueries({ queryKey: leadsKey });
      return false;
    }
  }

  return {
    add: (input: ActivityInput) =>
      act(t.panel.activityAdded, async () => {
        const { id } = await foyer.activities.add({ ...input, lead_id: lead });
        return () => foyer.activities.delete(id);
      }),

    change: (before: Activity, input: ActivityInput) =>
      act(t.panel.activityChanged, async () => {
        await foyer.activities.update(before.id, input);
        const back = again(before);
        return () => foyer.activities.update(before.id, back);
      }),

    setDone({ id }: Activity, done: boolean) {
      queries.setQueryData(activitiesOf(lead).queryKey, (all) =>
        all?.map((one) => (one.id === id ? { ...one, done } : one)),
      );
      return act(done ? t.panel.activityDone : t.panel.activityReopened, async () => {
        await foyer.activities.update(id, { done });
        return () => foyer.activities.update(id, { done: !done });
      });
    },

    remove: (activity: Activity) =>
      act(t.panel.activityDeleted, async () => {
        await foyer.activities.delete(activity.id);
        return () => foyer.activities.add(again(activity));
      }),
  };
}

/** Everything that can be done to the activities of a lead. */
export function useActivityActions(lead: string, actions: LeadActions) {
  const { t } = useTexts();
  return useMemo(() => createActions(t, lead, actions), [t, lead, actions]);
}

import { useState } from "react";
import type { foyer } from "../api/foyer.ts";
import { selectionOf } from "../api/queries.ts";
import type { Lead } from "../api/types.ts";
import type { BarProps } from "./list-bar.tsx";
import type { LeadActions } from "./use-lead-actions.tsx";

export type BulkInput = Parameters<typeof foyer.bulk.start>[0];

/** What is to be done to many leads, in words and as the server is asked for it. */
export type BulkPlan = { what: string; input: BulkInput };

type Action = Pick<BulkInput, "action" | "change" | "convert">;

/** The actions on chosen leads: on those seen at once, on the whole of a list after a look at what would change. */
export function useBulk({ list, selection, actions, writing: { t, users } }: BarProps) {
  const [plan, setPlan] = useState<BulkPlan>();
  const ask = (what: string, action: Action) => {
    const except = [...selection.ids];
    const all = { list: selectionOf(list), ...(except.length > 0 && { except }) };
    setPlan({ what, input: { ...all, ...action } });
  };
  const change = async (what: string, to: NonNullable<BulkInput["change"]>): Promise<boolean> => {
    ask(what, { action: "change", change: to });
    return false;
  };
  const then = async (done: Promise<boolean>): Promise<boolean> => {
    if (!(await done)) return false;
    selection.clear();
    return true;
  };
  const some: LeadActions = {
    ...actions,
    archive: (leads, archived) => then(actions.archive(leads, archived)),
  };
  const whole: LeadActions = {
    ...actions,
    archive: (_: readonly Lead[], is_archived: boolean) =>
      change(is_archived ? t.archiveLead : t.unarchiveLead, { is_archived }),
    giveTo: (_: readonly Lead[], owner_id: number) =>
      change(`${t.owner}: ${users.get(owner_id)?.name ?? ""}`, { owner_id }),
    markSeen: () => change(t.markSeen, { was_seen: true }),
  };
  return {
    actions: selection.whole ? whole : some,
    plan,
    remove: () => ask(t.deleteLead, { action: "delete" }),
    label: (to: NonNullable<BulkInput["change"]>) => ask(t.labels, { action: "change", change: to }),
    convert: (stage_id: number) => ask(t.panel.convert, { action: "convert", convert: { stage_id } }),
    close: () => setPlan(undefined),
    done() {
      setPlan(undefined);
      selection.clear();
    },
  };
}

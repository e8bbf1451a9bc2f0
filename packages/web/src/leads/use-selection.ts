import { useEffect, useMemo, useState } from "react";
import type { LeadList } from "../api/queries.ts";
import type { Lead } from "../api/types.ts";
import { knownLead } from "./lead-cache.ts";

const none: ReadonlySet<string> = new Set();

/** Which leads of a list are chosen: some, or all of them but some. Another list begins with none. */
export function useSelection(list: LeadList) {
  /** Of the whole list, those left out. */
  const [ids, setIds] = useState(none);
  const [whole, setWhole] = useState(false);
  const [anchor, setAnchor] = useState<number>();
  const clear = () => {
    setIds(none);
    setWhole(false);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list is what empties it
  useEffect(clear, [list]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what clears it never changes
  return useMemo(
    () => ({
      whole,
      /** Leads chosen one by one, or left out of the whole. */
      ids,
      size: whole ? Number.POSITIVE_INFINITY : ids.size,
      has: (id: string) => ids.has(id) !== whole,
      clear,
      all(leads: readonly Lead[]) {
        setIds(new Set(leads.map(({ id }) => id)));
        setWhole(false);
      },
      chooseWhole() {
        setIds(none);
        setWhole(true);
      },
      toggle(lead: Lead, index: number) {
        const next = new Set(ids);
        if (!next.delete(lead.id)) next.add(lead.id);
        setAnchor(index);
        setIds(next);
      },
      /** From the lead last chosen up to this one, as far as they are loaded. */
      reach(index: number, at: (index: number) => { lead: Lead } | undefined) {
        const from = Math.min(anchor ?? index, index);
        const to = Math.max(anchor ?? index, index);
        const between = Array.from({ length: to - from + 1 }, (_, one) => at(from + one)?.lead.id ?? "");
        const next = new Set(ids);
        for (const id of between.filter(Boolean)) next[whole ? "delete" : "add"](id);
        setIds(next);
      },
      leads: (): Lead[] => (whole ? [] : [...ids].flatMap((id) => knownLead(id) ?? [])),
    }),
    [ids, whole, anchor],
  );
}
export type Selection = ReturnType<typeof useSelection>;

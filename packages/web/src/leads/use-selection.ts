import { useEffect, useMemo, useState } from "react";
import type { LeadList } from "../api/queries.ts";
import type { Lead } from "../api/types.ts";
import { knownLead } from "./lead-cache.ts";

/** Which leads of a list are chosen. Another list begins with none. */
export function useSelection(list: LeadList) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [anchor, setAnchor] = useState<number>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list is what empties it
  useEffect(() => setIds(new Set()), [list]);
  return useMemo(
    () => ({
      ids,
      size: ids.size,
      has: (id: string) => ids.has(id),
      clear: () => setIds(new Set()),
      all: (leads: readonly Lead[]) => setIds(new Set(leads.map(({ id }) => id))),
      toggle(lead: Lead, index: number) {
        const next = new Set(ids);
        if (!next.delete(lead.id)) next.add(lead.id);
        setAnchor(index);
        setIds(next);
      },
      /** From the lead last chosen up to this one, as far as they are loaded. */
      reach(index: number, at: (index: number) => { lead: Lead } | undefined) {
        const from = anchor ?? index;
        const next = new Set(ids);
        for (let one = Math.min(from, index); one <= Math.max(from, index); one++) {
          const id = at(one)?.lead.id;
          if (id) next.add(id);
        }
        setIds(next);
      },
      leads: (): Lead[] => [...ids].flatMap((id) => knownLead(id) ?? []),
    }),
    [ids, anchor],
  );
}
export type Selection = ReturnType<typeof useSelection>;

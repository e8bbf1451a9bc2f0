import { useSyncExternalStore } from "react";
import type { Lead, LeadChange } from "../api/types.ts";

/** A change that meets what somebody else changed meanwhile. */
export type Conflict = {
  mine: LeadChange;
  theirs: Lead;
  settle: (choice: "mine" | "theirs") => void;
};

let waiting: readonly Conflict[] = [];
const listeners = new Set<() => void>();

function set(next: readonly Conflict[]): void {
  waiting = next;
  for (const listener of listeners) listener();
}

/** Asks which of two versions shall stand. */
export function askWhich(mine: LeadChange, theirs: Lead): Promise<"mine" | "theirs"> {
  return new Promise((resolve) => {
    const conflict: Conflict = {
      mine,
      theirs,
      settle(choice) {
        set(waiting.filter((one) => one !== conflict));
        resolve(choice);
      },
    };
    set([...waiting, conflict]);
  });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The conflict to be settled next. */
export const useConflict = (): Conflict | undefined => useSyncExternalStore(subscribe, () => waiting[0]);

import { useSyncExternalStore } from "react";

/** Who waits for somebody to be signed in again; undefined while somebody is. */
let waiting: (() => void)[] | undefined;
const listeners = new Set<() => void>();

function set(next: typeof waiting): void {
  waiting = next;
  for (const listener of listeners) listener();
}

/** Asks for the password on the page as it stands, and waits until that is given. */
export function untilSignedIn(): Promise<void> {
  return new Promise((resolve) => set([...(waiting ?? []), resolve]));
}

/** Whoever waits goes on. */
export function signedInAgain(): void {
  const all = waiting ?? [];
  set(undefined);
  for (const goOn of all) goOn();
}

/** Whether something is being written on the page that would be lost with it. */
export const isWriting = (): boolean =>
  waiting !== undefined ||
  document.querySelector("[role=dialog], [contenteditable=true]") !== null ||
  document.activeElement?.matches("textarea, input:not([type=search], [type=checkbox])") === true;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the password is asked for. */
export const useSignedOut = (): boolean => useSyncExternalStore(subscribe, () => waiting !== undefined);

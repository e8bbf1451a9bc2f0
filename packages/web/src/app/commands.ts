import { useSyncExternalStore } from "react";

/** Something one can do right now, as the palette lists it. */
export type Command = { id: string; name: string; key?: string; run: () => void };

let offered: ReadonlyMap<string, readonly Command[]> = new Map();
const listeners = new Set<() => void>();

function offer(by: string, commands: readonly Command[] | undefined): void {
  const next = new Map(offered);
  if (commands) next.set(by, commands);
  else next.delete(by);
  offered = next;
  for (const listener of listeners) listener();
}

/** Offers commands in the palette; answers how to take them back. */
export function offerCommands(by: string, commands: readonly Command[]): () => void {
  offer(by, commands);
  return () => offer(by, undefined);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Every command offered now. */
export const useCommands = (): Command[] =>
  [...useSyncExternalStore(subscribe, () => offered).values()].flat();

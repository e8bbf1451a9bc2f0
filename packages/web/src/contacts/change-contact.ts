import { queries } from "../api/queries.ts";
import { refreshLists } from "../leads/lead-cache.ts";
import type { LeadActions } from "../leads/use-lead-actions.tsx";

type Change<T, C> = {
  before: T;
  changes: C;
  query: { queryKey: readonly unknown[] };
  actions: LeadActions;
  what: string;
};

/** Shows a change of a contact at once, sends it, and keeps how to take it back. Refused, all is as it was. */
export async function changeContact<T extends object, C extends object | undefined>(
  { before, changes, query: { queryKey }, actions, what }: Change<T, C>,
  send: (changes: C) => PromiseLike<T>,
): Promise<void> {
  const back = Object.fromEntries(
    Object.keys(changes ?? {}).map((key) => [key, before[key as keyof T] ?? null]),
  ) as C;
  const show = (contact: T) => queries.setQueryData(queryKey, contact);
  show({ ...before, ...changes });
  try {
    show(await send(changes));
    if (changes && "name" in changes) await refreshLists();
    actions.did({
      what,
      undo: async () => {
        show(await send(back));
        await refreshLists();
      },
    });
  } catch (error) {
    show(before);
    actions.refuse(error);
  }
}

import type { ContactKind } from "../api/contacts.ts";
import { queries } from "../api/queries.ts";
import { undoing } from "../leads/deeds.ts";
import { refreshLists } from "../leads/lead-cache.ts";
import { doing } from "../leads/undo.ts";
import type { LeadActions } from "../leads/use-lead-actions.tsx";

type Change<T, C> = {
  kind: ContactKind;
  before: T;
  changes: C;
  query: { queryKey: readonly unknown[] };
  actions: LeadActions;
  what: string;
};

/** Changes a contact, which an undo waits for. */
export const changeContact = <T extends { id: number }, C extends object | undefined>(
  change: Change<T, C>,
  send: (changes: C) => PromiseLike<T>,
): Promise<void> => doing(carryOut(change, send));

/** Shows a change of a contact at once, sends it, and keeps how to take it back. Refused, all is as it was. */
async function carryOut<T extends { id: number }, C extends object | undefined>(
  { kind, before, changes, query: { queryKey }, actions, what }: Change<T, C>,
  send: (changes: C) => PromiseLike<T>,
): Promise<void> {
  const show = (contact: T) => queries.setQueryData(queryKey, contact);
  show({ ...before, ...changes });
  try {
    show(await send(changes));
    if (changes && "name" in changes) await refreshLists();
    actions.did({
      what,
      undo: undoing([{ object: kind, id: before.id, fields: Object.keys(changes ?? {}) }]),
    });
  } catch (error) {
    show(before);
    actions.refuse(error);
  }
}

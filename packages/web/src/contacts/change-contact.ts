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

/** Changes under way, by contact: each is sent when the one before it has been answered, so that the last one stands. */
const turns = new Map<string, Promise<void>>();

/** Changes a contact, which an undo waits for. */
export function changeContact<T extends { id: number }, C extends object | undefined>(
  change: Change<T, C>,
  send: (changes: C) => PromiseLike<T>,
): Promise<void> {
  const key = `${change.kind} ${change.before.id}`;
  const isLast = () => turns.get(key) === turn;
  const turn = doing(carryOut(change, send, { previous: turns.get(key), isLast }));
  turns.set(key, turn);
  void turn.then(() => isLast() && turns.delete(key));
  return turn;
}

type Turn = { previous: Promise<void> | undefined; isLast: () => boolean };

/** Shows a change of a contact at once, sends it, and keeps how to take it back. Refused, all is as it was. */
async function carryOut<T extends { id: number }, C extends object | undefined>(
  { kind, before, changes, query: { queryKey }, actions, what }: Change<T, C>,
  send: (changes: C) => PromiseLike<T>,
  { previous, isLast }: Turn,
): Promise<void> {
  const show = (contact: T) => queries.setQueryData(queryKey, contact);
  show({ ...before, ...changes });
  await previous;
  try {
    const after = await send(changes);
    const undo = undoing([{ object: kind, id: before.id, fields: Object.keys(changes ?? {}) }]);
    if (isLast()) show(after);
    void queries.invalidateQueries({ queryKey }); // what somebody else made of it since may have been shown already
    if (changes && "name" in changes) await refreshLists();
    actions.did({ what, undo });
  } catch (error) {
    if (isLast()) show(before);
    actions.refuse(error, { text: writtenIn(before, changes) });
  }
}

/** What was written for a contact: its name, its address, or what reaches it and did not before. */
function writtenIn(before: object, changes: object = {}): string {
  const held = new Set(textsIn(Object.values(before)));
  return textsIn(Object.values(changes))
    .filter((text) => text !== "" && !held.has(text))
    .join(", ");
}

/** Texts, and what is listed or stands beside its parts. */
function textsIn(held: unknown): string[] {
  if (typeof held === "string") return [held];
  if (Array.isArray(held)) return held.flatMap(textsIn);
  return held === null || held === undefined ? [] : textsIn((held as { value?: unknown }).value);
}

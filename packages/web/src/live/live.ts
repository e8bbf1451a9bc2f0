import type { LiveEvent, LiveMessage } from "@leadfoyer/client";
import { useEffect, useSyncExternalStore } from "react";
import { queries } from "../api/queries.ts";
import { refreshLists } from "../leads/lead-cache.ts";
import { followLeads, refreshSorted } from "./leads-live.ts";
import { follow } from "./stream.ts";
import { calm } from "./undisturbed.ts";

/** What comes within so many milliseconds is worked off together. */
const GATHER_MS = 80;

/** The key of a custom field. */
const CUSTOM = /^[0-9a-f]{40}$/;

/** What is asked for anew after something happened to a kind of thing; leads are looked at one by one. */
const kinds: Record<string, (events: readonly LiveEvent[]) => Promise<unknown>> = {
  lead: (events) => Promise.all([followLeads(events), queries.invalidateQueries({ queryKey: ["history"] })]),
  lead_label: () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ["labels"] }),
      refreshSorted((key) => key === "labels"),
    ]),
  note: refreshNotes,
  note_comment: refreshNotes,
  activity: () => Promise.all([queries.invalidateQueries({ queryKey: ["activities"] }), refreshLists()]),
  person: (events) => refreshContacts("person", events),
  organization: (events) => refreshContacts("organization", events),
  field: () =>
    Promise.all([
      ...["fields", "custom-fields", "filter-fields"].map((name) =>
        queries.invalidateQueries({ queryKey: [name] }),
      ),
      refreshSorted((key) => CUSTOM.test(key)),
    ]),
  user: () =>
    Promise.all([
      ...["users", "me"].map((name) => queries.invalidateQueries({ queryKey: [name] })),
      refreshSorted((key) => key === "owner" || CUSTOM.test(key)),
    ]),
};

/** Comments are kept with the notes. */
function refreshNotes(): Promise<unknown> {
  return queries.invalidateQueries({ queryKey: ["notes"] });
}

async function refreshContacts(kind: string, events: readonly LiveEvent[]): Promise<void> {
  const known = events.filter(({ entity_id }) => queries.getQueryState([kind, Number(entity_id)]));
  await Promise.all(
    known.map(({ entity_id }) => queries.invalidateQueries({ queryKey: [kind, Number(entity_id)] })),
  );
  if (events.some(({ action, changed }) => action === "change" && changed.includes("name")))
    await refreshLists();
}

let isConnected = true;
const listeners = new Set<() => void>();

function setConnected(connected: boolean): void {
  isConnected = connected;
  for (const listener of listeners) listener();
}

/** Keeps what is on the page as it is on the server. Answers how to stop. */
function keepFresh(): () => void {
  let gathered: LiveEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let work = Promise.resolve();

  const workOff = () => {
    const byKind = Map.groupBy(gathered, ({ kind }) => kind);
    gathered = [];
    timer = undefined;
    work = work.then(calm).then(() =>
      Promise.all([...byKind].map(([kind, events]) => kinds[kind]?.(events))).then(
        () => {},
        () => {}, // what could not be read now is read when the connection is back
      ),
    );
  };
  const hear = (message: LiveMessage) => {
    setConnected(message.type !== "cut");
    if (message.type === "reset") void queries.invalidateQueries();
    if (message.type === "ready") void queries.refetchQueries({ predicate: hasFailed });
    if (message.type !== "event") return;
    gathered.push(message.event);
    timer ??= setTimeout(workOff, GATHER_MS);
  };
  const stop = follow(hear);
  const away = () => setConnected(false); // until the stream is there again, as it is at once where Foyer is local
  addEventListener("offline", away);
  return () => {
    removeEventListener("offline", away);
    clearTimeout(timer);
    stop();
  };
}

const hasFailed = ({ state }: { state: { status: string } }): boolean => state.status === "error";

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the server is within reach, as far as is known. */
export const useConnected = (): boolean => useSyncExternalStore(subscribe, () => isConnected);

/** Keeps the page fresh for as long as it is shown. */
export const useLive = (): void => useEffect(keepFresh, []);

import type { UndoItem } from "@leadfoyer/contract";
import type { StoredEvent } from "../events/event-pages.ts";
import { leadTitles } from "../leads/lead-titles.ts";
import type { Actor } from "../lib/actor.ts";
import { toMsTime } from "../lib/clock.ts";
import type { Db } from "../storage/db.ts";
import { leadsAddedIn, type OperationRow } from "./operations.store.ts";
import { before } from "./put-back.ts";
import { undoableKinds } from "./undo-event.ts";
import type { Told } from "./undo-thing.ts";

/** Every change moves it, so that it says nothing. */
const NOISE = "update_time";

/** Operations as what can be undone. What else they were about than leads is told of for who sees it. */
export async function operationItems(
  db: Db,
  actor: Actor,
  rows: readonly OperationRow[],
): Promise<UndoItem[]> {
  const items = rows.map(async (row) => {
    const count = row.kind === "import" ? await leadsAddedIn(db, actor.company_id, row.id) : row.changed;
    return operationItem(row, count);
  });
  const made = await Promise.all(items);
  const titles = await titlesOf(db, actor, made.filter(isOnLead));
  return made.map((item) => (isOnLead(item) ? { ...item, title: titled(titles, item.lead_id) } : item));
}

const isOnLead = ({ object }: UndoItem): boolean => object === "note" || object === "note_comment";

function operationItem(row: OperationRow, count: number): UndoItem {
  const what = JSON.parse(row.what);
  const isOne = row.kind !== "bulk" && row.kind !== "import";
  const object: UndoItem["object"] = what.object ?? "lead";
  const lead_id = object === "lead" ? (what.lead_id ?? what.id) : what.lead_id;
  return {
    id: row.id,
    kind: row.kind as UndoItem["kind"], // undos are not among them
    object,
    object_id: isOne && what.id !== undefined ? String(what.id) : null,
    time: toMsTime(row.add_time),
    lead_id: isOne ? (lead_id ?? null) : null,
    title: isOne ? (what.title ?? null) : null,
    name: what.name ?? null,
    count,
    fields: [],
    before: {},
    what,
    can_undo: false,
    reason: row.end_time === null ? "running" : null,
  };
}

type Seen = { event: StoredEvent; told: Told | undefined };

/** Single deeds as what can be undone. */
export async function deedItems(db: Db, actor: Actor, events: readonly StoredEvent[]): Promise<UndoItem[]> {
  const seen = await Promise.all(
    events.map(async (event) => ({ event, told: await tell(db, actor, event) })),
  );
  const titles = await titlesOf(
    db,
    actor,
    seen.map(({ told }) => ({ lead_id: told?.lead_id ?? null })),
  );
  return seen.map((one) => deedItem(one, titles));
}

const tell = async (db: Db, actor: Actor, event: StoredEvent): Promise<Told | undefined> =>
  event.object === "lead"
    ? { lead_id: event.object_id, name: null }
    : undoableKinds[event.object]?.tell(db, actor, event);

const titlesOf = (db: Db, actor: Actor, items: readonly { lead_id: string | null }[]) =>
  leadTitles(db, actor, [...new Set(items.flatMap(({ lead_id }) => lead_id ?? []))]);

const titled = (titles: ReadonlyMap<string, string>, lead: string | null | undefined): string | null =>
  (lead && titles.get(lead)) || null;

function deedItem({ event, told }: Seen, titles: ReadonlyMap<string, string>): UndoItem {
  const lead_id = told?.lead_id ?? null;
  const title = titled(titles, lead_id);
  const isSeen = told !== undefined && (lead_id === null || title !== null);
  const { [NOISE]: _, ...members } = event.action === "change" ? before(event) : {};
  return {
    id: event.seq,
    kind: event.action as UndoItem["kind"], // an event has no other
    object: event.object as UndoItem["object"], // deeds are of these alone
    object_id: event.object_id,
    time: toMsTime(event.add_time),
    lead_id,
    title,
    name: isSeen ? told.name : null,
    count: 1,
    fields: Object.keys(members),
    before: isSeen ? members : {},
    what: null,
    can_undo: false,
    reason: null,
  };
}

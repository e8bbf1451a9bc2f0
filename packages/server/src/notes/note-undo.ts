import { record } from "../events/event-log.ts";
import type { StoredEvent } from "../events/event-pages.ts";
import type { Actor } from "../lib/actor.ts";
import { differences } from "../lib/differences.ts";
import { keep, kept } from "../operations/journal.ts";
import { before, lacking, NOTHING, type Undone } from "../operations/put-back.ts";
import type { Tx } from "../storage/db.ts";
import { insertComment, listComments, type StoredComment } from "./note-comments.store.ts";
import type { StoredNote } from "./note-row.ts";
import { indexNoteHolders } from "./note-search.ts";
import { findNote, putNote } from "./notes.store.ts";

/** Members that follow from the time and from who was last. */
const derived: ReadonlySet<string> = new Set(["update_time", "last_update_user_id"]);
/** Comments on one note that are kept: nobody has written as many. */
const MANY = 10_000;

/** Puts the comments on a note aside that goes away in an operation. */
export async function keepComments(tx: Tx, actor: Actor, note: number): Promise<void> {
  if (actor.operation === undefined) return;
  const comments = await listComments(tx, { company: actor.company_id, note }, { start: 0, limit: MANY });
  if (comments.length > 0) await keep(tx, actor, { object: "note", id: note, rows: comments });
}

/** Puts back what an operation did to a note: took it off its lead, or away with it. */
export async function undoNoteEvent(
  tx: Tx,
  actor: Actor,
  event: StoredEvent & { operation: number | undefined },
  force: boolean,
): Promise<Undone> {
  const company = actor.company_id;
  const id = Number(event.object_id);
  const note = await findNote(tx, { company_id: company, sees: null }, id);
  if (event.action === "delete") return note ? NOTHING : bringBack(tx, actor, event);
  if (!note || event.action !== "change") return NOTHING;
  const { wanted, moved } = await lacking(tx, actor, event, { present: note, derived });
  if (Object.keys(wanted).length === 0) return NOTHING;
  if (moved.length > 0 && !force) return { changed: false, moved: [`note ${id}`] };
  const { last_update_user_id = note.last_update_user_id } = before(event) as Partial<StoredNote>;
  const update_time = Math.max(tx.now, note.update_time + 1);
  const next = { ...note, ...wanted, last_update_user_id, update_time };
  await putNote(tx, company, note, next);
  await indexNoteHolders(tx, company, note, next);
  const previous = differences(note, next);
  await record(tx, actor, { object: "note", objectId: id, action: "change", previous });
  return { changed: true, moved: moved.length > 0 ? [`note ${id}`] : [] };
}

async function bringBack(
  tx: Tx,
  actor: Actor,
  event: StoredEvent & { operation: number | undefined },
): Promise<Undone> {
  const company = actor.company_id;
  const old = before(event) as StoredNote; // a deletion's event holds the whole note
  const note = { ...old, update_time: Math.max(tx.now, old.update_time + 1) };
  await putNote(tx, company, undefined, note);
  const comments =
    event.operation && (await kept(tx, actor, event.operation, { object: "note", id: note.id }));
  for (const comment of (comments || []) as StoredComment[])
    await insertComment(tx, { company, note: note.id }, comment);
  await indexNoteHolders(tx, company, undefined, note);
  await record(tx, actor, { object: "note", objectId: note.id, action: "create" });
  return { changed: true, moved: [] };
}

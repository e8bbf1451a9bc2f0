import type { Note, NoteCreate, NoteListQuery, NoteUpdate } from "@leadfoyer/contract";
import { latestEvent, record } from "../events/event-log.ts";
import type { Actor } from "../lib/actor.ts";
import type { OffsetPage } from "../lib/answers.ts";
import { fromMoment } from "../lib/clock.ts";
import { DomainError } from "../lib/domain-error.ts";
import { createPageMemory } from "../lib/page-memory.ts";
import { offsetPage } from "../lib/paging.ts";
import { beginOperation } from "../operations/journal.ts";
import { command } from "../storage/command.ts";
import { nextId } from "../storage/counters.store.ts";
import type { Db, Tx } from "../storage/db.ts";
import type { Place } from "../storage/list-shape.ts";
import type { Storage } from "../storage/open.ts";
import { changedNote, newNote } from "./note-changes.ts";
import { findShownNote, listNotes, type NoteCondition } from "./note-list.store.ts";
import type { StoredNote } from "./note-row.ts";
import { requireNoteReferences } from "./note-rules.ts";
import { indexNoteHolders } from "./note-search.ts";
import { toNoteOrder } from "./note-sort.ts";
import { removeNoteIn } from "./note-undo.ts";
import { toNoteV1 } from "./note-v1.ts";
import { findNote, putNote } from "./notes.store.ts";

const addNote = command("notes.add", async (tx, actor: Actor, input: NoteCreate): Promise<Note> => {
  const contacts = await requireNoteReferences(tx, actor, input);
  const draft = newNote(actor, input, { id: 0, now: tx.now, contacts }); // refused before an id is spent
  const note = { ...draft, id: await nextId(tx, actor.company_id, "note") };
  await putNote(tx, actor.company_id, undefined, note);
  await indexNoteHolders(tx, actor.company_id, undefined, note);
  await record(tx, actor, { object: "note", objectId: note.id, action: "create" });
  return show(tx, actor, note.id);
});

type Change = { id: number; input: NoteUpdate };

const changeNote = command("notes.change", async (tx, actor: Actor, { id, input }: Change): Promise<Note> => {
  const note = await requireNote(tx, actor, id);
  const contacts = await requireNoteReferences(tx, actor, input, note);
  const change = changedNote(actor, note, input, { now: tx.now, contacts });
  if (change) {
    await putNote(tx, actor.company_id, note, change.next);
    await indexNoteHolders(tx, actor.company_id, note, change.next);
    await record(tx, actor, { object: "note", objectId: id, action: "change", previous: change.previous });
  }
  return show(tx, actor, id);
});

const deleteNote = command("notes.remove", async (tx, actor: Actor, id: number): Promise<true> => {
  const note = await requireNote(tx, actor, id);
  const what = { object: "note", id, lead_id: note.lead_id };
  const deleting = await beginOperation(tx, actor, { kind: "delete", what, total: 1 });
  await removeNoteIn(tx, deleting, note);
  await record(tx, deleting, { object: "note", objectId: id, action: "delete", previous: note });
  return true;
});

async function requireNote(tx: Tx, actor: Actor, id: number): Promise<StoredNote> {
  const note = await findNote(tx, actor, id);
  if (!note) throw new DomainError("note_not_found");
  return note;
}

async function show(db: Db, actor: Actor, id: number): Promise<Note> {
  const shown = await findShownNote(db, actor, id);
  if (!shown) throw new DomainError("note_not_found");
  return toNoteV1(actor, shown);
}

/** Notes: what people write down about leads, deals, persons and organizations. */
export function createNoteService({ storage }: { storage: Storage }) {
  const pages = createPageMemory<Place>();

  async function list(actor: Actor, query: NoteListQuery): Promise<OffsetPage<Note>> {
    const { start, limit } = offsetPage(query);
    const order = toNoteOrder(query.sort);
    const given = toConditions(query);
    const name = JSON.stringify([actor.company_id, actor.sees, order, given]);
    const version = await latestEvent(storage.db, actor.company_id);
    const at = pages.recall(name, start, version);
    const begin = at ? { at } : { offset: start };
    if (hangsOnNothing(query)) return { items: [], start, limit, more: false };
    const { notes, next } = await listNotes(storage.db, { viewer: actor, order, given, begin, limit });
    if (next) pages.remember(name, start + limit, version, next);
    return { items: notes.map((note) => toNoteV1(actor, note)), start, limit, more: next !== undefined };
  }

  return {
    list,
    get: (actor: Actor, id: number) => show(storage.db, actor, id),
    add: (actor: Actor, input: NoteCreate) => storage.run(addNote, actor, input),
    change: (actor: Actor, id: number, input: NoteUpdate) => storage.run(changeNote, actor, { id, input }),
    remove: (actor: Actor, id: number) => storage.run(deleteNote, actor, id),
  };
}
export type NoteService = ReturnType<typeof createNoteService>;

const DAY_MS = 86_400_000;

function toConditions(query: NoteListQuery): { [C in NoteCondition]?: unknown } {
  const { start_date, end_date, updated_since } = query;
  return {
    lead_id: query.lead_id?.toLowerCase(),
    deal_id: query.deal_id,
    person_id: query.person_id,
    org_id: query.org_id,
    user_id: query.user_id,
    added_from: start_date && Date.parse(start_date),
    added_before: end_date && Date.parse(end_date) + DAY_MS,
    updated_since: updated_since && fromMoment(updated_since),
    pinned_to_deal_flag: query.pinned_to_deal_flag,
    pinned_to_lead_flag: query.pinned_to_lead_flag,
    pinned_to_person_flag: query.pinned_to_person_flag,
    pinned_to_organization_flag: query.pinned_to_organization_flag,
  };
}

/** Whether a list asks for notes on projects or tasks, of which there are none. */
const hangsOnNothing = (query: NoteListQuery): boolean =>
  [query.project_id, query.task_id].some((id) => id !== undefined) ||
  [query.pinned_to_project_flag, query.pinned_to_task_flag].includes(1);

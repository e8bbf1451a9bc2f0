import { useMemo } from "react";
import { foyer } from "../api/foyer.ts";
import { type Note, type NoteChange, type NoteComment, notesOf } from "../api/notes.ts";
import { queries } from "../api/queries.ts";
import { type Thing, undoing } from "../leads/deeds.ts";
import { doing } from "../leads/undo.ts";
import type { LeadActions } from "../leads/use-lead-actions.tsx";
import type { Texts } from "../texts/en.ts";
import { useTexts } from "../texts/texts.tsx";

const ofNote = ({ id }: { id: number }): Thing => ({ object: "note", id });
const ofComment = ({ uuid: id }: { uuid: string }): Thing => ({ object: "note_comment", id });

function createActions(t: Texts, lead: string, actions: LeadActions) {
  const refresh = () => queries.invalidateQueries(notesOf(lead));

  /** Does something and keeps how to take it back; answers whether it was done. */
  const act = (what: string, work: () => Promise<Thing>): Promise<boolean> => doing(carryOut(what, work));

  async function carryOut(what: string, work: () => Promise<Thing>): Promise<boolean> {
    try {
      actions.did({ what, undo: undoing([await work()]) });
      await refresh();
      return true;
    } catch (error) {
      actions.refuse(error);
      return false;
    }
  }

  return {
    add: (content: string) =>
      act(t.noteSaved, async () => ofNote(await foyer.notes.add({ lead_id: lead, content }))),

    change: (note: Note, change: NoteChange) =>
      act(t.panel.noteChanged, async () => ofNote(await foyer.notes.update(note.id, change))),

    remove: (note: Note) =>
      act(t.panel.noteDeleted, async () => {
        await foyer.notes.delete(note.id);
        return ofNote(note);
      }),

    addComment: (note: Note, content: string) =>
      act(t.panel.commentAdded, async () => ofComment(await foyer.notes.addComment(note.id, { content }))),

    changeComment: (note: Note, comment: NoteComment, content: string) =>
      act(t.panel.commentChanged, async () =>
        ofComment(await foyer.notes.updateComment(note.id, comment.uuid, { content })),
      ),

    removeComment: (note: Note, comment: NoteComment) =>
      act(t.panel.commentDeleted, async () => {
        await foyer.notes.deleteComment(note.id, comment.uuid);
        return ofComment(comment);
      }),
  };
}
export type NoteActions = ReturnType<typeof createActions>;

/** Everything that can be done to the notes of a lead. */
export function useNoteActions(lead: string, actions: LeadActions): NoteActions {
  const { t } = useTexts();
  return useMemo(() => createActions(t, lead, actions), [t, lead, actions]);
}

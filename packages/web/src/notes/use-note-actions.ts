import { useMemo } from "react";
import { foyer } from "../api/foyer.ts";
import { type Note, type NoteChange, type NoteComment, notesOf } from "../api/notes.ts";
import { queries } from "../api/queries.ts";
import type { LeadActions } from "../leads/use-lead-actions.tsx";
import type { Texts } from "../texts/en.ts";
import { useTexts } from "../texts/texts.tsx";

function createActions(t: Texts, lead: string, actions: LeadActions) {
  const refresh = () => queries.invalidateQueries(notesOf(lead));

  /** Does something and keeps how to take it back; answers whether it was done. */
  async function act(what: string, work: () => Promise<() => Promise<unknown>>): Promise<boolean> {
    try {
      const back = await work();
      const undo = async () => {
        await back();
        await refresh();
      };
      actions.did({ what, undo });
      await refresh();
      return true;
    } catch (error) {
      actions.refuse(error);
      return false;
    }
  }

  return {
    add: (content: string) =>
      act(t.noteSaved, async () => {
        const { id } = await foyer.notes.add({ lead_id: lead, content });
        return () => foyer.notes.delete(id);
      }),

    change: (note: Note, change: NoteChange) =>
      act(t.panel.noteChanged, async () => {
        await foyer.notes.update(note.id, change);
        const { content } = note;
        const pinned_to_lead_flag = note.pinned_to_lead_flag ? 1 : 0;
        return () => foyer.notes.update(note.id, { content, pinned_to_lead_flag });
      }),

    remove: (note: Note) =>
      act(t.panel.noteDeleted, async () => {
        await foyer.notes.delete(note.id);
        const { content, add_time } = note;
        const pinned_to_lead_flag = note.pinned_to_lead_flag ? 1 : 0;
        return () => foyer.notes.add({ lead_id: lead, content, add_time, pinned_to_lead_flag });
      }),

    addComment: (note: Note, content: string) =>
      act(t.panel.commentAdded, async () => {
        const { uuid } = await foyer.notes.addComment(note.id, { content });
        return () => foyer.notes.deleteComment(note.id, uuid);
      }),

    changeComment: (note: Note, { uuid, content: before }: NoteComment, content: string) =>
      act(t.panel.commentChanged, async () => {
        await foyer.notes.updateComment(note.id, uuid, { content });
        return () => foyer.notes.updateComment(note.id, uuid, { content: before });
      }),

    removeComment: (note: Note, { uuid, content }: NoteComment) =>
      act(t.panel.commentDeleted, async () => {
        await foyer.notes.deleteComment(note.id, uuid);
        return () => foyer.notes.addComment(note.id, { content });
      }),
  };
}
export type NoteActions = ReturnType<typeof createActions>;

/** Everything that can be done to the notes of a lead. */
export function useNoteActions(lead: string, actions: LeadActions): NoteActions {
  const { t } = useTexts();
  return useMemo(() => createActions(t, lead, actions), [t, lead, actions]);
}

import { Card, Group, Stack, Text, Title, UnstyledButton } from "@mantine/core";
import { IconPencil, IconPin, IconPinFilled, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { commentsOf, type Note, type NoteComment, notesOf } from "../api/notes.ts";
import { useFocusBack } from "../app/use-focus-back.ts";
import type { Writing } from "../leads/columns.tsx";
import type { LeadActions } from "../leads/use-lead-actions.tsx";
import { dateTime } from "../lib/formats.ts";
import { fetchAhead } from "../lib/lazy-part.ts";
import { draftOf } from "./drafts.ts";
import { NoteComments } from "./note-comments.tsx";
import { isBlank } from "./note-dom.ts";
import { NoteHtml } from "./note-html.tsx";
import { NoteTool } from "./note-tool.tsx";
import { importEditor, NoteWriting } from "./note-writing.tsx";
import classes from "./notes.module.css";
import { type NoteActions, useNoteActions } from "./use-note-actions.ts";

/** Milliseconds after which nobody waits for the panel any more. */
const EDITOR_AFTER_MS = 400;

type Props = {
  /** The lead's id. */
  lead: string;
  writing: Writing;
  actions: LeadActions;
  isWriting: boolean;
  onWrite: () => void;
  onWritten: () => void;
};

/** Notes on a lead, pinned ones first, then the newest, and a place to write one. */
export function LeadNotes({ lead, writing, actions, isWriting, onWrite, onWritten }: Props) {
  const { t } = writing;
  const { data: notes } = useQuery(notesOf(lead));
  const { data: comments = [] } = useQuery({ ...commentsOf(lead), enabled: (notes ?? []).length > 0 });
  const byNote = Map.groupBy(comments, ({ object_id }) => Number(object_id));
  const does = useNoteActions(lead, actions);
  const begin = useFocusBack(isWriting);
  useEffect(() => {
    const timer = setTimeout(fetchAhead, EDITOR_AFTER_MS, importEditor);
    return () => clearTimeout(timer);
  }, []);
  const pinnedFirst = notes?.toSorted(
    (a, b) => Number(b.pinned_to_lead_flag) - Number(a.pinned_to_lead_flag),
  );
  return (
    <section aria-label={t.notes}>
      <Title order={2} size="h6" mb="xs">
        {t.notes}
      </Title>
      {isWriting ? (
        <NoteWriting label={t.addNote} draft={lead} value="" onSave={does.add} onDone={onWritten} />
      ) : (
        <UnstyledButton
          ref={begin}
          className={classes.begin}
          onClick={onWrite}
          onPointerEnter={() => void fetchAhead(importEditor)}
        >
          {isBlank(draftOf(lead)) ? t.addNote : t.panel.goOnWriting}
        </UnstyledButton>
      )}
      <Stack gap="xs" mt="sm">
        {notes?.length === 0 && (
          <Text size="sm" c="dimmed">
            {t.noNotes}
          </Text>
        )}
        {pinnedFirst?.map((note) => (
          <NoteCard key={note.id} {...{ note, writing, does }} comments={byNote.get(note.id) ?? []} />
        ))}
      </Stack>
    </section>
  );
}

type CardProps = { note: Note; comments: readonly NoteComment[]; writing: Writing; does: NoteActions };

function NoteCard({ note, comments, writing, does }: CardProps) {
  const { t, locale } = writing;
  const [isEdited, setEdited] = useState(false);
  const edit = useFocusBack(isEdited);
  const isPinned = note.pinned_to_lead_flag;
  const wasChanged = note.update_time !== note.add_time;
  if (isEdited)
    return (
      <NoteWriting
        label={t.panel.editNote}
        draft={`note ${note.id}`}
        value={note.content}
        onSave={(html) => does.change(note, { content: html })}
        onDone={() => setEdited(false)}
      />
    );
  return (
    <Card withBorder padding="sm" component="article" className={isPinned ? classes.pinned : undefined}>
      <Group justify="space-between" wrap="nowrap" mb={4} gap={4}>
        <Text size="xs" c="dimmed">
          {note.user.name} · {dateTime(locale, `${note.add_time.replace(" ", "T")}Z`)}
          {wasChanged && ` · ${t.panel.noteEdited}`}
        </Text>
        <Group gap={0} wrap="nowrap">
          <NoteTool
            label={isPinned ? t.panel.unpin : t.panel.pin}
            onClick={() => does.change(note, { pinned_to_lead_flag: isPinned ? 0 : 1 })}
          >
            {isPinned ? <IconPinFilled size={14} /> : <IconPin size={14} />}
          </NoteTool>
          <NoteTool ref={edit} label={t.panel.editNote} onClick={() => setEdited(true)}>
            <IconPencil size={14} />
          </NoteTool>
          <NoteTool label={t.panel.deleteNote} onClick={() => does.remove(note)}>
            <IconTrash size={14} />
          </NoteTool>
        </Group>
      </Group>
      <NoteHtml html={note.content} />
      <NoteComments {...{ note, comments, writing, does }} />
    </Card>
  );
}

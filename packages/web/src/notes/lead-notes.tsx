import { ActionIcon, Card, Group, Stack, Text, Textarea, Title, UnstyledButton } from "@mantine/core";
import { IconPencil, IconPin, IconPinFilled, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { type Note, notesOf, toParagraphs } from "../api/notes.ts";
import type { Writing } from "../leads/columns.tsx";
import type { LeadActions } from "../leads/use-lead-actions.tsx";
import { dateTime } from "../lib/formats.ts";
import { draftOf, keepDraft } from "./drafts.ts";
import { isBlank, toLines } from "./note-dom.ts";
import { NoteHtml } from "./note-html.tsx";
import classes from "./notes.module.css";
import { type NoteActions, useNoteActions } from "./use-note-actions.ts";

const importEditor = () => import("./note-editor.tsx").then(({ NoteEditor }) => ({ default: NoteEditor }));
/** Milliseconds after which nobody waits for the panel any more. */
const EDITOR_AFTER_MS = 400;
const NoteEditor = lazy(importEditor);

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
  const does = useNoteActions(lead, actions);
  useEffect(() => {
    const timer = setTimeout(importEditor, EDITOR_AFTER_MS);
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
        <UnstyledButton className={classes.begin} onClick={onWrite} onPointerEnter={importEditor}>
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
          <NoteCard key={note.id} {...{ note, writing, does }} />
        ))}
      </Stack>
    </section>
  );
}

type WritingProps = {
  label: string;
  /** What the draft is kept under. */
  draft: string;
  value: string;
  onSave: (html: string) => Promise<boolean>;
  onDone: () => void;
};

/** The editor, and, while that is fetched, a plain field: no key pressed is lost. */
function NoteWriting({ label, draft, value, onSave, onDone }: WritingProps) {
  const [begin] = useState(() => draftOf(draft) || value);
  const save = async () => {
    const html = draftOf(draft);
    if (isBlank(html) || html === value) {
      keepDraft(draft, "");
      return onDone();
    }
    if (!(await onSave(html))) return;
    keepDraft(draft, "");
    onDone();
  };
  const editing = {
    label,
    onSave: save,
    onCancel: onDone,
    onChange: (html: string) => keepDraft(draft, html),
  };
  return (
    <Suspense
      fallback={
        <Textarea
          autoFocus
          aria-label={label}
          minRows={4}
          defaultValue={toLines(begin)}
          onChange={({ currentTarget }) => keepDraft(draft, toParagraphs(currentTarget.value))}
          onKeyDown={(event) => {
            if (event.key === "Escape") onDone();
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save();
          }}
        />
      }
    >
      <NoteEditor {...editing} begin={() => draftOf(draft) || begin} />
    </Suspense>
  );
}

function NoteCard({ note, writing, does }: { note: Note; writing: Writing; does: NoteActions }) {
  const { t, locale } = writing;
  const [isEdited, setEdited] = useState(false);
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
          <Tool
            label={isPinned ? t.panel.unpin : t.panel.pin}
            onClick={() => does.change(note, { pinned_to_lead_flag: isPinned ? 0 : 1 })}
          >
            {isPinned ? <IconPinFilled size={14} /> : <IconPin size={14} />}
          </Tool>
          <Tool label={t.panel.editNote} onClick={() => setEdited(true)}>
            <IconPencil size={14} />
          </Tool>
          <Tool label={t.panel.deleteNote} onClick={() => does.remove(note)}>
            <IconTrash size={14} />
          </Tool>
        </Group>
      </Group>
      <NoteHtml html={note.content} />
    </Card>
  );
}

function Tool({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <ActionIcon size="sm" variant="subtle" color="gray" aria-label={label} title={label} onClick={onClick}>
      {children}
    </ActionIcon>
  );
}

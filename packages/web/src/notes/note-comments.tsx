import { Button, Group, Stack, Text } from "@mantine/core";
import { IconMessage, IconPencil, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import type { Note, NoteComment } from "../api/notes.ts";
import { useFocusBack } from "../app/use-focus-back.ts";
import type { Writing } from "../leads/columns.tsx";
import { dateTime } from "../lib/formats.ts";
import { draftOf } from "./drafts.ts";
import { isBlank } from "./note-dom.ts";
import { NoteHtml } from "./note-html.tsx";
import { NoteTool } from "./note-tool.tsx";
import { NoteWriting } from "./note-writing.tsx";
import classes from "./notes.module.css";
import type { NoteActions } from "./use-note-actions.ts";

type Props = { note: Note; comments: readonly NoteComment[]; writing: Writing; does: NoteActions };

/** What people say about a note, oldest first, and a place to say something. */
export function NoteComments({ note, comments, writing, does }: Props) {
  const { t } = writing;
  const [isWriting, setWriting] = useState(false);
  const begin = useFocusBack(isWriting);
  const draft = `comment on ${note.id}`;
  return (
    <Stack gap={6} mt={6}>
      {comments.length > 0 && (
        <ul className={classes.comments} aria-label={t.panel.comments}>
          {comments.map((comment) => (
            <Comment key={comment.uuid} {...{ note, comment, writing, does }} />
          ))}
        </ul>
      )}
      {isWriting ? (
        <NoteWriting
          {...{ draft }}
          label={t.panel.addComment}
          value=""
          onSave={(html) => does.addComment(note, html)}
          onDone={() => setWriting(false)}
        />
      ) : (
        <Group>
          <Button
            ref={begin}
            size="compact-xs"
            variant="subtle"
            color="gray"
            leftSection={<IconMessage size={14} aria-hidden />}
            onClick={() => setWriting(true)}
          >
            {isBlank(draftOf(draft)) ? t.panel.addComment : t.panel.goOnWriting}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

type One = { note: Note; comment: NoteComment; writing: Writing; does: NoteActions };

function Comment({ note, comment, writing, does }: One) {
  const { t, locale, users } = writing;
  const [isEdited, setEdited] = useState(false);
  const edit = useFocusBack(isEdited);
  const { uuid, content, user_id, add_time, update_time } = comment;
  if (isEdited)
    return (
      <li>
        <NoteWriting
          label={t.panel.editComment}
          draft={`comment ${uuid}`}
          value={content}
          onSave={(html) => does.changeComment(note, comment, html)}
          onDone={() => setEdited(false)}
        />
      </li>
    );
  return (
    <li>
      <Group justify="space-between" wrap="nowrap" gap={4}>
        <Text size="xs" c="dimmed">
          {users.get(user_id)?.name ?? `#${user_id}`} · {dateTime(locale, add_time)}
          {update_time !== add_time && ` · ${t.panel.noteEdited}`}
        </Text>
        <Group gap={0} wrap="nowrap">
          <NoteTool ref={edit} label={t.panel.editComment} onClick={() => setEdited(true)}>
            <IconPencil size={14} />
          </NoteTool>
          <NoteTool label={t.panel.deleteComment} onClick={() => does.removeComment(note, comment)}>
            <IconTrash size={14} />
          </NoteTool>
        </Group>
      </Group>
      <NoteHtml html={content} />
    </li>
  );
}

import { Button, Card, Group, Stack, Text, Textarea, Title, Typography } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { addNote, notesOf } from "../api/notes.ts";
import { queries } from "../api/queries.ts";
import { dateTime } from "../lib/formats.ts";
import type { Writing } from "./columns.tsx";

type Props = {
  /** The lead's id. */
  lead: string;
  writing: Writing;
  /** Whether the key that writes a note was pressed. */
  isWriting: boolean;
  onWritten: () => void;
  refuse: (error: unknown) => void;
};

/** Notes on a lead, newest first, and a place to write one. */
export function LeadNotes({ lead, writing: { t, locale }, isWriting, onWritten, refuse }: Props) {
  const { data: notes } = useQuery(notesOf(lead));
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (isWriting) field.current?.focus();
  }, [isWriting]);

  const save = async () => {
    if (text.trim() === "") return;
    try {
      await addNote(lead, text);
      setText("");
      onWritten();
      await queries.invalidateQueries(notesOf(lead));
    } catch (error) {
      refuse(error);
    }
  };

  return (
    <section aria-label={t.notes}>
      <Title order={2} size="h6" mb="xs">
        {t.notes}
      </Title>
      <Textarea
        ref={field}
        aria-label={t.addNote}
        placeholder={t.addNote}
        autosize
        minRows={2}
        maxRows={12}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onBlur={onWritten}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void save();
          if (event.key === "Escape") event.currentTarget.blur();
        }}
      />
      {text.trim() !== "" && (
        <Group justify="flex-end" mt={6}>
          <Button size="xs" onMouseDown={(event) => event.preventDefault()} onClick={save}>
            {t.save}
          </Button>
        </Group>
      )}
      <Stack gap="xs" mt="sm">
        {notes?.length === 0 && (
          <Text size="sm" c="dimmed">
            {t.noNotes}
          </Text>
        )}
        {notes?.map((note) => (
          <Card key={note.id} withBorder padding="sm">
            <Text size="xs" c="dimmed" mb={4}>
              {note.user.name} · {dateTime(locale, `${note.add_time.replace(" ", "T")}Z`)}
            </Text>
            <Typography fz="sm">
              {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the server stores only HTML it has cleaned */}
              <div dangerouslySetInnerHTML={{ __html: note.content }} />
            </Typography>
          </Card>
        ))}
      </Stack>
    </section>
  );
}

import { Textarea } from "@mantine/core";
import { Suspense, useState } from "react";
import { toParagraphs } from "../api/notes.ts";
import { lazyPart } from "../lib/lazy-part.ts";
import { draftOf, keepDraft } from "./drafts.ts";
import { isBlank, toLines } from "./note-dom.ts";

/** Fetches the editor before it is asked for. */
export const importEditor = () => import("./note-editor.tsx");
const NoteEditor = lazyPart(importEditor, "NoteEditor");

type Props = {
  label: string;
  /** What the draft is kept under. */
  draft: string;
  value: string;
  onSave: (html: string) => Promise<boolean>;
  onDone: () => void;
};

/** The editor, and, while that is fetched, a plain field: no key pressed is lost. */
export function NoteWriting({ label, draft, value, onSave, onDone }: Props) {
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

import { ActionIcon, Button, Group, TextInput } from "@mantine/core";
import {
  IconBlockquote,
  IconBold,
  IconClearFormatting,
  IconItalic,
  IconLink,
  IconList,
  IconListNumbers,
  IconStrikethrough,
  IconUnderline,
} from "@tabler/icons-react";
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useReducer, useRef, useState } from "react";
import Squire from "squire-rte";
import type { Texts } from "../texts/en.ts";
import { useTexts } from "../texts/texts.tsx";
import { toHtml, toNodes } from "./note-dom.ts";
import classes from "./notes.module.css";

type Props = {
  label: string;
  /** Reads the HTML to begin with, when the editor is there: until then more may have been typed elsewhere. */
  begin: () => string;
  onChange: (html: string) => void;
  onSave: () => void;
  onCancel: () => void;
};

/** Where a note is written: with Ctrl and B, I, U as everywhere. Ctrl and Enter saves, Escape leaves it. */
export function NoteEditor({ label, begin, onChange, onSave, onCancel }: Props) {
  const { t } = useTexts();
  const place = useRef<HTMLDivElement>(null);
  const given = useRef({ begin, onChange });
  given.current.onChange = onChange;
  const [editor, setEditor] = useState<Squire>();
  const [, look] = useReducer((count: number) => count + 1, 0);

  // Before anything else happens: the next key pressed is the editor's.
  useLayoutEffect(() => {
    const root = place.current;
    if (!root) return;
    const made = new Squire(root, { blockTag: "P", sanitizeToDOMFragment: (html) => toNodes(html, "kept") });
    made.setHTML(given.current.begin());
    made.addEventListener("input", () => given.current.onChange(toHtml(root)));
    for (const event of ["pathChange", "select", "cursor"]) made.addEventListener(event, look);
    made.focus();
    made.moveCursorToEnd();
    setEditor(made);
    return () => made.destroy();
  }, []);

  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape") onCancel();
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    onSave();
  };

  return (
    <div className={classes.editor}>
      {editor && <Tools editor={editor} />}
      {/* biome-ignore lint/a11y/useSemanticElements: no field of HTML takes formats */}
      <div
        ref={place}
        role="textbox"
        aria-multiline
        aria-label={label}
        tabIndex={0}
        className={classes.writing}
        onKeyDownCapture={press}
      />
      <Group justify="flex-end" gap="xs" p={6}>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          {t.cancel}
        </Button>
        <Button size="compact-sm" onClick={onSave}>
          {t.save}
        </Button>
      </Group>
    </div>
  );
}

type Tool = {
  name: keyof Texts["panel"]["tools"];
  tag: string;
  icon: ReactNode;
  on: keyof Squire;
  off: keyof Squire;
};

const tools: readonly Tool[] = [
  { name: "bold", tag: "B", icon: <IconBold size={16} />, on: "bold", off: "removeBold" },
  { name: "italic", tag: "I", icon: <IconItalic size={16} />, on: "italic", off: "removeItalic" },
  { name: "underline", tag: "U", icon: <IconUnderline size={16} />, on: "underline", off: "removeUnderline" },
  {
    name: "strike",
    tag: "S",
    icon: <IconStrikethrough size={16} />,
    on: "strikethrough",
    off: "removeStrikethrough",
  },
  { name: "list", tag: "UL", icon: <IconList size={16} />, on: "makeUnorderedList", off: "removeList" },
  {
    name: "numbers",
    tag: "OL",
    icon: <IconListNumbers size={16} />,
    on: "makeOrderedList",
    off: "removeList",
  },
  {
    name: "quote",
    tag: "BLOCKQUOTE",
    icon: <IconBlockquote size={16} />,
    on: "increaseQuoteLevel",
    off: "decreaseQuoteLevel",
  },
];

function Tools({ editor }: { editor: Squire }) {
  const { tools: names } = useTexts().t.panel;
  const [isLinking, setLinking] = useState(false);
  const run = (method: keyof Squire) => (editor[method] as () => void)();
  return (
    <>
      <Group gap={2} p={4} className={classes.tools} role="toolbar" aria-label={names.all}>
        {tools.map(({ name, tag, icon, on, off }) => (
          <Press
            key={name}
            label={names[name]}
            isOn={editor.hasFormat(tag)}
            onPress={() => run(editor.hasFormat(tag) ? off : on)}
          >
            {icon}
          </Press>
        ))}
        <Press label={names.link} isOn={editor.hasFormat("A")} onPress={() => setLinking(!isLinking)}>
          <IconLink size={16} />
        </Press>
        <Press label={names.clear} onPress={() => editor.removeAllFormatting()}>
          <IconClearFormatting size={16} />
        </Press>
      </Group>
      {isLinking && (
        <LinkInput
          editor={editor}
          label={names.address}
          onDone={() => {
            setLinking(false);
            editor.focus();
          }}
        />
      )}
    </>
  );
}

function Press({
  label,
  isOn,
  onPress,
  children,
}: {
  label: string;
  isOn?: boolean;
  onPress: () => void;
  children: ReactNode;
}) {
  return (
    <ActionIcon
      variant={isOn ? "light" : "subtle"}
      color={isOn ? undefined : "gray"}
      aria-label={label}
      aria-pressed={isOn}
      title={label}
      onMouseDown={(event) => event.preventDefault()} // the selection stays where it is
      onClick={onPress}
    >
      {children}
    </ActionIcon>
  );
}

/** The address of a link: none takes the link away. */
function LinkInput({ editor, label, onDone }: { editor: Squire; label: string; onDone: () => void }) {
  const [selection] = useState(() => editor.getSelection());
  const [address, setAddress] = useState("");
  const save = () => {
    editor.setSelection(selection);
    if (address.trim() === "") editor.removeLink();
    else editor.makeLink(/^[a-z]+:/i.test(address) ? address.trim() : `https://${address.trim()}`);
    onDone();
  };
  return (
    <TextInput
      autoFocus
      size="xs"
      m={4}
      aria-label={label}
      placeholder="https://"
      value={address}
      onChange={({ currentTarget }) => setAddress(currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") save();
        if (event.key === "Escape") onDone();
        if (event.key === "Enter" || event.key === "Escape") event.stopPropagation();
      }}
    />
  );
}

import { TextInput } from "@mantine/core";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import classes from "./text-edit.module.css";

type Props = {
  label: string;
  value: string;
  disabled?: boolean;
  variant?: "title";
  type?: "text" | "date";
  /** Answers whether it was saved. */
  onSave: (value: string) => Promise<boolean>;
};

/** A text that is edited where it stands: Enter or leaving it saves, Escape puts it back. */
export function TextEdit({ label, value, disabled = false, variant, type = "text", onSave }: Props) {
  const [draft, setDraft] = useState(value);
  const isLeaving = useRef(false);
  useEffect(() => setDraft(value), [value]);

  /** What is refused may be so before it was ever shown: the value has not changed then, but the draft has. */
  const send = async (wanted: string) => {
    if (!(await onSave(wanted))) setDraft(value);
  };

  const save = () => {
    const wanted = draft.trim();
    if (!isLeaving.current && wanted !== value && (wanted !== "" || variant !== "title")) void send(wanted);
    else setDraft(value);
    isLeaving.current = false;
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Escape") isLeaving.current = true;
    if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
  };

  return (
    <TextInput
      type={type}
      variant="unstyled"
      aria-label={label}
      value={draft}
      disabled={disabled}
      maxLength={255}
      classNames={{ input: variant === "title" ? classes.title : classes.input }}
      onChange={({ currentTarget }) => setDraft(currentTarget.value)}
      onBlur={save}
      onKeyDown={press}
    />
  );
}

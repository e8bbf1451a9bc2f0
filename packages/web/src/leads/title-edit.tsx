import { type KeyboardEvent, useRef, useState } from "react";
import classes from "./title-edit.module.css";

type Props = {
  label: string;
  value: string;
  disabled: boolean;
  onSave: (value: string, giveBack: () => void) => void;
};

/**
 * A title that is edited where it stands: Enter or leaving it saves, Escape puts it back. What is being written stays
 * as it is, whatever comes meanwhile.
 */
export function TitleEdit({ label, value, disabled, onSave }: Props) {
  const [draft, setDraft] = useState<string>();
  /** What it was when the writing began, and how that is saved. */
  const begin = useRef({ value, onSave });
  const isLeaving = useRef(false);

  const field = useRef<HTMLTextAreaElement>(null);

  /** What could not be sent is there to be sent once more. */
  const again = (wanted: string) => {
    setDraft(wanted);
    field.current?.focus();
  };
  const save = () => {
    const wanted = draft?.trim();
    setDraft(undefined);
    if (wanted && wanted !== begin.current.value && !isLeaving.current)
      begin.current.onSave(wanted, () => again(wanted));
    isLeaving.current = false;
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === "Escape") isLeaving.current = true;
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.currentTarget.parentElement?.closest<HTMLElement>("[tabindex]")?.focus({ preventScroll: true });
  };

  const shown = draft ?? value;
  return (
    // As tall as its text by what stands behind it: measuring that took an eighth of what opening a lead takes.
    <div className={classes.growing} data-text={shown}>
      <textarea
        ref={field}
        dir="auto"
        rows={1}
        aria-label={label}
        value={shown}
        disabled={disabled && draft === undefined}
        maxLength={255}
        className={classes.title}
        onFocus={() => {
          begin.current = { value, onSave };
        }}
        onChange={({ currentTarget }) => setDraft(currentTarget.value.replaceAll("\n", " "))}
        onBlur={save}
        onKeyDown={press}
      />
    </div>
  );
}

import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";

type Typed = {
  /** What the field holds, as the server writes it; "" for nothing. */
  value: string;
  onChange: (value: string) => void;
  /** What was typed, as the server writes it; undefined where it cannot be read. */
  read: (typed: string) => string | undefined;
  write: (value: string) => string;
  /** What is said where it cannot be read. */
  problem: string;
};

type Field = {
  ref: RefObject<HTMLInputElement | null>;
  value: string;
  error: string | undefined;
  onChange: (event: { currentTarget: HTMLInputElement }) => void;
  onBlur: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
};

/**
 * A field that is written as its reader writes, and holds what the server takes. What cannot be read is told of when
 * one is done with it, and sent by no form.
 */
export function useTyped({ value, onChange, read, write, problem }: Typed): Field {
  const ref = useRef<HTMLInputElement>(null);
  const written = value === "" ? "" : write(value);
  const [typed, setTyped] = useState(written);
  const [isTold, setTold] = useState(false);
  const told = useRef(value);
  const isUnread = typed.trim() !== "" && read(typed) === undefined;

  // Set from elsewhere: by a calendar, by what came meanwhile.
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setTyped(written);
    setTold(false);
  }, [value, written]);
  useEffect(() => ref.current?.setCustomValidity(isUnread ? problem : ""), [isUnread, problem]);

  return {
    ref,
    value: typed,
    error: isTold && isUnread ? problem : undefined,
    onChange({ currentTarget: { value: text } }) {
      setTyped(text);
      const next = text.trim() === "" ? "" : read(text);
      if (next === undefined || next === told.current) return;
      told.current = next;
      onChange(next);
    },
    onBlur() {
      if (isUnread) setTold(true);
      else setTyped(written);
    },
    onKeyDown(event) {
      if (event.key !== "Enter" || !isUnread) return;
      event.preventDefault(); // nothing is saved that is not what was meant
      event.stopPropagation();
      setTold(true);
    },
  };
}

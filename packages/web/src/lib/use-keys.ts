import { useEffect, useRef } from "react";
import { flushSync } from "react-dom";

/** What each key does: `j`, `Enter`, `mod+k`, or two in a row as `g i`. */
export type Keys = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/** Begins every sequence: what follows it means nothing by itself. */
const PREFIX = "g";

/** Longest pause between the two keys of a sequence, in milliseconds. */
const SEQUENCE_MS = 1_000;

const EDITABLE =
  "input, textarea, select, [contenteditable=true], [role=combobox], [role=menu], [role=listbox]";

/** Marks what stands for a dialog that is on its way. */
export const COMING = "data-coming";

const DIALOG = `[role=dialog][aria-modal=true], [${COMING}]`;

/** Whether a dialog was open, or on its way, when the key went down: where the key closes it, it is gone before the page hears of the key. */
let wasOverPage = false;
addEventListener("keydown", () => (wasOverPage = document.querySelector(DIALOG) !== null), { capture: true });

/** Whether the key is meant for something that is open over the page. */
const isOverPage = ({ target }: KeyboardEvent): boolean =>
  wasOverPage || (target instanceof Element && target.closest("[role=dialog]") !== null);

const nameOf = (event: KeyboardEvent): string =>
  `${event.metaKey || event.ctrlKey ? "mod+" : ""}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`;

/** Whether the key is meant for what has the focus: a field, a menu, or a button that Enter and Space press. */
function isTaken(event: KeyboardEvent, name: string): boolean {
  const target = event.target instanceof Element ? event.target : null;
  if (name.startsWith("mod+")) return false;
  if (event.altKey || target?.closest(EDITABLE)) return true;
  return (name === "Enter" || name === " ") && target?.closest("button, a, [role=button]") != null;
}

/** Listens to keys on the whole page, except where somebody writes or a dialog is open, unless `inDialogs`. */
export function useKeys(keys: Keys, { inDialogs = false } = {}): void {
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    let before = { name: "", at: 0 };
    /** The key, together with the prefix when that came just before it. */
    const sequence = (name: string, at: number): string => {
      const both = before.name === PREFIX && at - before.at < SEQUENCE_MS ? `${PREFIX} ${name}` : name;
      before = { name, at };
      return both;
    };
    const listen = (event: KeyboardEvent) => {
      const name = nameOf(event);
      if (event.defaultPrevented || event.isComposing || isTaken(event, name)) return;
      if (!inDialogs && isOverPage(event)) return;
      const action = current.current[sequence(name, event.timeStamp)];
      if (!action) return;
      event.preventDefault();
      flushSync(() => action(event)); // what is typed next belongs to what this key has opened
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [inDialogs]);
}

/** What takes text. */
const FIELD = "input:not([type=checkbox], [type=radio]), textarea, [contenteditable=true]";

/** Milliseconds in which what has come gives the focus to its first field; a menu has none. */
const FOCUS_WITHIN_MS = 1_000;

/** How often that is looked for, in milliseconds. */
const LOOK_MS = 10;

const isInField = (): boolean => document.activeElement?.matches(FIELD) ?? false;

/** `isMeant`: whether keys are meant for what is on its way. `onKept` hears of each that is kept. */
type Waiting = { isMeant: () => boolean; onKept: () => void };

/**
 * Keeps what is typed for what is on its way. Answers how to end that: what was typed goes into the field that has the
 * focus by then, or soon after.
 */
export function keepTyped({ isMeant, onKept }: Waiting): () => void {
  let typed = "";
  const keep = (event: KeyboardEvent) => {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey || !isMeant() || isInField()) return;
    if (key === "Escape") typed = "";
    else if (key === "Backspace") typed = typed.slice(0, -1);
    else if (key.length === 1) typed += key;
    else return;
    event.preventDefault();
    onKept();
  };
  const forget = () => removeEventListener("keydown", keep, { capture: true });
  addEventListener("keydown", keep, { capture: true });

  return () => {
    const latest = Date.now() + FOCUS_WITHIN_MS;
    const handOver = () => {
      if (!isInField() && Date.now() < latest && typed !== "") return void setTimeout(handOver, LOOK_MS);
      forget();
      // As if it were typed there: React, and editors, take nothing else for it.
      if (isInField()) document.execCommand("insertText", false, typed);
    };
    handOver();
  };
}

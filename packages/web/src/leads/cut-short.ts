import { count } from "../lib/formats.ts";
import { speechNow } from "../texts/texts.tsx";
import type { Operation } from "./operations.ts";

/** Why something done to many is undone for some of them alone: the rest can be undone as before. */
export class CutShort extends Error {
  constructor(state: Operation["state"], undone: number) {
    const { t, locale } = speechNow();
    const words = state === "stopped" ? t.undoing.stopped : t.undoing.failed;
    super(words(count(locale, undone)));
  }
}

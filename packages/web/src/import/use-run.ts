import { useEffect, useRef, useState } from "react";
import { foyer } from "../api/foyer.ts";
import { queries } from "../api/queries.ts";
import { useSave } from "../app/use-save.ts";
import { undoDeeds } from "../leads/deeds.ts";
import { count } from "../lib/formats.ts";
import { useStartWords } from "../start/words.ts";
import type { Reading } from "./draft.ts";
import { type NumberedRow, type Progress, runImport } from "./run.ts";

/** Characters of a file's name that are kept. */
const MOST_OF_NAME = 255;
const nothing: Progress = { done: 0, made: 0, failures: [] };

type State = { total: number; isRunning: boolean; progress: Progress; id: number; before: number };

export type Run = State & { stop: () => void; retry: () => void; undo: () => Promise<boolean> };

/** An import that begins when it is told to, and ends with the dialog it is shown in at the latest. */
export function useRun(reading: Reading | undefined, name: string) {
  const { s, locale } = useStartWords();
  const { save } = useSave();
  const [state, setState] = useState<State>();
  const stopper = useRef(new AbortController());
  useEffect(() => () => stopper.current.abort(), []);

  async function run(rows: readonly NumberedRow[], id: number, before = 0): Promise<void> {
    if (!reading) return;
    stopper.current = new AbortController();
    setState({ total: rows.length, isRunning: true, progress: nothing, id, before });
    const onProgress = (progress: Progress) => setState((before) => before && { ...before, progress });
    await runImport(rows, { reading, id, signal: stopper.current.signal, onProgress });
    await queries.invalidateQueries();
    setState((before) => before && { ...before, isRunning: false });
  }

  /** Begins an import, all of which can be undone as one. */
  async function start(rows: readonly NumberedRow[]): Promise<void> {
    const begun = await save(() => foyer.inbox.startImport({ name: name.slice(0, MOST_OF_NAME) }), {
      said: "",
    });
    if (begun) await run(rows, begun.data.id);
  }

  const shown: Run | undefined = state && {
    ...state,
    stop: () => stopper.current.abort(),
    retry: () => void run(state.progress.failures, state.id, state.before + state.progress.made),
    undo: async () => {
      const said = s.undone(count(locale, state.before + state.progress.made));
      return (await save(() => undoDeeds([state.id]), { said })) !== undefined;
    },
  };
  return { run: shown, start };
}

import { useEffect, useRef, useState } from "react";
import { queries } from "../api/queries.ts";
import type { Reading } from "./draft.ts";
import { type NumberedRow, type Progress, runImport } from "./run.ts";

const nothing: Progress = { done: 0, made: 0, failures: [] };

type State = { total: number; isRunning: boolean; progress: Progress };

export type Run = State & { stop: () => void; retry: () => void };

/** An import that begins when it is told to, and ends with the dialog it is shown in at the latest. */
export function useRun(reading: Reading | undefined) {
  const [state, setState] = useState<State>();
  const stopper = useRef(new AbortController());
  useEffect(() => () => stopper.current.abort(), []);

  async function start(rows: readonly NumberedRow[]): Promise<void> {
    if (!reading) return;
    stopper.current = new AbortController();
    setState({ total: rows.length, isRunning: true, progress: nothing });
    const onProgress = (progress: Progress) => setState((before) => before && { ...before, progress });
    await runImport(rows, { reading, signal: stopper.current.signal, onProgress });
    await queries.invalidateQueries();
    setState((before) => before && { ...before, isRunning: false });
  }

  const run: Run | undefined = state && {
    ...state,
    stop: () => stopper.current.abort(),
    retry: () => void start(state.progress.failures),
  };
  return { run, start };
}

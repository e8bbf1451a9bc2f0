import { useEffect, useRef, useState } from "react";
import { keepTyped } from "./typed-ahead.ts";
import { COMING } from "./use-keys.ts";

/** Milliseconds after the last key in which keys are meant for what is on its way; without a connection it may not come for long. */
const WAITED_FOR_MS = 3_000;

/** Stands for a dialog or a menu while that is fetched: what is typed by then is no command of the page, and stands in its first field. */
export function Coming() {
  const [isWaitedFor, setWaitedFor] = useState(true);
  const isMeant = useRef(true);
  isMeant.current = isWaitedFor;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(setWaitedFor, WAITED_FOR_MS, false);
    };
    wait();
    const handOver = keepTyped({ isMeant: () => isMeant.current, onKept: wait });
    return () => {
      clearTimeout(timer);
      handOver();
    };
  }, []);
  return isWaitedFor && <span hidden {...{ [COMING]: "" }} />;
}

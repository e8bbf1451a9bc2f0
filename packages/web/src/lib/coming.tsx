import { useEffect, useState } from "react";
import { COMING } from "./use-keys.ts";

/** Milliseconds in which keys are meant for what is on its way; without a connection it may not come for long. */
const WAITED_FOR_MS = 3_000;

/** Stands for a dialog or a menu while that is fetched: what is typed by then is no command of the page. */
export function Coming() {
  const [isWaitedFor, setWaitedFor] = useState(true);
  useEffect(() => {
    const timer = setTimeout(setWaitedFor, WAITED_FOR_MS, false);
    return () => clearTimeout(timer);
  }, []);
  return isWaitedFor && <span hidden {...{ [COMING]: "" }} />;
}

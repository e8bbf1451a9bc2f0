import { useEffect } from "react";
import { focusListed, isNowhere } from "../leads/focus-list.ts";

/**
 * Gives the focus back to what had it before this was shown, to the list where that is gone; unless it has gone
 * elsewhere by then.
 */
export function useFocusReturns(): void {
  useEffect(() => {
    const before = document.activeElement;
    // What is closed is still there now, and what it opens instead not yet.
    return () => void setTimeout(giveBack, 0, before);
  }, []);
}

function giveBack(to: Element | null): void {
  if (isNowhere() && to instanceof HTMLElement) to.focus({ preventScroll: true });
  focusListed();
}

import { useEffect } from "react";

/** What has the focus where nothing else has. */
const isNowhere = (element: Element | null): boolean => element === null || element === document.body;

/** Gives the focus back to what had it before this was shown, unless it has gone elsewhere by then. */
export function useFocusReturns(): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      // What is closed is still there now, and what it opens instead not yet.
      setTimeout(() => {
        if (isNowhere(document.activeElement) && before instanceof HTMLElement && before.isConnected)
          before.focus({ preventScroll: true });
      });
    };
  }, []);
}

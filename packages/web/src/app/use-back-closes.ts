import { useBlocker } from "@tanstack/react-router";

/** The browser's button that goes back closes what is open over the page, and leaves the page as it is. */
export function useBackCloses(onClose: () => void): void {
  useBlocker({
    shouldBlockFn({ action }) {
      if (action !== "BACK") return false;
      onClose();
      return true;
    },
    enableBeforeUnload: false,
  });
}

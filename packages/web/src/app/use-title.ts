import { useEffect } from "react";

/** Names the page, for tabs, bookmarks and whoever hears it read. */
export function useTitle(name: string): void {
  useEffect(() => {
    document.title = `${name} – Foyer`;
  }, [name]);
}

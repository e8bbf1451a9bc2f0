/** What is being written and not sent yet, by what it belongs to: it waits until one comes back to it, in this tab. */
const PREFIX = "foyer-draft ";

export const draftOf = (key: string): string => sessionStorage.getItem(PREFIX + key) ?? "";

export function keepDraft(key: string, html: string): void {
  if (html === "") sessionStorage.removeItem(PREFIX + key);
  else sessionStorage.setItem(PREFIX + key, html);
}

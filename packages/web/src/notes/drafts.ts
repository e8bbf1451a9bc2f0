/** Notes being written, by what they belong to: one that is not sent yet waits until one comes back to it. */
const drafts = new Map<string, string>();

export const draftOf = (key: string): string => drafts.get(key) ?? "";

export function keepDraft(key: string, html: string): void {
  if (html === "") drafts.delete(key);
  else drafts.set(key, html);
}

import { queryOptions } from "@tanstack/react-query";
import { foyer } from "./foyer.ts";

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** What was typed, as HTML that shows it: a paragraph for each line. */
const toHtml = (text: string): string =>
  text
    .trim()
    .split(/\n+/)
    .map((line) => `<p>${line.replaceAll(/[&<>]/g, (sign) => escapes[sign] ?? sign)}</p>`)
    .join("");

export const notesOf = (lead: string) =>
  queryOptions({
    queryKey: ["notes", lead],
    queryFn: async ({ signal }) =>
      (await foyer.notes.list({ lead_id: lead, sort: "add_time DESC" }, { signal })).data,
  });

export const addNote = (lead: string, text: string) =>
  foyer.notes.add({ lead_id: lead, content: toHtml(text) });

import type { Client } from "@leadfoyer/client";
import { queryOptions } from "@tanstack/react-query";
import { foyer } from "./foyer.ts";

export type Note = Awaited<ReturnType<Client["notes"]["get"]>>;
export type NoteChange = NonNullable<Parameters<Client["notes"]["update"]>[1]>;

/** What people say about the notes of a lead, oldest first. */
export const commentsOf = (lead: string) =>
  queryOptions({
    queryKey: ["notes", lead, "comments"],
    queryFn: ({ signal }) => foyer.notes.commentsOnLead(lead, {}, { signal }).toArray(),
  });
export type NoteComment = Awaited<ReturnType<Client["notes"]["getComment"]>>;

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", " ": "&nbsp;" };

/** What was typed, as HTML that shows it: a paragraph for each line. */
export const toParagraphs = (text: string): string =>
  text
    .split("\n")
    .map((line) => `<p>${line.replaceAll(/[&<>]| $/g, (sign) => escapes[sign] ?? sign)}</p>`)
    .join("");

export const notesOf = (lead: string) =>
  queryOptions({
    queryKey: ["notes", lead],
    queryFn: async ({ signal }) =>
      (await foyer.notes.list({ lead_id: lead, sort: "add_time DESC" }, { signal })).data,
  });

import type { CleanHtml } from "../lib/clean-html.ts";
import { sortKey } from "../lib/sort-key.ts";
import type { Database } from "../storage/schema.ts";

/** A note as it is kept. Times are milliseconds. */
export type StoredNote = {
  id: number;
  user_id: number;
  lead_id: string | null;
  deal_id: number | null;
  person_id: number | null;
  org_id: number | null;
  content: CleanHtml;
  pinned_to_deal_flag: boolean;
  pinned_to_lead_flag: boolean;
  pinned_to_person_flag: boolean;
  pinned_to_organization_flag: boolean;
  last_update_user_id: number | null;
  add_time: number;
  update_time: number;
};

export type NoteRow = Omit<Database["notes"], "company_id" | "content_key">;

export const noteColumns = [
  "id",
  "user_id",
  "lead_id",
  "deal_id",
  "person_id",
  "org_id",
  "content",
  "pinned_to_deal_flag",
  "pinned_to_lead_flag",
  "pinned_to_person_flag",
  "pinned_to_organization_flag",
  "last_update_user_id",
  "add_time",
  "update_time",
] as const;

/** Characters of the content that can decide an order: more would only be normalised in vain. */
const KEY_LENGTH = 64;

const toFlag = (flag: boolean) => (flag ? (1 as const) : (0 as const));

export const toNoteValues = (note: StoredNote) => ({
  ...note,
  deal_id: note.deal_id ?? 0,
  person_id: note.person_id ?? 0,
  org_id: note.org_id ?? 0,
  pinned_to_deal_flag: toFlag(note.pinned_to_deal_flag),
  pinned_to_lead_flag: toFlag(note.pinned_to_lead_flag),
  pinned_to_person_flag: toFlag(note.pinned_to_person_flag),
  pinned_to_organization_flag: toFlag(note.pinned_to_organization_flag),
  content_key: sortKey(note.content.slice(0, KEY_LENGTH)),
});

export const toNote = (row: NoteRow): StoredNote => ({
  id: row.id,
  user_id: row.user_id,
  lead_id: row.lead_id,
  deal_id: row.deal_id || null,
  person_id: row.person_id || null,
  org_id: row.org_id || null,
  content: row.content as CleanHtml, // nothing else is ever stored
  pinned_to_deal_flag: row.pinned_to_deal_flag === 1,
  pinned_to_lead_flag: row.pinned_to_lead_flag === 1,
  pinned_to_person_flag: row.pinned_to_person_flag === 1,
  pinned_to_organization_flag: row.pinned_to_organization_flag === 1,
  last_update_user_id: row.last_update_user_id,
  add_time: row.add_time,
  update_time: row.update_time,
});

import type { Lead } from "@leadfoyer/contract";
import { expect } from "vitest";
import { toShown, toTexts } from "../src/leads/lead-shown.ts";
import { htmlText } from "../src/lib/html-text.ts";
import { openSqlite } from "../src/storage/sqlite.ts";

/** Newest leads looked at. */
const SOME = 2_000;

type Row = { company_id: number; lead: string; head: string | null };

const valuesOf = (points: string) => `(select json_group_array(value ->> 'value') from json_each(${points}))`;
const contacts = {
  persons: { phones: valuesOf("phones"), emails: valuesOf("emails") },
  organizations: { address: "address ->> 'value'" },
};

function checkContacts(file: string): void {
  const { handle } = openSqlite(file);
  for (const [table, members] of Object.entries(contacts)) {
    const columns = ["id", "name", "owner_id", "visible_to", ...Object.keys(members)];
    const is = ["id", "name", "owner_id", "visible_to", ...Object.values(members)];
    const newest = `select (company_id << 32) + id as place, ${is} from ${table}
      order by company_id desc, id desc limit ${SOME}`;
    const kept = `select place, ${columns} from ${table}_shown`;
    const wrong = handle.prepare(`select * from (${newest}) except ${kept}`).all();
    expect(wrong, `${table} of which search shows something else`).toEqual([]);
  }
  handle.close();
}

/** Holds what search keeps to show of leads and contacts against the leads and notes themselves, whatever was done to them. */
export function checkShown(file: string): void {
  const { handle } = openSqlite(file);
  const rows = handle
    .prepare(
      `select leads.company_id, leads.doc as lead, shown.person_id, shown.organization_id, head, tail, texts
        from leads join search_documents as shown
          on shown.company_id = leads.company_id and shown.kind = 0 and shown.item_id = leads.seq
        order by leads.seq desc limit ?`,
    )
    .all(SOME) as Row[];
  const notesOf = handle
    .prepare("select content from notes where company_id = ? and lead_id = ? order by add_time, id")
    .pluck();
  for (const { company_id, lead: text, ...kept } of rows) {
    const lead: Lead = JSON.parse(text);
    const notes = (notesOf.all(company_id, lead.id) as string[]).map(htmlText);
    expect(kept, `what search shows of ${text}`).toEqual({ ...toShown(lead), texts: toTexts(lead, notes) });
  }
  handle.close();
  checkContacts(file);
}

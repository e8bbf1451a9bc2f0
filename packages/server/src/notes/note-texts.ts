import { htmlText } from "../lib/html-text.ts";
import type { Db } from "../storage/db.ts";
import { contentsOn } from "./note-holders.store.ts";

/**
 * What the notes on things say, by the id of the thing, without tags. A note counts for the one thing that decides
 * who sees it: the lead it is on; where there is none, the deal; where there is none either, the person; where there is none either, the organization.
 */
export async function noteTexts<Id extends string | number>(
  db: Db,
  company: number,
  kind: "lead" | "deal" | "person" | "organization",
  ids: readonly Id[],
): Promise<Map<Id, string[]>> {
  const texts = new Map<Id, string[]>();
  if (ids.length === 0) return texts;
  for (const { holder, content } of await contentsOn(db, company, kind, ids)) {
    const of = texts.get(holder as Id) ?? []; // the ids asked for come back
    of.push(htmlText(content));
    texts.set(holder as Id, of);
  }
  return texts;
}

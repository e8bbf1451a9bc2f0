import type { Viewer } from "../lib/actor.ts";
import type { Db } from "../storage/db.ts";
import { newestOf, type Relation } from "./related.store.ts";
import type { ItemKind } from "./search-tokens.ts";
import { type Hit, itemsOf } from "./search-walk.ts";

/** Most of a kind that one thing found brings along. Source: Pipedrive's description of `search_for_related_items`. */
const NEWEST = 100;

const relations: Partial<Record<ItemKind, readonly Relation[]>> = {
  person: ["lead person", "deal person"],
  organization: ["lead organization", "deal organization", "person organization"],
};

/** What belongs to the persons and organizations of a page, newest first: each once, and none that the page has. */
export async function relatedTo(db: Db, viewer: Viewer, hits: readonly Hit[]): Promise<Hit[]> {
  const items = await itemsOf(db, viewer.company_id, hits);
  const known = new Set([...items].map(([{ kind }, item]) => keyOf(kind, item)));
  const related: Hit[] = [];
  for (const [{ kind: of }, holder] of items) {
    for (const relation of relations[of] ?? []) {
      const kind = relation.slice(0, relation.indexOf(" ")) as ItemKind; // as the type is written
      for (const item of await newestOf(db, viewer, relation, { holder, limit: NEWEST })) {
        const key = keyOf(kind, item);
        if (known.has(key)) continue;
        known.add(key);
        related.push({ kind, item, score: 0, step: 0, at: 0 });
      }
    }
  }
  return related;
}

const keyOf = (kind: ItemKind, item: number): string => `${kind} ${item}`;

import type { Viewer } from "../lib/actor.ts";
import type { Db } from "../storage/db.ts";
import { newestOf, type Relation } from "./related.store.ts";
import type { ItemKind } from "./search-tokens.ts";
import type { Hit } from "./search-walk.ts";

/** Most of a kind that one thing found brings along. Source: Pipedrive's description of `search_for_related_items`. */
const NEWEST = 100;

const relations: Partial<Record<ItemKind, readonly Relation[]>> = {
  person: ["lead person", "deal person"],
  organization: ["lead organization", "deal organization", "person organization"],
};

/** What belongs to the persons and organizations of a page, newest first: each once, and none that the page has. */
export async function relatedTo(db: Db, viewer: Viewer, hits: readonly Hit[]): Promise<Hit[]> {
  const known = new Set(hits.map(keyOf));
  const related: Hit[] = [];
  for (const { kind: of, item: holder } of hits) {
    for (const relation of relations[of] ?? []) {
      const kind = relation.slice(0, relation.indexOf(" ")) as ItemKind; // as the type is written
      for (const item of await newestOf(db, viewer, relation, { holder, limit: NEWEST })) {
        const hit: Hit = { kind, item, score: 0, step: 0, at: 0 };
        if (known.has(keyOf(hit))) continue;
        known.add(keyOf(hit));
        related.push(hit);
      }
    }
  }
  return related;
}

const keyOf = ({ kind, item }: Hit): string => `${kind} ${item}`;

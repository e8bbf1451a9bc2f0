import type { FieldSearchQuery, FieldSearchQueryV2, FoundField } from "@leadfoyer/contract";
import type { Actor, Viewer } from "../lib/actor.ts";
import type { CursorPage, OffsetPage } from "../lib/answers.ts";
import { DomainError } from "../lib/domain-error.ts";
import { offsetPage } from "../lib/paging.ts";
import type { Db } from "../storage/db.ts";
import type { Storage } from "../storage/open.ts";
import { createFieldValues, type FieldOf, searchedField } from "./field-values.ts";
import { decodeMark, encodeMark } from "./search-cursor.ts";
import { readTerm } from "./search-input.ts";
import type { KindAsked } from "./search-plan.ts";
import type { ItemKind } from "./search-tokens.ts";
import { type Begin, type Hit, itemsOf, type Page, walk } from "./search-walk.ts";

const DEFAULT_LIMIT = 100;
/** Items looked at in one go, and at most for one page: case is told apart by looking. */
const SOME = 500;
const MOST = 10_000;

type Match = "exact" | "beginning" | "middle";
type Asked = { kind: ItemKind; field: FieldOf; key: string; term: string; match: Match };

const matches: Record<Match, (value: string, term: string) => boolean> = {
  exact: (value, term) => value === term,
  beginning: (value, term) => value.startsWith(term),
  middle: (value, term) => value.includes(term),
};

const kinds: Readonly<Record<string, ItemKind>> = {
  ...{ lead: "lead", leadField: "lead", person: "person", personField: "person" },
  ...{ deal: "deal", dealField: "deal" },
  ...{ organization: "organization", organizationField: "organization" },
};

type FieldHit = { hit: Hit; id: number | string; value: string };

/** Search in the values of one field, in which case matters: what completes a value as it is typed. */
export function createFieldSearchService({ storage }: { storage: Storage }) {
  /** Up to `count` values that match, and where they stand. */
  async function find(actor: Actor, asked: Asked, begin: Begin, count: number) {
    const search: KindAsked = {
      ...{ kind: asked.kind, term: asked.term, exact: asked.match === "exact" },
      ...{ fields: [asked.field.searched], links: {} },
    };
    const found: FieldHit[] = [];
    let page: Page | undefined;
    let next: Begin = begin;
    for (let looked = 0; looked < MOST && found.length < count; looked += SOME) {
      page = await walk(storage.db, actor, [search], next, SOME);
      found.push(...(await matching(storage.db, actor, asked, page.hits)));
      if (!page.beyond) break;
      next = { mark: page.markOf(page.beyond) };
    }
    return { found: found.slice(0, count), markOf: page?.markOf };
  }

  return {
    /** Values that are the term, or have it in them: each once, or, asked for ids, once per item. */
    async byOffset(actor: Actor, query: FieldSearchQuery): Promise<OffsetPage<FoundField>> {
      const { start, limit } = offsetPage(query);
      const term = readTerm(query, "v1");
      const kind = kinds[query.field_type];
      const key = query.field_key;
      if (!kind) return { items: [], start, limit, more: false };
      const field = await requireField(storage.db, actor, kind, { key, name: "field_key" });
      const asked = { kind, key, field, term, match: matchOf(query) };
      const wanted = start + limit + 1;
      const { found } = await find(actor, asked, { skip: 0 }, query.return_item_ids ? wanted : MOST);
      const items: FoundField[] = query.return_item_ids
        ? found.map(({ id, value }) => ({ id, [key]: value }))
        : [...new Set(found.map(({ value }) => value))].map((value) => ({ [key]: value }));
      return { items: items.slice(start, start + limit), start, limit, more: items.length >= wanted };
    },

    /** Items whose value is the term, begins with it or has it in it. */
    async byCursor(actor: Actor, query: FieldSearchQueryV2): Promise<CursorPage<FoundField>> {
      const { entity_type, field: key, match = "exact", cursor, limit = DEFAULT_LIMIT } = query;
      const term = readTerm({ term: query.term, exact_match: match === "exact" }, "v2");
      const begin: Begin = cursor === undefined ? { skip: 0 } : { mark: decodeMark(cursor) };
      const kind = kinds[entity_type];
      if (!kind) return { items: [], next_cursor: null };
      const field = await requireField(storage.db, actor, kind, { key, name: "field" });
      const asked = { kind, key, field, term, match };
      const { found, markOf } = await find(actor, asked, begin, limit + 1);
      const beyond = found[limit];
      const items: FoundField[] = found.slice(0, limit).map(({ id, value }) => ({ id, [key]: value }));
      return { items, next_cursor: beyond && markOf ? encodeMark(markOf(beyond.hit)) : null };
    },
  };
}
export type FieldSearchService = ReturnType<typeof createFieldSearchService>;

/** Of items that may match, those that do. */
async function matching(db: Db, viewer: Viewer, { kind, field, term, match }: Asked, hits: readonly Hit[]) {
  const items = await itemsOf(db, viewer.company_id, hits);
  const valuesOf = await createFieldValues(db, viewer, kind, [...items.values()]);
  return [...items].flatMap(([hit, item]): FieldHit[] => {
    const { id, values } = valuesOf(item, field);
    const value = values.find((one) => matches[match](one, term));
    return value === undefined ? [] : [{ hit, id, value }];
  });
}

const matchOf = ({ exact_match }: FieldSearchQuery): Match => (exact_match ? "exact" : "middle");

/** @throws DomainError `invalid` when no field of this key is searched */
async function requireField(
  db: Db,
  { company_id }: Actor,
  kind: ItemKind,
  { key, name }: { key: string; name: "field" | "field_key" },
): Promise<FieldOf> {
  const field = await searchedField(db, company_id, kind, key);
  if (field) return field;
  const fault = `names no field that is searched of this kind: ${key}`;
  const info = name === "field" ? `field: Parameter 'field' ${fault}` : `"field_key" ${fault}`;
  throw new DomainError("invalid", { info });
}

import {
  type DealSearchItem,
  type Family,
  type Found,
  itemSearchFields,
  type LeadSearchItem,
  type OrganizationSearchItem,
  type PersonSearchItem,
  type SearchItem,
  searchFields,
  searchIncludes,
  searchItemTypes,
} from "@leadfoyer/contract";
import { latestEvent } from "../events/event-log.ts";
import type { Actor } from "../lib/actor.ts";
import type { CursorPage, JsonBytes, OffsetPage } from "../lib/answers.ts";
import { createPageMemory } from "../lib/page-memory.ts";
import { offsetPage } from "../lib/paging.ts";
import type { Storage } from "../storage/open.ts";
import { relatedTo } from "./related.ts";
import { decodeMark, encodeMark } from "./search-cursor.ts";
import { readNames, readTerm } from "./search-input.ts";
import { type Further, toItems } from "./search-items.ts";
import type { KindAsked } from "./search-plan.ts";
import type { ItemKind, SearchField } from "./search-tokens.ts";
import { type Begin, type SearchMark, walk } from "./search-walk.ts";
import { createSaid, createStandsIn } from "./stands-in.ts";

const DEFAULT_LIMIT = 100;

type Narrowed = { person_id?: number; organization_id?: number; status?: string };

/** What a search may be asked. */
type SearchQuery = Narrowed & {
  term: string;
  fields?: string;
  exact_match?: boolean;
  include_fields?: string;
  item_types?: string;
  search_for_related_items?: boolean;
};
type OffsetQuery = { start?: number; limit?: number };
type CursorQuery = { cursor?: string; limit?: number };

/** What is searched, what may be asked of it, and in whose words it is refused. */
type Place = {
  kinds: readonly ItemKind[];
  fields: readonly string[];
  includes: readonly string[];
  family: Family;
};

const places = {
  leads: { kinds: ["lead"], fields: searchFields.lead, includes: searchIncludes.lead },
  deals: { kinds: ["deal"], fields: searchFields.deal, includes: searchIncludes.deal },
  persons: { kinds: ["person"], fields: searchFields.person, includes: searchIncludes.person },
  organizations: { kinds: ["organization"], fields: searchFields.organization, includes: [] },
  items: {
    kinds: ["deal", "lead", "person", "organization"],
    fields: itemSearchFields,
    includes: searchIncludes.any,
  },
} as const satisfies Record<string, Omit<Place, "family">>;

type Request = { asked: KindAsked[]; term: string; further: Further; related: boolean };

/** Search: what people and programs find leads, deals, persons and organizations by. */
export function createSearchService({ storage }: { storage: Storage }) {
  const pages = createPageMemory<SearchMark>();

  async function find(actor: Actor, request: Request, begin: Begin, limit: number) {
    const page = await walk(storage.db, actor, request.asked, begin, limit);
    const { further, term } = request;
    const standsIn = createStandsIn(term);
    const said = createSaid(term, standsIn);
    const shown = { company_domain: actor.company_domain, further, standsIn, said };
    const items = await toItems(storage.db, actor, page.hits, shown);
    const related = request.related ? await relatedTo(storage.db, actor, page.hits) : [];
    const related_items = await toItems(storage.db, actor, related, shown);
    return { items, related_items, next: page.beyond && page.markOf(page.beyond) };
  }

  /** A page by position. The mark of the next page is kept, so that a client walking by `start` seeks to it. */
  async function byOffset(actor: Actor, place: Place, query: SearchQuery & OffsetQuery) {
    const { start, limit } = offsetPage(query);
    const request = toRequest(place, query);
    const name = JSON.stringify([actor.company_id, actor.sees, request.asked]);
    const version = await latestEvent(storage.db, actor.company_id);
    const mark = pages.recall(name, start, version);
    const begin = { ...(mark ? { mark } : { skip: start }), isRemembered: true };
    const { next, ...found } = await find(actor, request, begin, limit);
    if (next) pages.remember(name, start + limit, version, next);
    return { ...found, start, limit, more: next !== undefined };
  }

  async function byCursor(actor: Actor, place: Place, query: SearchQuery & CursorQuery) {
    const { cursor, limit = DEFAULT_LIMIT } = query;
    const request = toRequest(place, query);
    const begin = cursor === undefined ? { skip: 0 } : { mark: decodeMark(cursor) };
    const { next, ...found } = await find(actor, request, begin, limit);
    return { ...found, next_cursor: next ? encodeMark(next) : null };
  }

  /** A search by position, in the words of `v1`, and by cursor. The items are of the kinds of the place alone. */
  const searchIn = <Item extends SearchItem>(place: Omit<Place, "family">, v1: Family) => ({
    byOffset: (actor: Actor, query: SearchQuery & OffsetQuery) =>
      byOffset(actor, { ...place, family: v1 }, query) as Promise<OffsetPage<Found<Item>>>,
    byCursor: (actor: Actor, query: SearchQuery & CursorQuery) =>
      byCursor(actor, { ...place, family: "v2" }, query) as Promise<
        CursorPage<Found<Item>, JsonBytes<Found<Item>[]>>
      >,
  });

  return {
    leads: searchIn<LeadSearchItem>(places.leads, "leads"),
    deals: searchIn<DealSearchItem>(places.deals, "v1"),
    persons: searchIn<PersonSearchItem>(places.persons, "v1"),
    organizations: searchIn<OrganizationSearchItem>(places.organizations, "v1"),
    items: searchIn<SearchItem>(places.items, "v1"),
  };
}
export type SearchService = ReturnType<typeof createSearchService>;

function toRequest({ kinds, fields, includes, family }: Place, query: SearchQuery): Request {
  const term = readTerm(query, family);
  const types = readNames(query.item_types, searchItemTypes, { key: "item_types", family });
  const searched = kinds.filter((kind) => types.includes(kind));
  const names = readNames(query.fields, fields, { key: "fields", family });
  const include = readNames(query.include_fields, includes, { key: "include_fields", family, absent: [] });
  return {
    term,
    related: query.search_for_related_items ?? false,
    asked: searched.map((kind) => ({
      kind,
      term,
      exact: query.exact_match ?? false,
      fields: fieldsOf(kind, names),
      links: {
        person_id: query.person_id,
        organization_id: query.organization_id,
        status: query.status,
      },
    })),
    further: {
      was_seen: include.includes("lead.was_seen"),
      picture: include.includes("person.picture"),
      cc_email: include.includes("deal.cc_email"),
    },
  };
}

/** A contact's name is what a lead's title is. */
const fieldsOf = (kind: ItemKind, names: readonly string[]): SearchField[] =>
  searchFields[kind].filter((name) => names.includes(name)).map((name) => (name === "name" ? "title" : name));

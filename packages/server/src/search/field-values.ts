import { dealSearch, searchedDeals } from "../deals/deal-search.ts";
import { fieldSet } from "../fields/fields.store.ts";
import { leadTexts, searchedLeads } from "../leads/lead-search.ts";
import type { Viewer } from "../lib/actor.ts";
import { organizationSearch, searchedOrganizations } from "../organizations/organization-search.ts";
import { personSearch, searchedPersons } from "../persons/person-search.ts";
import type { Db } from "../storage/db.ts";
import type { ItemKind, SearchField } from "./search-tokens.ts";

/** A field whose values are searched, and where the index has them. */
export type FieldOf = { key: string; searched: SearchField };

const fields: Record<ItemKind, Readonly<Record<string, SearchField>>> = {
  lead: { title: "title" },
  person: { name: "title", email: "email", phone: "phone" },
  organization: { name: "title", address: "address" },
  deal: { title: "title" },
};

/** The field of a key; undefined when there is none that is searched. */
export async function searchedField(
  db: Db,
  company: number,
  kind: ItemKind,
  key: string,
): Promise<FieldOf | undefined> {
  const own = Object.hasOwn(fields[kind], key) ? fields[kind][key] : undefined;
  if (own) return { key, searched: own };
  const known = (await fieldSet(db, company)).of(kind);
  const isCustom = known.some((field) => field.custom && field.searchable && field.key === key);
  return isCustom ? { key, searched: "custom_fields" } : undefined;
}

type Item = { id: number | string; values: Readonly<Record<string, readonly string[]>> };

/** Reads what the fields of items hold, with the ids they are known by. */
export async function createFieldValues(db: Db, viewer: Viewer, kind: ItemKind, found: readonly number[]) {
  const items = await readers[kind](db, viewer, found);
  return (item: number, { key }: FieldOf): { id: number | string; values: readonly string[] } => {
    const { id, values } = items.get(item) ?? { id: 0, values: {} };
    return { id, values: values[key] ?? [] };
  };
}

const valuesOf = (points: readonly { value: string }[]) => points.map(({ value }) => value);

const customValues = (more: { custom: Map<string, string> } | undefined) =>
  Object.fromEntries([...(more?.custom ?? [])].map(([key, text]) => [key, [text]]));

const readers: Record<
  ItemKind,
  (db: Db, viewer: Viewer, items: readonly number[]) => Promise<Map<number, Item>>
> = {
  async lead(db, { company_id }, items) {
    const leads = await searchedLeads(db, company_id, items);
    const more = await leadTexts(db, company_id, leads);
    return new Map(
      leads.map(({ seq, lead }) => [
        seq,
        { id: lead.id, values: { title: [lead.title], ...customValues(more.get(seq)) } },
      ]),
    );
  },
  async deal(db, viewer, items) {
    const deals = await searchedDeals(db, viewer, items);
    const more = await dealSearch.texts(db, viewer.company_id, deals);
    return new Map(
      deals.map(({ id, title }) => [id, { id, values: { title: [title], ...customValues(more.get(id)) } }]),
    );
  },
  async person(db, viewer, items) {
    const persons = await searchedPersons(db, viewer, items);
    const more = await personSearch.texts(db, viewer.company_id, persons);
    return new Map(
      persons.map(({ id, name, emails, phones }) => {
        const own = { name: [name], email: valuesOf(emails), phone: valuesOf(phones) };
        return [id, { id, values: { ...own, ...customValues(more.get(id)) } }];
      }),
    );
  },
  async organization(db, viewer, items) {
    const organizations = await searchedOrganizations(db, viewer, items);
    const more = await organizationSearch.texts(db, viewer.company_id, organizations);
    return new Map(
      organizations.map(({ id, name, address }) => {
        const own = { name: [name], address: address?.value ? [address.value] : [] };
        return [id, { id, values: { ...own, ...customValues(more.get(id)) } }];
      }),
    );
  },
};

import { customTexts } from "../fields/custom-texts.ts";
import { fromFlat } from "../fields/custom-values.ts";
import { fieldSet } from "../fields/fields.store.ts";
import type { Viewer } from "../lib/actor.ts";
import { toByteText } from "../lib/byte-text.ts";
import { noteTexts } from "../notes/note-texts.ts";
import { type ShownOrganization, shownOrganizations } from "../organizations/organization-shown.store.ts";
import { type ShownPerson, shownPersons } from "../persons/person-shown.store.ts";
import { type Hit, itemsOf } from "../search/search-walk.ts";
import type { Db } from "../storage/db.ts";
import { shownLeads } from "./lead-shown.store.ts";
import { fromTexts, type TextsBeside, toShown } from "./lead-shown.ts";
import { customOf } from "./lead-values.ts";
import { leadsAt, type StoredLead } from "./leads.store.ts";

/** A lead that was found, as far as it is shown. */
export type FoundLead = {
  /** The members up to those of its contacts, and the last ones: see `toShown`. Byte texts. */
  head: string;
  tail: string;
  custom: readonly string[];
  notes: readonly string[];
};

type Unread = { head: string; tail: string; texts: TextsBeside };

/** Leads that were found, with their contacts as far as those are seen, as far as they are there still. */
export async function foundLeads(db: Db, viewer: Viewer, hits: readonly Hit[]): Promise<Map<Hit, FoundLead>> {
  const leads = await keptLeads(db, viewer, hits);
  const others = hits.length > leads.size ? hits.filter((hit) => !leads.has(hit)) : [];
  if (others.length > 0) for (const [hit, lead] of await readLeads(db, viewer, others)) leads.set(hit, lead);
  return withCustomTexts(db, viewer.company_id, leads);
}

async function keptLeads(db: Db, viewer: Viewer, hits: readonly Hit[]): Promise<Map<Hit, Unread>> {
  const places = hits.map(({ at }) => at);
  const kept = await shownLeads(db, viewer, places);
  const leads = new Map<Hit, Unread>();
  for (const hit of hits) {
    const lead = kept.get(hit.at);
    if (lead) leads.set(hit, { head: lead.head, tail: lead.tail, texts: fromTexts(lead.texts) });
  }
  return leads;
}

/** The same of leads of which nothing is kept to be shown. */
async function readLeads(db: Db, viewer: Viewer, hits: readonly Hit[]): Promise<Map<Hit, Unread>> {
  const company = viewer.company_id;
  const items = await itemsOf(db, company, hits);
  const stored = await leadsAt(db, company, [...items.values()]);
  const ids = stored.map(({ lead }) => lead.id);
  const notes = await noteTexts(db, company, "lead", ids);
  const contacts = await contactsOf(db, viewer, stored);
  const bySeq = new Map(stored.map(({ seq, lead }) => [seq, lead]));
  return new Map(
    [...items].flatMap(([hit, seq]): [Hit, Unread][] => {
      const lead = bySeq.get(seq);
      if (!lead) return [];
      const { head, tail, person_id, organization_id } = toShown(lead);
      const person = contacts.persons.get(person_id ?? 0);
      const organization = contacts.organizations.get(organization_id ?? 0);
      const texts = { custom: customOf(lead), notes: notes.get(lead.id) ?? [] };
      return [[hit, { head: toByteText(`${head},${saying(person, organization)}`), tail, texts }]];
    }),
  );
}

async function contactsOf(db: Db, viewer: Viewer, leads: readonly StoredLead[]) {
  const ids = (column: "person_id" | "organization_id") =>
    new Set(leads.map(({ lead }) => lead[column]).filter((id) => id !== null));
  return {
    persons: await shownPersons(db, viewer, [...ids("person_id")]),
    organizations: await shownOrganizations(db, viewer, [...ids("organization_id")]),
  };
}

/** The members of its contacts. */
function saying(person: ShownPerson | undefined, organization: ShownOrganization | undefined): string {
  const named = person ? JSON.stringify({ id: person.id, name: person.name }) : null;
  const names = `"person":${named},"organization":${organization ? JSON.stringify(organization) : null}`;
  return `${names},"phones":${person?.phones ?? "[]"},"emails":${person?.emails ?? "[]"}`;
}

async function withCustomTexts(db: Db, company: number, leads: ReadonlyMap<Hit, Unread>) {
  const holds = ({ custom }: TextsBeside) => Object.keys(custom).length > 0;
  const isHeld = [...leads.values()].some(({ texts }) => holds(texts));
  const held = isHeld ? [...(await fieldSet(db, company)).held("deal").values()] : [];
  const textsOf = ({ custom }: TextsBeside) => [...customTexts(held, fromFlat(held, custom)).values()];
  return new Map(
    [...leads].map(([hit, { head, tail, texts }]): [Hit, FoundLead] => [
      hit,
      { head, tail, notes: texts.notes, custom: holds(texts) ? textsOf(texts) : [] },
    ]),
  );
}

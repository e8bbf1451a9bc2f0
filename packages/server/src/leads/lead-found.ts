import { customTexts } from "../fields/custom-texts.ts";
import { type FlatValues, fromFlat } from "../fields/custom-values.ts";
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
export type FoundLead = TextsBeside & {
  /** The members up to those of its contacts, and the last ones: see `toShown`. Byte texts. */
  head: string;
  tail: string;
};

type Asked = {
  db: Db;
  viewer: Viewer;
  /** Whether what stands beside a lead, as JSON in ASCII, may have a text that is wanted. */
  mayBeWanted: (json: string) => boolean;
};

/**
 * Leads that were found, with their contacts as far as those are seen, as far as they are there still; and what tells
 * what their custom values say.
 */
export async function foundLeads(asked: Asked, hits: readonly Hit[]) {
  const leads = await keptLeads(asked, hits);
  const others = hits.length > leads.size ? hits.filter((hit) => !leads.has(hit)) : [];
  if (others.length > 0) for (const [hit, lead] of await readLeads(asked, others)) leads.set(hit, lead);
  return { leads, customOf: await createCustomOf(asked, leads) };
}

async function keptLeads({ db, viewer, mayBeWanted }: Asked, hits: readonly Hit[]) {
  const places = hits.map(({ at }) => at);
  const kept = await shownLeads(db, viewer, places);
  const leads = new Map<Hit, FoundLead>();
  for (const hit of hits) {
    const lead = kept.get(hit.at);
    if (!lead) continue;
    const { custom, notes } = fromTexts(lead.texts, mayBeWanted);
    leads.set(hit, { head: lead.head, tail: lead.tail, custom, notes });
  }
  return leads;
}

/** The same of leads of which nothing is kept to be shown. */
async function readLeads({ db, viewer }: Asked, hits: readonly Hit[]): Promise<Map<Hit, FoundLead>> {
  const company = viewer.company_id;
  const items = await itemsOf(db, company, hits);
  const stored = await leadsAt(db, company, [...items.values()]);
  const ids = stored.map(({ lead }) => lead.id);
  const notes = await noteTexts(db, company, "lead", ids);
  const contacts = await contactsOf(db, viewer, stored);
  const bySeq = new Map(stored.map(({ seq, lead }) => [seq, lead]));
  return new Map(
    [...items].flatMap(([hit, seq]): [Hit, FoundLead][] => {
      const lead = bySeq.get(seq);
      if (!lead) return [];
      const { head, tail, person_id, organization_id } = toShown(lead);
      const person = contacts.persons.get(person_id ?? 0);
      const organization = contacts.organizations.get(organization_id ?? 0);
      const texts = { custom: customOf(lead), notes: notes.get(lead.id) ?? [] };
      return [[hit, { head: toByteText(`${head},${saying(person, organization)}`), tail, ...texts }]];
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

async function createCustomOf({ db, viewer }: Asked, leads: ReadonlyMap<Hit, FoundLead>) {
  const isHeld = [...leads.values()].some(({ custom }) => holds(custom));
  const held = isHeld ? [...(await fieldSet(db, viewer.company_id)).held("deal").values()] : [];
  return ({ custom }: FoundLead): string[] =>
    holds(custom) ? [...customTexts(held, fromFlat(held, custom)).values()] : [];
}

function holds(values: FlatValues): boolean {
  for (const _ in values) return true;
  return false;
}

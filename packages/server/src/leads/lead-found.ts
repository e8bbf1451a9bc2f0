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
import { notesAlone, type TextsBeside, toShown } from "./lead-shown.ts";
import { customOf } from "./lead-values.ts";
import { leadsAt, type StoredLead } from "./leads.store.ts";

/** A lead that was found, as far as it is shown: byte texts around those members of which only some may be. */
type FoundLead = TextsBeside & { before: string; behind: string };

type Asked = {
  db: Db;
  viewer: Viewer;
  /** Whether `was_seen` is shown. */
  wasSeen: boolean;
  /** Whether a text is one the term was found in: of notes and custom fields, those alone are shown. */
  standsIn: (text: string) => boolean;
  /** Leaves those of texts in one JSON in ASCII, as a byte text. */
  said: (texts: string) => string;
};

/**
 * Leads that were found as `LeadSearchItem`s, with their contacts as far as those are seen. Byte texts, in the order of
 * the hits; undefined of leads that are gone.
 */
export async function foundLeads(asked: Asked, hits: readonly Hit[]): Promise<(string | undefined)[]> {
  const found = await keptLeads(asked, hits);
  if (found.includes(undefined)) {
    const read = await readLeads(
      asked,
      hits.filter((_hit, index) => found[index] === undefined),
    );
    for (const [index, hit] of hits.entries()) found[index] ??= read.get(hit);
  }
  const customOf = await createCustomOf(asked, found);
  return found.map((lead) => {
    if (typeof lead !== "object") return lead;
    const texts = `"custom_fields":${saying(customOf(lead), asked)},"notes":${saying(lead.notes, asked)}`;
    return `${lead.before}${texts},${lead.behind}`;
  });
}

/** Of leads of which something is kept to be shown. */
async function keptLeads(asked: Asked, hits: readonly Hit[]): Promise<(FoundLead | string | undefined)[]> {
  const kept = await shownLeads(
    asked.db,
    asked.viewer,
    hits.map(({ at }) => at),
  );
  return kept.map((lead) => {
    if (!lead) return undefined;
    if (lead.length === 1) return toEnd(lead[0], asked);
    const [before, texts, behind] = lead;
    const notes = notesAlone(texts);
    const end = toEnd(behind, asked);
    if (notes === undefined) return { before, behind: end, ...(JSON.parse(texts) as TextsBeside) };
    return `${before}"custom_fields":[],"notes":${asked.said(notes)},${end}`;
  });
}

/** The members that close an item, the last of which, `was_seen`, not everybody asks for. */
const toEnd = (members: string, { wasSeen }: Asked): string =>
  `${wasSeen ? members : members.slice(0, members.lastIndexOf(","))}}`;

function saying(texts: readonly string[], { standsIn }: Asked): string {
  const said = texts.length === 0 ? texts : texts.filter(standsIn);
  return said.length === 0 ? "[]" : toByteText(JSON.stringify(said));
}

/** The same of leads of which nothing is kept to be shown. */
async function readLeads(asked: Asked, hits: readonly Hit[]): Promise<Map<Hit, FoundLead>> {
  const { db, viewer } = asked;
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
      const before = toByteText(`{${head},${contactMembers(person, organization)},`);
      return [[hit, { before, behind: toEnd(tail, asked), ...texts }]];
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

function contactMembers(
  person: ShownPerson | undefined,
  organization: ShownOrganization | undefined,
): string {
  const named = person ? JSON.stringify({ id: person.id, name: person.name }) : null;
  const names = `"person":${named},"organization":${organization ? JSON.stringify(organization) : null}`;
  return `${names},"phones":${person?.phones ?? "[]"},"emails":${person?.emails ?? "[]"}`;
}

/** Tells what the custom values of a lead say. */
async function createCustomOf({ db, viewer }: Asked, leads: readonly (FoundLead | string | undefined)[]) {
  const isHeld = leads.some((lead) => typeof lead === "object" && holds(lead.custom));
  const held = isHeld ? [...(await fieldSet(db, viewer.company_id)).held("deal").values()] : [];
  return ({ custom }: FoundLead): string[] =>
    holds(custom) ? [...customTexts(held, fromFlat(held, custom)).values()] : [];
}

function holds(values: FlatValues): boolean {
  for (const _ in values) return true;
  return false;
}

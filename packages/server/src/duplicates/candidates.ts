import type { Lead } from "@leadfoyer/contract";
import { searchedLeads } from "../leads/lead-search.ts";
import type { StoredLead } from "../leads/leads.store.ts";
import type { Viewer } from "../lib/actor.ts";
import type { StoredPerson } from "../persons/person-changes.ts";
import { mailKey, phoneKey, titleKeysAskedFor } from "../search/likeness.ts";
import { findItems } from "../search/search.store.ts";
import { all, any, type Query } from "../search/search-query.ts";
import { createTokens, type ItemKind } from "../search/search-tokens.ts";
import type { Db } from "../storage/db.ts";
import { newestLeadsOf } from "./duplicates.store.ts";

/** How many leads are compared of each way by which they may be alike: the newest. */
const OF_CONTACT = 50;
const OF_OTHER_PERSON = 10;
const OF_TITLE = 50;
/** People reached in the same way, the newest. */
const PEOPLE = 20;

type Asked = { db: Db; viewer: Viewer; lead: Lead; person: StoredPerson | undefined };

/** Leads that may be alike, each once: every way is a seek in an index and bounded, however many leads there are. */
export async function candidatesFor(asked: Asked): Promise<StoredLead[]> {
  const found = [...(await ofContacts(asked)), ...(await ofSamePeople(asked)), ...(await byTitle(asked))];
  const others = found.filter(({ lead }) => lead.id !== asked.lead.id);
  return [...new Map(others.map((one) => [one.seq, one])).values()];
}

async function ofContacts({ db, viewer, lead }: Asked): Promise<StoredLead[]> {
  const leads: StoredLead[] = [];
  for (const column of ["person_id", "organization_id"] as const) {
    const contact = lead[column];
    if (contact !== null) leads.push(...(await newestLeadsOf(db, viewer, { column, contact }, OF_CONTACT)));
  }
  return leads;
}

/** Leads of other people with the same mailbox or telephone. */
async function ofSamePeople({ db, viewer, person }: Asked): Promise<StoredLead[]> {
  if (!person) return [];
  const points = [
    ...person.emails.map(({ value }) => mailKey(value)),
    ...person.phones.map(({ value }) => phoneKey(value)),
  ];
  const keys = points.filter((key) => key !== undefined);
  const people = await itemsOf(db, viewer, "person", { keys, limit: PEOPLE });
  const leads: StoredLead[] = [];
  for (const contact of people.filter((id) => id !== person.id))
    leads.push(...(await newestLeadsOf(db, viewer, { column: "person_id", contact }, OF_OTHER_PERSON)));
  return leads;
}

/** Leads with a title near this one: of the same organization first, since a common title has many others. */
async function byTitle({ db, viewer, lead }: Asked): Promise<StoredLead[]> {
  const { near, further } = titleKeysAskedFor(lead.title);
  const { organization_id: organization } = lead;
  const seqs: number[] = [];
  if (organization !== null) {
    const keys = [...near, ...further];
    seqs.push(...(await itemsOf(db, viewer, "lead", { keys, organization, limit: OF_TITLE })));
  }
  for (const keys of [near, further])
    seqs.push(...(await itemsOf(db, viewer, "lead", { keys, limit: OF_TITLE })));
  return searchedLeads(db, viewer.company_id, [...new Set(seqs)]);
}

type Sought = { keys: readonly string[]; organization?: number; limit: number };

async function itemsOf(
  db: Db,
  viewer: Viewer,
  kind: ItemKind,
  { keys, organization, limit }: Sought,
): Promise<number[]> {
  if (keys.length === 0) return [];
  const tokens = createTokens(viewer.company_id, kind);
  const alike = any(keys.map((key): Query => ({ token: tokens.likeness(key) })));
  const query =
    organization === undefined ? alike : all([{ token: tokens.organization(organization) }, alike]);
  return findItems(db, { viewer, kind, query }, limit);
}

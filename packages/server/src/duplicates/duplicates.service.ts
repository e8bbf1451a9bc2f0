import {
  type DuplicatePair,
  type DuplicatesQuery,
  type Lead,
  LIKELY_DUPLICATE,
  type SimilarLead,
} from "@leadfoyer/contract";
import { contactNames } from "../contacts/contact-names.ts";
import type { LeadService } from "../leads/leads.service.ts";
import type { Actor } from "../lib/actor.ts";
import type { CursorPage } from "../lib/answers.ts";
import { decodeCursor, encodeCursor } from "../lib/cursor.ts";
import type { StoredPerson } from "../persons/person-changes.ts";
import { searchedPersons } from "../persons/person-search.ts";
import type { Storage } from "../storage/open.ts";
import { candidatesFor } from "./candidates.ts";
import { judge, type Likeness } from "./leads-alike.ts";
import { nextLeads, type Place } from "./walk.store.ts";

const DEFAULT_SCORE = 0.4;
const DEFAULT_LIMIT = 20;
/** Leads that are looked at for a page of pairs. */
const DEFAULT_WALK = 10;

type Alike = { seq: number; like: SimilarLead };
type Contacts = { persons: Map<number, StoredPerson>; organizations: Map<number, string> };

/** Finds leads that look like one entered twice. */
export function createDuplicateService({ storage, leads }: { storage: Storage; leads: LeadService }) {
  const { db } = storage;

  async function personsOf(actor: Actor, some: readonly Lead[]): Promise<Contacts["persons"]> {
    const ids = new Set(some.flatMap(({ person_id }) => person_id ?? []));
    const persons = await searchedPersons(db, actor, [...ids]);
    return new Map(persons.map((person) => [person.id, person]));
  }

  async function contactsOf(actor: Actor, some: readonly Lead[]): Promise<Contacts> {
    const ids = new Set(some.flatMap(({ organization_id }) => organization_id ?? []));
    const names = await contactNames(db, actor, "organizations", [...ids]);
    return {
      persons: await personsOf(actor, some),
      organizations: new Map(names.map(({ id, name }) => [id, name])),
    };
  }

  /** Leads like one, with their numbers, in no order. */
  async function alike(actor: Actor, lead: Lead, min_score: number): Promise<Alike[]> {
    const person = (await personsOf(actor, [lead])).get(lead.person_id ?? 0);
    const others = await candidatesFor({ db, viewer: actor, lead, person });
    const contacts = await contactsOf(actor, [lead, ...others.map((other) => other.lead)]);
    const own = toLikeness(lead, contacts);
    return others
      .map(({ seq, lead: other }) => ({ seq, like: toSimilar(own, other, contacts) }))
      .filter(({ like: { score, reasons } }) => reasons.length > 0 && score >= min_score);
  }

  return {
    /** Leads like one, the most alike first, as far as who asks sees them and their contacts. */
    async list(
      actor: Actor,
      id: string,
      { min_score = DEFAULT_SCORE, limit = DEFAULT_LIMIT }: { min_score?: number; limit?: number },
    ): Promise<SimilarLead[]> {
      const lead: Lead = JSON.parse((await leads.get(actor, id)).json);
      return (await alike(actor, lead, min_score))
        .map(({ like }) => like)
        .sort((a, b) => b.score - a.score || (a.lead.add_time < b.lead.add_time ? 1 : -1))
        .slice(0, limit);
    },

    /**
     * Pairs of leads that look alike, from the newest on: each once, with the lead that is newer, or not archived. So
     * many leads are looked at per page, whatever comes of it.
     */
    async pairs(
      actor: Actor,
      { cursor, limit = DEFAULT_WALK, min_score = LIKELY_DUPLICATE }: DuplicatesQuery,
    ): Promise<CursorPage<DuplicatePair>> {
      const { leads: walked, next } = await nextLeads(db, actor, placeOf(cursor), limit);
      const items: DuplicatePair[] = [];
      for (const own of walked) {
        for (const { seq, like } of await alike(actor, own.lead, min_score))
          if (like.lead.is_archived || isOlder({ seq, lead: like.lead }, own))
            items.push({ lead: own.lead, like });
      }
      return { items, next_cursor: next ? toCursor(next) : null };
    },
  };
}
export type DuplicateService = ReturnType<typeof createDuplicateService>;

const NEWEST: Place = { add_time: Number.MAX_SAFE_INTEGER, seq: Number.MAX_SAFE_INTEGER };

function placeOf(cursor: string | undefined): Place {
  if (cursor === undefined) return NEWEST;
  const { fieldValue: add_time, id: seq } = decodeCursor(cursor, "add_time", "desc");
  return { add_time, seq };
}

const toCursor = ({ add_time, seq }: Place): string =>
  encodeCursor({ field: "add_time", fieldValue: add_time, sortDirection: "desc", id: seq });

type Numbered = { seq: number; lead: Lead };

const isOlder = (one: Numbered, other: Numbered): boolean =>
  one.lead.add_time === other.lead.add_time ? one.seq < other.seq : one.lead.add_time < other.lead.add_time;

function toSimilar(own: Likeness, lead: Lead, contacts: Contacts): SimilarLead {
  const likeness = toLikeness(lead, contacts);
  const names = {
    person_name: likeness.person?.name ?? null,
    organization_name: likeness.organization?.name ?? null,
  };
  return { lead, ...names, ...judge(own, likeness) };
}

function toLikeness(lead: Lead, { persons, organizations }: Contacts): Likeness {
  const person = persons.get(lead.person_id ?? 0);
  const organization = organizations.get(lead.organization_id ?? 0);
  return {
    title: lead.title,
    person: person && {
      id: person.id,
      name: person.name,
      emails: person.emails.map(({ value }) => value),
      phones: person.phones.map(({ value }) => value),
    },
    organization:
      organization === undefined ? undefined : { id: lead.organization_id ?? 0, name: organization },
  };
}

import type { Lead, SimilarLead } from "@leadfoyer/contract";
import { contactNames } from "../contacts/contact-names.ts";
import type { LeadService } from "../leads/leads.service.ts";
import type { Actor } from "../lib/actor.ts";
import type { StoredPerson } from "../persons/person-changes.ts";
import { searchedPersons } from "../persons/person-search.ts";
import type { Storage } from "../storage/open.ts";
import { candidatesFor } from "./candidates.ts";
import { judge, type Likeness } from "./leads-alike.ts";

const DEFAULT_SCORE = 0.4;
const DEFAULT_LIMIT = 20;

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

  return {
    /** Leads like one, the most alike first, as far as who asks sees them and their contacts. */
    async list(
      actor: Actor,
      id: string,
      { min_score = DEFAULT_SCORE, limit = DEFAULT_LIMIT }: { min_score?: number; limit?: number },
    ): Promise<SimilarLead[]> {
      const lead: Lead = JSON.parse((await leads.get(actor, id)).json);
      const person = (await personsOf(actor, [lead])).get(lead.person_id ?? 0);
      const others = await candidatesFor({ db, viewer: actor, lead, person });
      const contacts = await contactsOf(actor, [lead, ...others.map((other) => other.lead)]);
      const own = toLikeness(lead, contacts);
      return others
        .map((other) => toSimilar(own, other.lead, contacts))
        .filter(({ score, reasons }) => reasons.length > 0 && score >= min_score)
        .sort((a, b) => b.score - a.score || (a.lead.add_time < b.lead.add_time ? 1 : -1))
        .slice(0, limit);
    },
  };
}
export type DuplicateService = ReturnType<typeof createDuplicateService>;

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

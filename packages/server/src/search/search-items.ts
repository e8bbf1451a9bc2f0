import type {
  DealSearchItem,
  Found,
  OrganizationSearchItem,
  PersonSearchItem,
  SearchItem,
} from "@leadfoyer/contract";
import type { StoredDeal } from "../deals/deal-changes.ts";
import { dealMailAddress } from "../deals/deal-mail.ts";
import { dealSearch, searchedDeals } from "../deals/deal-search.ts";
import { type FoundLead, foundLeads } from "../leads/lead-found.ts";
import type { Viewer } from "../lib/actor.ts";
import type { Json } from "../lib/answers.ts";
import { toSpacedTime } from "../lib/clock.ts";
import type { StoredOrganization } from "../organizations/organization-changes.ts";
import { organizationSearch, searchedOrganizations } from "../organizations/organization-search.ts";
import { type ShownOrganization, shownOrganizations } from "../organizations/organization-shown.store.ts";
import type { StoredPerson } from "../persons/person-changes.ts";
import { personSearch, searchedPersons } from "../persons/person-search.ts";
import { type ShownPerson, shownPersons } from "../persons/person-shown.store.ts";
import { stageNames } from "../pipelines/stage-names.ts";
import type { Db } from "../storage/db.ts";
import type { ItemKind } from "./search-tokens.ts";
import type { Hit } from "./search-walk.ts";

export type Further = { was_seen?: boolean; picture?: boolean; cc_email?: boolean };

type Shown = {
  company_domain: string;
  further: Further;
  /** Whether a text is one the term was found in: of notes and custom fields, those alone are shown. */
  standsIn: (text: string) => boolean;
};

/** What of an item is searched beside itself: values of custom fields by key, and notes. */
type More = { custom: Map<string, string>; notes: string[] };

type Things = {
  leads: Map<number, FoundLead>;
  persons: Map<number, StoredPerson>;
  organizations: Map<number, StoredOrganization>;
  deals: Map<number, StoredDeal>;
  /** The names of their stages. */
  stages: Map<number, string>;
  /** The contacts they all point at. */
  contacts: { persons: Map<number, ShownPerson>; organizations: Map<number, ShownOrganization> };
  more: Record<Exclude<ItemKind, "lead">, Map<number, More>>;
};

/**
 * What was found, as it is shown, with the contacts it points at as far as they are seen: a handful of queries,
 * whatever the number of items.
 */
export async function toItems(
  db: Db,
  viewer: Viewer,
  hits: readonly Hit[],
  shown: Shown,
): Promise<Json<Found<SearchItem>[]>> {
  if (hits.length === 0) return { json: "" };
  const things = await gather(db, viewer, hits);
  const items = hits.flatMap(({ kind, item, score }) => {
    const found = present[kind](item, things, shown);
    return found ? [`{"result_score":${score},"item":${found}}`] : []; // gone since it was found
  });
  return { json: items.join() };
}

async function gather(db: Db, viewer: Viewer, hits: readonly Hit[]): Promise<Things> {
  const company = viewer.company_id;
  const of = (kind: ItemKind) => hits.filter((hit) => hit.kind === kind);
  const idsOf = (kind: ItemKind) => of(kind).map(({ item }) => item);
  const leads = await foundLeads(db, company, of("lead"));
  const deals = byId(await searchedDeals(db, viewer, idsOf("deal")));
  const persons = byId(await searchedPersons(db, viewer, idsOf("person")));
  const organizations = byId(await searchedOrganizations(db, viewer, idsOf("organization")));
  const stages = deals.size > 0 ? await stageNames(db, company) : new Map<number, string>();
  const more = {
    person: await personSearch.texts(db, company, [...persons.values()]),
    deal: await dealSearch.texts(db, company, [...deals.values()]),
    organization: await organizationSearch.texts(db, company, [...organizations.values()]),
  };
  const contacts = await contactsOf(db, viewer, { leads, deals, persons });
  return { leads, deals, stages, persons, organizations, contacts, more };
}

async function contactsOf(
  db: Db,
  viewer: Viewer,
  { leads, deals, persons }: Pick<Things, "leads" | "deals" | "persons">,
): Promise<Things["contacts"]> {
  const personIds = new Set<number>();
  const organizationIds = new Set<number>();
  const point = (to: Set<number>, id: number | null) => void (id !== null && to.add(id));
  for (const { person_id, organization_id } of leads.values()) {
    point(personIds, person_id);
    point(organizationIds, organization_id);
  }
  for (const { person_id, org_id } of deals.values()) {
    point(personIds, person_id);
    point(organizationIds, org_id);
  }
  for (const { org_id } of persons.values()) point(organizationIds, org_id);
  return {
    persons: await shownPersons(db, viewer, [...personIds]),
    organizations: await shownOrganizations(db, viewer, [...organizationIds]),
  };
}

const byId = <T extends { id: number }>(things: readonly T[]): Map<number, T> =>
  new Map(things.map((thing) => [thing.id, thing]));

/** Items as JSON. */
const present: Record<ItemKind, (item: number, things: Things, shown: Shown) => string | undefined> = {
  lead: (item, things, shown) => {
    const lead = things.leads.get(item);
    return lead && toLeadItem(lead, things, shown);
  },
  deal: (item, things, shown) => {
    const deal = things.deals.get(item);
    return deal && JSON.stringify(toDealItem(deal, things, shown));
  },
  person: (item, things, shown) => {
    const person = things.persons.get(item);
    return person && JSON.stringify(toPersonItem(person, things, shown));
  },
  organization: (item, things, shown) => {
    const organization = things.organizations.get(item);
    return organization && JSON.stringify(toOrganizationItem(organization, things, shown));
  },
};

/** Of notes and custom values, those the term was found in. */
function textsOf(more: More | undefined, { standsIn }: Shown) {
  const custom_fields = [...(more?.custom.values() ?? [])].filter(standsIn);
  return { custom_fields, notes: more?.notes.filter(standsIn) ?? [] };
}

/** A `LeadSearchItem`. */
function toLeadItem(lead: FoundLead, { contacts }: Things, { further, standsIn }: Shown): string {
  const { head, tail, custom, notes } = lead;
  const person = contacts.persons.get(lead.person_id ?? 0);
  const organization = contacts.organizations.get(lead.organization_id ?? 0);
  const names = `"person":${named(person)},"organization":${organization ? JSON.stringify(organization) : null}`;
  const reached = `"phones":${person?.phones ?? "[]"},"emails":${person?.emails ?? "[]"}`;
  const texts = `"custom_fields":${saying(custom, standsIn)},"notes":${saying(notes, standsIn)}`;
  const rest = further.was_seen ? tail : tail.slice(0, tail.lastIndexOf(","));
  return `{${head},${names},${reached},${texts},${rest}}`;
}

const named = (person: ShownPerson | undefined): string | null =>
  person ? `{"id":${person.id},"name":${JSON.stringify(person.name)}}` : null;

const saying = (texts: readonly string[], standsIn: Shown["standsIn"]): string =>
  texts.length === 0 ? "[]" : JSON.stringify(texts.filter(standsIn));

function toDealItem(deal: StoredDeal, things: Things, shown: Shown): DealSearchItem {
  const person = things.contacts.persons.get(deal.person_id ?? 0);
  return {
    id: deal.id,
    type: "deal",
    title: deal.title,
    value: deal.value,
    currency: deal.currency,
    status: deal.status,
    visible_to: deal.visible_to,
    owner: { id: deal.owner_id },
    stage: { id: deal.stage_id, name: things.stages.get(deal.stage_id) ?? "" },
    person: person ? { id: person.id, name: person.name } : null,
    organization: things.contacts.organizations.get(deal.org_id ?? 0) ?? null,
    ...textsOf(things.more.deal.get(deal.id), shown),
    is_archived: deal.is_archived,
    ...(shown.further.cc_email && { cc_email: dealMailAddress(shown, deal.id) }),
  };
}

function toPersonItem(person: StoredPerson, things: Things, shown: Shown): PersonSearchItem {
  const { custom_fields, notes } = textsOf(things.more.person.get(person.id), shown);
  const ownNotes = person.notes !== null && shown.standsIn(person.notes) ? [person.notes] : [];
  return {
    id: person.id,
    type: "person",
    name: person.name,
    phones: valuesOf(person.phones),
    emails: valuesOf(person.emails),
    primary_email: person.emails.find(({ primary }) => primary)?.value ?? null,
    visible_to: person.visible_to,
    owner: { id: person.owner_id },
    organization: things.contacts.organizations.get(person.org_id ?? 0) ?? null,
    custom_fields,
    notes: [...ownNotes, ...notes],
    update_time: person.update_time === null ? null : toSpacedTime(person.update_time),
    ...(shown.further.picture && { picture: null }),
  };
}

const toOrganizationItem = (
  organization: StoredOrganization,
  things: Things,
  shown: Shown,
): OrganizationSearchItem => ({
  id: organization.id,
  type: "organization",
  name: organization.name,
  address: organization.address?.value ?? null,
  visible_to: organization.visible_to,
  owner: { id: organization.owner_id },
  ...textsOf(things.more.organization.get(organization.id), shown),
});

const valuesOf = (points: readonly { value: string }[]): string[] => points.map(({ value }) => value);

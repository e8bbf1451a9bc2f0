import type {
  DealSearchItem,
  Found,
  LeadSearchItem,
  OrganizationSearchItem,
  PersonSearchItem,
  SearchItem,
} from "@leadfoyer/contract";
import type { StoredDeal } from "../deals/deal-changes.ts";
import { dealMailAddress } from "../deals/deal-mail.ts";
import { dealSearch, searchedDeals } from "../deals/deal-search.ts";
import { leadTexts, searchedLeads } from "../leads/lead-search.ts";
import type { StoredLead } from "../leads/leads.store.ts";
import type { Viewer } from "../lib/actor.ts";
import { toSpacedTime } from "../lib/clock.ts";
import type { StoredOrganization } from "../organizations/organization-changes.ts";
import { organizationSearch, searchedOrganizations } from "../organizations/organization-search.ts";
import type { StoredPerson } from "../persons/person-changes.ts";
import { personSearch, searchedPersons } from "../persons/person-search.ts";
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
  leads: Map<number, StoredLead>;
  persons: Map<number, StoredPerson>;
  organizations: Map<number, StoredOrganization>;
  deals: Map<number, StoredDeal>;
  /** The names of their stages. */
  stages: Map<number, string>;
  more: Record<ItemKind, Map<number, More>>;
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
): Promise<Found<SearchItem>[]> {
  const things = await gather(db, viewer, hits);
  return hits.flatMap(({ kind, item, score }) => {
    const found = present[kind](item, things, shown);
    return found ? [{ result_score: score, item: found }] : []; // gone since it was found
  });
}

async function gather(db: Db, viewer: Viewer, hits: readonly Hit[]): Promise<Things> {
  const of = (kind: ItemKind) => hits.filter((hit) => hit.kind === kind).map(({ item }) => item);
  const leads = byKey(await searchedLeads(db, viewer.company_id, of("lead")), ({ seq }) => seq);
  const deals = byKey(await searchedDeals(db, viewer, of("deal")), ({ id }) => id);
  const stages = deals.size > 0 ? await stageNames(db, viewer.company_id) : new Map<number, string>();
  const personIds = [
    ...[...leads.values()].flatMap(({ lead }) => lead.person_id ?? []),
    ...[...deals.values()].flatMap(({ person_id }) => person_id ?? []),
  ];
  const persons = byKey(await searchedPersons(db, viewer, [...of("person"), ...personIds]), ({ id }) => id);
  const organizationIds = [
    ...of("organization"),
    ...[...leads.values()].flatMap(({ lead }) => lead.organization_id ?? []),
    ...[...deals.values()].flatMap(({ org_id }) => org_id ?? []),
    ...of("person").flatMap((id) => persons.get(id)?.org_id ?? []),
  ];
  const organizations = byKey(await searchedOrganizations(db, viewer, organizationIds), ({ id }) => id);
  const found = <T>(kind: ItemKind, things: Map<number, T>) => of(kind).flatMap((id) => things.get(id) ?? []);
  const company = viewer.company_id;
  const more = {
    lead: await leadTexts(db, company, [...leads.values()]),
    person: await personSearch.texts(db, company, found("person", persons)),
    deal: await dealSearch.texts(db, company, found("deal", deals)),
    organization: await organizationSearch.texts(db, company, found("organization", organizations)),
  };
  return { leads, deals, stages, persons, organizations, more };
}

const byKey = <T>(things: readonly T[], key: (thing: T) => number): Map<number, T> =>
  new Map(things.map((thing) => [key(thing), thing]));

const present: Record<ItemKind, (item: number, things: Things, shown: Shown) => SearchItem | undefined> = {
  lead: (item, things, shown) => {
    const stored = things.leads.get(item);
    return stored && toLeadItem(stored, things, shown);
  },
  deal: (item, things, shown) => {
    const deal = things.deals.get(item);
    return deal && toDealItem(deal, things, shown);
  },
  person: (item, things, shown) => {
    const person = things.persons.get(item);
    return person && toPersonItem(person, things, shown);
  },
  organization: (item, things, shown) => {
    const organization = things.organizations.get(item);
    return organization && toOrganizationItem(organization, things, shown);
  },
};

/** Of notes and custom values, those the term was found in. */
function textsOf(more: More | undefined, { standsIn }: Shown) {
  const custom_fields = [...(more?.custom.values() ?? [])].filter(standsIn);
  return { custom_fields, notes: more?.notes.filter(standsIn) ?? [] };
}

function toLeadItem({ seq, lead }: StoredLead, things: Things, shown: Shown): LeadSearchItem {
  const person = things.persons.get(lead.person_id ?? 0);
  return {
    id: lead.id,
    type: "lead",
    title: lead.title,
    owner: { id: lead.owner_id },
    person: person ? { id: person.id, name: person.name } : null,
    organization: brief(things.organizations.get(lead.organization_id ?? 0)),
    phones: valuesOf(person?.phones),
    emails: valuesOf(person?.emails),
    ...textsOf(things.more.lead.get(seq), shown),
    value: lead.value?.amount ?? null,
    currency: lead.value?.currency ?? null,
    visible_to: Number(lead.visible_to) as LeadSearchItem["visible_to"], // the same four values, as numbers
    is_archived: lead.is_archived,
    ...(shown.further.was_seen && { was_seen: lead.was_seen }),
  };
}

function toDealItem(deal: StoredDeal, things: Things, shown: Shown): DealSearchItem {
  const person = things.persons.get(deal.person_id ?? 0);
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
    organization: brief(things.organizations.get(deal.org_id ?? 0)),
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
    organization: brief(things.organizations.get(person.org_id ?? 0)),
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

const brief = (organization: StoredOrganization | undefined) =>
  organization
    ? { id: organization.id, name: organization.name, address: organization.address?.value ?? null }
    : null;

const valuesOf = (points: readonly { value: string }[] = []): string[] => points.map(({ value }) => value);

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
import { foundLeads } from "../leads/lead-found.ts";
import type { Viewer } from "../lib/actor.ts";
import type { JsonBytes } from "../lib/answers.ts";
import { toByteText } from "../lib/byte-text.ts";
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
import { type Hit, itemsOf } from "./search-walk.ts";

export type Further = { was_seen?: boolean; picture?: boolean; cc_email?: boolean };

type Shown = {
  company_domain: string;
  further: Further;
  /** Whether a text is one the term was found in: of notes and custom fields, those alone are shown. */
  standsIn: (text: string) => boolean;
  /** Leaves those of texts in one JSON in ASCII, as a byte text. */
  said: (texts: string) => string;
};

/** What of an item is searched beside itself: values of custom fields by key, and notes. */
type More = { custom: Map<string, string>; notes: string[] };

type Things = {
  persons: Map<number, StoredPerson>;
  organizations: Map<number, StoredOrganization>;
  deals: Map<number, StoredDeal>;
  /** The names of their stages. */
  stages: Map<number, string>;
  /** The contacts they all point at. */
  contacts: { persons: Map<number, ShownPerson>; organizations: Map<number, ShownOrganization> };
  more: Record<OtherKind, Map<number, More>>;
};
type OtherKind = Exclude<ItemKind, "lead">;

/**
 * What was found, as it is shown, with the contacts it points at as far as they are seen: a handful of queries,
 * whatever the number of items.
 */
export async function toItems(
  db: Db,
  viewer: Viewer,
  hits: readonly Hit[],
  shown: Shown,
): Promise<JsonBytes<Found<SearchItem>[]>> {
  const { standsIn, said, further } = shown;
  const asked = { db, viewer, standsIn, said, wasSeen: further.was_seen ?? false };
  const leads = (await foundLeads(asked, hits.filter(isLead))).values();
  const others = await otherItems(
    db,
    viewer,
    hits.filter((hit) => !isLead(hit)),
    shown,
  );
  let items = "";
  for (const hit of hits) {
    const item = isLead(hit) ? leads.next().value : others.get(hit);
    if (!item) continue; // gone since it was found
    items += `${items && ","}{"result_score":${hit.score},"item":${item}}`;
  }
  return { bytes: items };
}

const isLead = ({ kind }: Hit): boolean => kind === "lead";

/** All but leads, as byte texts. */
async function otherItems(
  db: Db,
  viewer: Viewer,
  hits: readonly Hit[],
  shown: Shown,
): Promise<Map<Hit, string>> {
  if (hits.length === 0) return new Map();
  const items = [...(await itemsOf(db, viewer.company_id, hits))];
  const idsOf = (of: OtherKind) => items.filter(([{ kind }]) => kind === of).map(([, item]) => item);
  const things = await gather(db, viewer, idsOf);
  return new Map(
    items.flatMap(([hit, item]) => {
      const found = present[hit.kind as OtherKind](item, things, shown); // leads are told apart before
      return found ? [[hit, toByteText(JSON.stringify(found))]] : [];
    }),
  );
}

async function gather(db: Db, viewer: Viewer, idsOf: (kind: OtherKind) => number[]): Promise<Things> {
  const company = viewer.company_id;
  const deals = byId(await searchedDeals(db, viewer, idsOf("deal")));
  const persons = byId(await searchedPersons(db, viewer, idsOf("person")));
  const organizations = byId(await searchedOrganizations(db, viewer, idsOf("organization")));
  const stages = deals.size > 0 ? await stageNames(db, company) : new Map<number, string>();
  const more = {
    person: await personSearch.texts(db, company, [...persons.values()]),
    deal: await dealSearch.texts(db, company, [...deals.values()]),
    organization: await organizationSearch.texts(db, company, [...organizations.values()]),
  };
  const contacts = await contactsOf(db, viewer, { deals, persons });
  return { deals, stages, persons, organizations, contacts, more };
}

async function contactsOf(
  db: Db,
  viewer: Viewer,
  { deals, persons }: Pick<Things, "deals" | "persons">,
): Promise<Things["contacts"]> {
  const personIds = new Set<number>();
  const organizationIds = new Set<number>();
  const point = (to: Set<number>, id: number | null) => void (id !== null && to.add(id));
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

const present: Record<OtherKind, (item: number, things: Things, shown: Shown) => SearchItem | undefined> = {
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

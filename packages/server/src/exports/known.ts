import { fieldSet } from "../fields/fields.store.ts";
import { listLabels } from "../labels/labels.store.ts";
import type { Viewer } from "../lib/actor.ts";
import type { StoredOrganization } from "../organizations/organization-changes.ts";
import { searchedOrganizations } from "../organizations/organization-search.ts";
import type { StoredPerson } from "../persons/person-changes.ts";
import { searchedPersons } from "../persons/person-search.ts";
import type { Db } from "../storage/db.ts";
import { listUsers } from "../users/users.store.ts";

type Contacts = {
  persons: ReadonlyMap<number, StoredPerson>;
  organizations: ReadonlyMap<number, StoredOrganization>;
};

/** What leads point at, as far as who asks sees it. */
export type Known = Contacts & {
  /** Names of users by id, and of labels. */
  users: ReadonlyMap<number, string>;
  labels: ReadonlyMap<string, string>;
};

/** Ids of contacts, each as often as it is pointed at. */
export type Pointed = { persons: readonly number[]; organizations: readonly number[] };

/** What all leads of a company share. */
export async function knownOfCompany(db: Db, company: number) {
  return {
    fields: await fieldSet(db, company),
    users: new Map((await listUsers(db, company)).map(({ id, name }) => [id, name])),
    labels: new Map((await listLabels(db, company)).map(({ id, name }) => [id, name])),
  };
}

/** The contacts that some leads point at. */
export const knownContacts = async (db: Db, viewer: Viewer, pointed: Pointed): Promise<Contacts> => ({
  persons: byId(await searchedPersons(db, viewer, [...new Set(pointed.persons)])),
  organizations: byId(await searchedOrganizations(db, viewer, [...new Set(pointed.organizations)])),
});

const byId = <T extends { id: number }>(things: readonly T[]): Map<number, T> =>
  new Map(things.map((thing) => [thing.id, thing]));

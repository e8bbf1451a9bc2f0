import * as Type from "typebox";
import { readContacts, writeContacts } from "./contacts.ts";
import { readDeals, writeDeals } from "./deals.ts";
import { endpoint, type Scope } from "./endpoint.ts";
import { cursorQuery, Id, offsetQuery, SecondTime, SpacedTime, Uuid } from "./scalars.ts";

/** A user who follows something, and so sees it whatever its `visible_to`. */
export const Follower = Type.Object({ user_id: Id, add_time: SecondTime });
export type Follower = Type.Static<typeof Follower>;

const strict = { additionalProperties: false } as const;
const NewFollower = Type.Object({ user_id: Id });
const StrictNewFollower = Type.Object({ user_id: Id }, strict);
const one = Type.Object({ id: Id });
const oneFollower = Type.Object({ id: Id, follower_id: Id });

const personKey = { person_id: Id };
const organizationKey = { org_id: Id };
const dealKey = { deal_id: Id };

/** A follower as v1 shows it: `id` is that of the relationship. */
const followerV1 = <K extends Record<string, Type.TSchema>>(key: K) =>
  Type.Object({ user_id: Id, id: Id, ...key, add_time: SpacedTime });

export type ContactFollowerV1 = { user_id: number; id: number; add_time: string };

type Access = { read: readonly Scope[]; write: readonly Scope[] };

/** The endpoints of the followers of persons, organizations or deals, v1. */
function followersV1<
  K extends Record<string, Type.TSchema>,
  const Thing extends "persons" | "organizations" | "deals",
  const Name extends string,
>(thing: Thing, name: Name, { read, write, ...key }: K & Access) {
  const common = { family: "v1", tag: "Followers", status: 200 } as const;
  const path = `/v1/${thing}/{id}/followers` as const;
  const data = followerV1(key as unknown as K); // what is left when the scopes are taken out
  return {
    list: endpoint({
      ...common,
      operation: `get${name}Followers`,
      method: "GET",
      path,
      summary: "List the users who follow it",
      scopes: read,
      cost: 20,
      params: one,
      query: Type.Object(offsetQuery),
      data,
      list: "offset",
    }),
    add: endpoint({
      ...common,
      operation: `add${name}Follower`,
      method: "POST",
      path,
      summary: "Let a user follow it, who will see it from then on",
      scopes: write,
      cost: 10,
      params: one,
      body: NewFollower,
      data,
    }),
    remove: endpoint({
      ...common,
      operation: `delete${name}Follower`,
      method: "DELETE",
      path: `${path}/{follower_id}` as const,
      summary: "End a following, by its own id",
      scopes: write,
      cost: 6,
      params: oneFollower,
      data: Type.Object({ id: Id }),
    }),
    viewers: endpoint({
      ...common,
      operation: `get${name}Users`,
      method: "GET",
      path: `/v1/${thing}/{id}/permittedUsers` as const,
      summary: "List the ids of the users who may see it",
      scopes: read,
      cost: 10,
      params: one,
      data: Id,
      list: "all",
    }),
  };
}

type V2<Path extends string, IdOf extends Type.TSchema> = { path: Path; name: string; id: IdOf } & Access;

/** The endpoints of followers in v2, where a follower is known by the user. */
function followersV2<const Path extends string, IdOf extends Type.TSchema>({
  path,
  name,
  id,
  read,
  write,
}: V2<Path, IdOf>) {
  const common = { family: "v2", tag: "Followers" } as const;
  const params = Type.Object({ id });
  return {
    list: endpoint({
      ...common,
      operation: `get${name}Followers`,
      method: "GET",
      path,
      summary: "List the users who follow it",
      scopes: read,
      cost: 10,
      params,
      query: Type.Object(cursorQuery, strict),
      status: 200,
      data: Follower,
      list: "cursor",
    }),
    add: endpoint({
      ...common,
      operation: `add${name}Follower`,
      method: "POST",
      path,
      summary: "Let a user follow it, who will see it from then on",
      scopes: write,
      cost: 5,
      params,
      body: StrictNewFollower,
      status: 201,
      data: Follower,
    }),
    remove: endpoint({
      ...common,
      operation: `delete${name}Follower`,
      method: "DELETE",
      path: `${path}/{follower_id}` as const,
      summary: "End a user's following",
      scopes: write,
      cost: 3,
      params: Type.Object({ id, follower_id: Id }),
      status: 200,
      data: Type.Object({ user_id: Id }),
    }),
  };
}

const ofContacts = { read: readContacts, write: writeContacts };
const ofDeals = { read: readDeals, write: writeDeals };
export const personFollowersV1 = followersV1("persons", "Person", { ...personKey, ...ofContacts });
export const organizationFollowersV1 = followersV1("organizations", "Organization", {
  ...organizationKey,
  ...ofContacts,
});
export const dealFollowersV1 = followersV1("deals", "Deal", { ...dealKey, ...ofDeals });

const contacts = { id: Id, ...ofContacts };
export const personFollowers = followersV2({
  ...contacts,
  path: "/api/v2/persons/{id}/followers",
  name: "Person",
});
export const organizationFollowers = followersV2({
  ...contacts,
  path: "/api/v2/organizations/{id}/followers",
  name: "Organization",
});

export const dealFollowers = followersV2({
  id: Id,
  ...ofDeals,
  path: "/api/v2/deals/{id}/followers",
  name: "Deal",
});

/** Pipedrive's API has none for leads. */
export const leadFollowers = followersV2({
  path: "/foyer/leads/{id}/followers",
  name: "Lead",
  id: Uuid,
  read: ["leads:read", "leads:full"],
  write: ["leads:full"],
});
export type FollowerEndpoints =
  | typeof personFollowers
  | typeof organizationFollowers
  | typeof dealFollowers
  | typeof leadFollowers;

export const followerEndpoints = [
  ...Object.values(personFollowersV1),
  ...Object.values(organizationFollowersV1),
  ...Object.values(dealFollowersV1),
  ...Object.values(personFollowers),
  ...Object.values(organizationFollowers),
  ...Object.values(dealFollowers),
  ...Object.values(leadFollowers),
];

import type { Answer, TestApp } from "../app.ts";

/** Someone who asks. `groups` are the groups from the top of the tree down to their own. */
export type Member = { name: string; id: number; token: string; admin: boolean; groups: readonly string[] };

/** What someone may or may not see. */
export type Item = { id: string; owner: Member; visible_to: number; followers: readonly Member[] };

/** Asks something in the name of a member. */
export type Ask = (method: string, url: string, body?: unknown) => Promise<Answer>;

export const askAs =
  (app: TestApp, { token }: Member): Ask =>
  (method, url, body) =>
    app.request(method, url, { token, ...(body === undefined ? {} : { body }) });

/** The rule in plain words: everything else must agree with it. */
export function maySee(member: Member, { owner, visible_to, followers }: Item): boolean {
  if (member.admin || member === owner || followers.includes(member)) return true;
  const ownersGroup = owner.groups.at(-1) ?? "";
  if (visible_to === 7) return true;
  if (visible_to === 5) return member.groups.includes(ownersGroup);
  return visible_to === 3 && member.groups.at(-1) === ownersGroup;
}

async function addMember(app: TestApp, name: string, groups: readonly string[], group: number) {
  const email = `${name}@${app.domain}.test`;
  const user = { name, email, is_admin: false, password_hash: null, visibility_group_id: group };
  const id = await app.services.users.add(app.actor, user);
  const { secret } = await app.services.tokens.create(app.actor, { user_id: id, name, scopes: null });
  return { name, id, token: secret, admin: false, groups };
}

const administrator = (app: TestApp): Member => ({
  name: "admin",
  id: app.actor.user_id,
  token: app.token,
  admin: true,
  groups: ["top"],
});

/** A company as it begins: all in one group. */
export async function oneGroup(app: TestApp): Promise<Member[]> {
  return [
    administrator(app),
    await addMember(app, "ben", ["top"], 1),
    await addMember(app, "cat", ["top"], 1),
  ];
}

/** A company with groups side by side and below each other. */
export async function manyGroups(app: TestApp): Promise<Member[]> {
  const add = async (name: string, parent_id: number) =>
    (await app.services.groups.add(app.actor, { name, parent_id })).id;
  const sales = await add("sales", 1);
  const north = await add("north", sales);
  const help = await add("help", 1);
  return [
    administrator(app),
    await addMember(app, "ben", ["top"], 1),
    await addMember(app, "sue", ["top", "sales"], sales),
    await addMember(app, "sam", ["top", "sales"], sales),
    await addMember(app, "nat", ["top", "sales", "north"], north),
    await addMember(app, "hal", ["top", "help"], help),
  ];
}

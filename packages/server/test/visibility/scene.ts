import type { Answer, TestApp } from "../app.ts";

/** Someone who asks. `roles` are those above theirs, from the top down, and their own. */
export type Member = { name: string; id: number; token: string; admin: boolean; roles: readonly string[] };

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
  if (visible_to === 7) return true;
  const [role, theirs] = [member.roles.at(-1) ?? "", owner.roles.at(-1) ?? ""];
  if (role === theirs) return visible_to !== 1;
  if (owner.roles.includes(role)) return true;
  return visible_to === 5 && member.roles.includes(theirs);
}

const addMember = async (
  app: TestApp,
  name: string,
  roles: readonly string[],
  role: number,
): Promise<Member> => ({
  ...(await app.colleague(name, role)),
  name,
  admin: false,
  roles,
});

const administrator = (app: TestApp): Member => ({
  name: "admin",
  id: app.actor.user_id,
  token: app.token,
  admin: true,
  roles: ["first"],
});

/** A company as it begins: all in one group. */
export async function oneGroup(app: TestApp): Promise<Member[]> {
  const add = (name: string) => addMember(app, name, ["first"], 1);
  return [administrator(app), await add("ben"), await add("cat")];
}

/** A company with groups side by side and below each other. */
export async function manyGroups(app: TestApp): Promise<Member[]> {
  const add = async (name: string, parent_role_id?: number): Promise<number> =>
    (await app.data("POST", "/v1/roles", { name, ...(parent_role_id && { parent_role_id }) })).id;
  const sales = await add("sales");
  const north = await add("north", sales);
  const city = await add("city", north);
  const help = await add("help");
  return [
    administrator(app),
    await addMember(app, "ben", ["first"], 1),
    await addMember(app, "sue", ["sales"], sales),
    await addMember(app, "nat", ["sales", "north"], north),
    await addMember(app, "ned", ["sales", "north"], north),
    await addMember(app, "cid", ["sales", "north", "city"], city),
    await addMember(app, "hal", ["help"], help),
  ];
}

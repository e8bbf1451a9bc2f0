import { expect } from "vitest";
import { idNumber } from "../fixtures.ts";
import { asItem, pluck } from "../json.ts";
import type { Scene } from "../scene.ts";
import type { Check } from "./check.ts";

const UNKNOWN_ID = 999_999;
const SECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

type Kind = { name: "Person" | "Organization"; key: string; add(scene: Scene): Promise<number> };

const kinds: Kind[] = [
  { name: "Person", key: "person_id", add: ({ given }) => given.person() },
  { name: "Organization", key: "org_id", add: ({ given }) => given.organization() },
];

const v1Of = ({ name, key, add }: Kind): Check[] => {
  const [list, follow, end, users] = [
    `get${name}Followers`,
    `add${name}Follower`,
    `delete${name}Follower`,
    `get${name}Users`,
  ] as const;
  return [
    {
      operation: follow,
      fact: "answers the follower, whom the list then shows",
      async run(scene) {
        const [id, user_id] = [await add(scene), await scene.given.user()];
        const follower = await scene.one(follow, { id, body: { user_id } });
        expect(follower).toMatchObject({ user_id, [key]: id });
        expect(await scene.list(list, { id })).toEqual([follower]);
      },
    },
    {
      operation: list,
      fact: "shows nobody until somebody follows; what never was is 404",
      async run(scene) {
        expect(await scene.list(list, { id: await add(scene) })).toEqual([]);
        expect((await scene.refused(list, { id: UNKNOWN_ID })).status).toBe(404);
      },
    },
    {
      operation: end,
      fact: "ends it by the id of the following",
      async run(scene) {
        const [id, user_id] = [await add(scene), await scene.given.user()];
        const follower_id = idNumber(await scene.one(follow, { id, body: { user_id } }));
        expect(await scene.one(end, { id, follower_id })).toEqual({ id: follower_id });
        expect(await scene.list(list, { id })).toEqual([]);
      },
    },
    {
      operation: users,
      fact: "lists the ids of who may see it",
      async run(scene) {
        const { body } = await scene.call(users, { id: await add(scene) });
        expect(asItem(body).data).toContain(await scene.given.user());
      },
    },
  ];
};

const v2Of = ({ name, add }: Kind): Check[] => {
  const [list, follow, end] = [
    `v2 get${name}Followers`,
    `v2 add${name}Follower`,
    `v2 delete${name}Follower`,
  ] as const;
  return [
    {
      operation: follow,
      fact: "answers 201 with the follower",
      async run(scene) {
        const [id, user_id] = [await add(scene), await scene.given.user()];
        const { status, body } = await scene.call(follow, { id, body: { user_id } });
        expect([status, asItem(body).data]).toEqual([
          201,
          { user_id, add_time: expect.stringMatching(SECONDS) },
        ]);
        expect(pluck(await scene.list(list, { id }), "user_id")).toEqual([user_id]);
      },
    },
    {
      operation: list,
      fact: "shows nobody until somebody follows; what never was is 404",
      async run(scene) {
        expect(await scene.list(list, { id: await add(scene) })).toEqual([]);
        expect((await scene.refused(list, { id: UNKNOWN_ID })).status).toBe(404);
      },
    },
    {
      operation: end,
      fact: "ends it by the user",
      async run(scene) {
        const [id, user_id] = [await add(scene), await scene.given.user()];
        await scene.one(follow, { id, body: { user_id } });
        expect(await scene.one(end, { id, follower_id: user_id })).toEqual({ user_id });
        expect(await scene.list(list, { id })).toEqual([]);
      },
    },
  ];
};

export const followerChecks: Check[] = kinds.flatMap((kind) => [...v1Of(kind), ...v2Of(kind)]);

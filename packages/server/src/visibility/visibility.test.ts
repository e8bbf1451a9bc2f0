import { beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp, useOwnDatabase } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";
import {
  type Ask,
  askAs,
  type Item,
  type Member,
  manyGroups,
  maySee,
  oneGroup,
} from "../../test/visibility/scene.ts";
import type { Thing } from "../../test/visibility/thing.ts";
import { things } from "../../test/visibility/things.ts";

useOwnDatabase();

const scenes = { "one group": oneGroup, "many groups": manyGroups } as const;
const cases = engines.flatMap((engine) =>
  things.flatMap((thing) =>
    (["one group", "many groups"] as const).map((scene) => ({ engine, thing, scene, name: thing.name })),
  ),
);

/** One of a thing for every owner and level, and more that someone follows who would not see them otherwise. */
async function itemsOf(app: TestApp, thing: Thing, members: readonly Member[]): Promise<Item[]> {
  const last = members.at(-1);
  const wanted = members.flatMap((owner) =>
    [1, 3, 5, 7].flatMap((visible_to) => {
      const plain = { owner, visible_to, followers: [] as Member[] };
      const followed =
        visible_to < 5 && thing.followers && last && last !== owner ? [{ ...plain, followers: [last] }] : [];
      return [plain, ...followed];
    }),
  );
  return Promise.all(
    wanted.map(async ({ owner, visible_to, followers }, index) => {
      const id = await thing.add(app, owner, visible_to);
      const paths = thing.followers?.(id) ?? [];
      for (const { id: user_id } of followers)
        await app.data("POST", paths[index % paths.length] ?? "", { user_id });
      return { id, owner, visible_to, followers };
    }),
  );
}

const label = (member: Member, { owner, visible_to, followers }: Item) =>
  `${member.name} of ${owner.name}'s ${visible_to}, followed by [${followers.map(({ name }) => name)}]`;

type Requests = Record<string, (ask: Ask, id: string) => ReturnType<Ask>>;

/** Sends every request for every item in the name of every member; what was answered with a status nobody wanted. */
async function faults(
  app: TestApp,
  asked: { members: Member[]; items: Item[] },
  requests: Requests,
  no: number,
) {
  const pairs = asked.members.flatMap((member) => asked.items.map((item) => ({ member, item })));
  const asks = Object.entries(requests).flatMap(([what, request]) =>
    pairs.map(async ({ member, item }) => {
      const { status } = await request(askAs(app, member), item.id);
      const right = maySee(member, item) ? status < 300 : status === no;
      return right ? [] : [`${what} answers ${status} to ${label(member, item)}`];
    }),
  );
  return (await Promise.all(asks)).flat();
}

describe.each(cases)("$name in $scene on $engine", ({ engine, thing, scene }) => {
  const setScene = async () => {
    const app = await startTestApp(engine);
    const members = await scenes[scene](app);
    return { app, members, items: await itemsOf(app, thing, members) };
  };
  /** For all tests but the first, which changes every item; the last takes them away. */
  let stage: Awaited<ReturnType<typeof setScene>>;
  beforeAll(async () => {
    stage = await setScene();
  });

  test("are seen by whom the rule says, through every endpoint", async () => {
    const { app, ...asked } = await setScene();
    expect(await faults(app, asked, thing.ofOne, 404)).toEqual([]);
  });

  test("are listed to whom the rule says, whoever asks in between", async () => {
    const { app, members, items } = stage;
    for (const [what, request] of Object.entries(thing.ofAll)) {
      const lists = await Promise.all(members.map((member) => request(askAs(app, member))));
      for (const [index, member] of members.entries()) {
        const wanted = items.filter((item) => maySee(member, item)).map(({ id }) => id);
        expect(lists[index]?.toSorted(), `${what} to ${member.name}`).toEqual(wanted.toSorted());
      }
    }
  });

  test("are linked to and counted by those alone who see them", async () => {
    const { app, members, items } = stage;
    for (const [what, count] of Object.entries(thing.counts ?? {})) {
      for (const member of members) {
        const seen = items.filter((item) => maySee(member, item));
        expect(await count(askAs(app, member)), `${what} to ${member.name}`).toBe(seen.length);
      }
    }
    expect(await faults(app, { members, items }, thing.links ?? {}, 400)).toEqual([]);
  });

  test("name as their viewers whom the rule says", async () => {
    const { app, members, items } = stage;
    if (!thing.viewers) return;
    for (const item of items) {
      const wanted = members.filter((member) => maySee(member, item)).map(({ id }) => id);
      for (const member of members.filter((one) => maySee(one, item))) {
        expect(await thing.viewers(askAs(app, member), item.id), label(member, item)).toEqual(wanted);
      }
    }
  });

  test("are taken away by those alone who see them", async () => {
    const { app, members, items } = stage;
    for (const item of items) {
      for (const member of members.filter((one) => !maySee(one, item))) {
        expect((await thing.remove(askAs(app, member), item.id)).status, label(member, item)).toBe(404);
      }
      const last = members.findLast((one) => maySee(one, item)) ?? item.owner;
      expect((await thing.remove(askAs(app, last), item.id)).status, label(last, item)).toBe(200);
    }
  });
});

describe.each(engines)("hidden things on %s", (engine) => {
  test("a person shows nothing of an organization that may not be seen", async () => {
    const app = await startTestApp(engine);
    const [, ben] = await oneGroup(app);
    const organization = await app.add.organization({ name: "Secret Ltd", visible_to: 1 });
    const person = await app.add.person({ org_id: organization.id });
    const ask = askAs(app, ben as Member);
    const { body, text } = await ask("GET", `/v1/persons/${person.id}`);
    expect(body.data).toMatchObject({ org_id: null, org_name: null });
    expect(body.related_objects.organization).toEqual({});
    expect(text).not.toContain("Secret");
    expect((await ask("GET", "/v1/persons")).text).not.toContain("Secret");
    expect((await ask("GET", `/api/v2/persons/${person.id}`)).body.data.org_id).toBe(organization.id);
  });

  test("a link to what was hidden later stays, and everything else can be changed", async () => {
    const app = await startTestApp(engine);
    const [, ben] = await oneGroup(app);
    const { id: person_id } = await app.add.person();
    const lead = await app.add.lead({ person_id, owner_id: ben?.id ?? 0 });
    await app.data("PATCH", `/api/v2/persons/${person_id}`, { visible_to: 1 });
    const ask = askAs(app, ben as Member);
    const changed = await ask("PATCH", `/v1/leads/${lead.id}`, { title: "Mine still" });
    expect([changed.status, changed.body.data.person_id]).toEqual([200, person_id]);
    expect((await ask("GET", `/api/v2/persons/${person_id}`)).status).toBe(404);
  });
});

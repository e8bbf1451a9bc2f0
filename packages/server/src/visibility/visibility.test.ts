import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";
import { askAs, type Item, type Member, manyGroups, maySee, oneGroup } from "../../test/visibility/scene.ts";
import { type Thing, things } from "../../test/visibility/things.ts";

const scenes = { "one group": oneGroup, "many groups": manyGroups } as const;
const cases = engines.flatMap((engine) =>
  things.flatMap((thing) =>
    (["one group", "many groups"] as const).map((scene) => ({ engine, thing, scene, name: thing.name })),
  ),
);

/** One of a thing for every owner and level. */
async function itemsOf(app: TestApp, thing: Thing, members: readonly Member[]): Promise<Item[]> {
  const items: Item[] = [];
  for (const owner of members) {
    for (const visible_to of [1, 3, 5, 7]) {
      items.push({ id: await thing.add(app, owner, visible_to), owner, visible_to, followers: [] });
    }
  }
  return items;
}

const label = (member: Member, { owner, visible_to, followers }: Item) =>
  `${member.name} of ${owner.name}'s ${visible_to}, followed by [${followers.map(({ name }) => name)}]`;

describe.each(cases)("$name in $scene on $engine", ({ engine, thing, scene }) => {
  test("are seen by whom the rule says, through every endpoint", async () => {
    const app = await startTestApp(engine);
    const members = await scenes[scene](app);
    const items = await itemsOf(app, thing, members);
    const pairs = members.flatMap((member) => items.map((item) => ({ member, item })));
    const faults: string[] = [];
    for (const { member, item } of pairs) {
      const wanted = maySee(member, item) ? 200 : 404;
      for (const [what, request] of Object.entries(thing.ofOne)) {
        const { status } = await request(askAs(app, member), item.id);
        if (status !== wanted) faults.push(`${what} answers ${status} to ${label(member, item)}`);
      }
    }
    expect(faults).toEqual([]);
  });

  test("are listed to whom the rule says, whoever asks in between", async () => {
    const app = await startTestApp(engine);
    const members = await scenes[scene](app);
    const items = await itemsOf(app, thing, members);
    for (const [what, request] of Object.entries(thing.ofAll)) {
      const lists = await Promise.all(members.map((member) => request(askAs(app, member))));
      for (const [index, member] of members.entries()) {
        const wanted = items.filter((item) => maySee(member, item)).map(({ id }) => id);
        expect(lists[index]?.toSorted(), `${what} to ${member.name}`).toEqual(wanted.toSorted());
      }
    }
  });

  test("name as their viewers whom the rule says", async () => {
    if (!thing.viewers) return;
    const app = await startTestApp(engine);
    const members = await scenes[scene](app);
    for (const item of await itemsOf(app, thing, members)) {
      const wanted = members.filter((member) => maySee(member, item)).map(({ id }) => id);
      for (const member of members.filter((one) => maySee(one, item))) {
        expect(await thing.viewers(askAs(app, member), item.id), label(member, item)).toEqual(wanted);
      }
    }
  });

  test("are taken away by those alone who see them", async () => {
    const app = await startTestApp(engine);
    const members = await scenes[scene](app);
    for (const item of await itemsOf(app, thing, members)) {
      for (const member of members.filter((one) => !maySee(one, item))) {
        expect((await thing.remove(askAs(app, member), item.id)).status, label(member, item)).toBe(404);
      }
      const last = members.findLast((one) => maySee(one, item)) ?? item.owner;
      expect((await thing.remove(askAs(app, last), item.id)).status, label(last, item)).toBe(200);
    }
  });
});

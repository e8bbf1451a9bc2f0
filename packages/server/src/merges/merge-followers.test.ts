import type { Merge } from "@leadfoyer/contract";
import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";

/** Two leads, the first followed by Bob, the second by Bob and Eve, and one that each is merged into on its own. */
async function followedPair(app: TestApp) {
  const [bob, eve] = [(await app.colleague()).id, (await app.colleague("Eve")).id];
  const { id } = await app.add.lead();
  const follow = (lead: string, user_id: number) =>
    app.data("POST", `/foyer/leads/${lead}/followers`, { user_id });
  const merged: number[] = [];
  for (const followers of [[bob], [bob, eve]]) {
    const loser = await app.add.lead();
    for (const user of followers) await follow(loser.id, user);
    const merge: Merge = await app.data("POST", `/foyer/leads/${id}/merge`, { loser_ids: [loser.id] });
    merged.push(merge.operation_id);
  }
  const [first, second] = merged as [number, number];
  return {
    ...{ bob, eve, first, second },
    following: async (): Promise<number[]> => {
      const rows: { user_id: number }[] = await app.data("GET", `/foyer/leads/${id}/followers`);
      return rows.map(({ user_id }) => user_id).sort((a, b) => a - b);
    },
    /** Answers the number by which it is done again. */
    undo: async (operation: number): Promise<number> =>
      (await app.data("POST", `/foyer/undo/${operation}`, {})).id,
    end: (user: number) => app.data("DELETE", `/foyer/leads/${id}/followers/${user}`),
  };
}

describe.each(engines)("who follows a lead by merges on %s", (engine) => {
  test.each([
    ["the first undone first", [0, 1]],
    ["the last undone first", [1, 0]],
  ])("does as long as one of them stands, %s", async (_, order) => {
    const { bob, eve, first, second, following, undo } = await followedPair(await startTestApp(engine));
    expect(await following()).toEqual([bob, eve]);
    const merges = order.map((place) => [first, second][place] as number);
    await undo(merges[0] as number);
    expect(await following(), "by the one that stands").toEqual(merges[0] === first ? [bob, eve] : [bob]);
    await undo(merges[1] as number);
    expect(await following()).toEqual([]);
  });

  test("does by a merge that was done again, as often as that is", async () => {
    const { bob, eve, first, second, following, undo } = await followedPair(await startTestApp(engine));
    const again = await undo(first);
    await undo(again);
    expect(await following()).toEqual([bob, eve]);
    const secondAgain = await undo(second);
    expect(await following(), "by the first, done again").toEqual([bob]);
    await undo(secondAgain);
    expect(await following()).toEqual([bob, eve]);
  });

  test("ends following for good, whatever is undone", async () => {
    const { bob, eve, first, second, following, undo, end } = await followedPair(await startTestApp(engine));
    await end(bob);
    const again = await undo(first);
    expect(await following()).toEqual([eve]);
    await undo(again);
    expect(await following()).toEqual([eve]);
    await undo(second);
    expect(await following()).toEqual([]);
  });
});

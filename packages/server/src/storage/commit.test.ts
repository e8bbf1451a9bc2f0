import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { nobody } from "../lib/nobody.ts";
import { createCommitter } from "./commit.ts";
import type { Committed } from "./executor.ts";

/** A committer whose batches come back when `back` is called, oldest first, each call answered with its input. */
function scene(depth: number, onDisk?: Promise<void>) {
  const batches: { inputs: unknown[]; back: () => void }[] = [];
  const committer = createCommitter({
    depth,
    execute: (calls) => {
      const inputs = calls.map(({ input }) => input);
      return new Promise<Committed>((resolve) => {
        const committed = { outcomes: inputs.map((done) => ({ done })), ...(onDisk && { onDisk }) };
        batches.push({ inputs, back: () => resolve(committed) });
      });
    },
    close: async () => {},
  });
  const run = (count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, input) =>
        committer.run({ command: "any", actor: nobody, input, now: 0 }),
      ),
    );
  return { committer, batches, run, sizes: () => batches.map(({ inputs }) => inputs.length) };
}

test("what comes in one turn shares a commit, and what comes meanwhile the next", async () => {
  const { batches, run, sizes } = scene(2);
  const first = run(3);
  await setImmediate();
  const second = run(2);
  await setImmediate();
  expect(sizes()).toEqual([3]);
  batches[0]?.back();
  expect(await first).toEqual([0, 1, 2]);
  expect(sizes()).toEqual([3, 2]);
  batches[1]?.back();
  expect(await second).toEqual([0, 1]);
});

test("much is sent ahead, to a writer that takes so many batches, and no further", async () => {
  const { batches, run, sizes } = scene(2);
  const all = [];
  for (const count of [1, 20, 20]) {
    all.push(run(count));
    await setImmediate();
  }
  expect(sizes()).toEqual([1, 20]);
  for (const index of [0, 1, 2]) {
    batches[index]?.back();
    await all[index];
  }
  expect(sizes()).toEqual([1, 20, 20]);

  const single = scene(1);
  single.run(1);
  await setImmediate();
  single.run(200);
  await setImmediate();
  expect(single.sizes()).toEqual([1]);
});

test("the next batch is on its way before the answers of the last are written", async () => {
  const { batches, run, sizes } = scene(1);
  const written = run(2).then(sizes);
  await setImmediate();
  run(2);
  await setImmediate();
  batches[0]?.back();
  expect(await written).toEqual([2, 2]);
});

test("a batch is answered, and closing ends, when it is on the disk: the next is on its way before", async () => {
  const { promise, resolve: toDisk } = Promise.withResolvers<void>();
  const { committer, batches, run, sizes } = scene(1, promise);
  const done: string[] = [];
  const first = run(2).then(() => done.push("first"));
  await setImmediate();
  const second = run(1);
  batches[0]?.back();
  await setImmediate();
  expect(sizes()).toEqual([2, 1]);
  batches[1]?.back();
  const closing = committer.close().then(() => done.push("closed"));
  await setImmediate();
  expect(done).toEqual([]);
  toDisk();
  await Promise.all([first, second, closing]);
  expect(done).toEqual(["first", "closed"]);
});

test("closing waits for all that is queued", async () => {
  const { committer, batches, run } = scene(2);
  const done = run(1);
  let closed = false;
  const closing = committer.close().then(() => (closed = true));
  await setImmediate();
  expect(closed).toBe(false);
  batches[0]?.back();
  await done;
  await closing;
});

import { quantile } from "../stats.ts";
import { openInbox, type Page, type Scene, type Work, watchWork } from "./scene.ts";

const SCROLL_MS = 6_000;
/** A quick flick: some five rows a frame. */
const PIXELS_A_FRAME = 240;
const JUMPS = 20;

export type Scrolling = {
  leads: number;
  /** Milliseconds between two frames, ascending. */
  frames: number[];
  /** Milliseconds of the main thread per frame. */
  work: Pick<Work, "all" | "script" | "style" | "layout">;
  /** Milliseconds from a far jump to its leads on the page, ascending. */
  jumps: number[];
};

/** How long the frames of the inbox take while its list is scrolled, and what a far jump takes. */
export async function measureScroll(scene: Scene): Promise<Scrolling> {
  const page = await openInbox(scene);
  const { read } = await watchWork(page);
  const before = await read();
  const frames = await page.evaluate<number[]>(scrolling);
  const after = await read();
  const each = (name: keyof Scrolling["work"]) => (after[name] - before[name]) / frames.length;
  const jumps = await measureJumps(page);
  await page.context().close();
  return {
    leads: scene.leads,
    frames: frames.sort((a, b) => a - b),
    work: { all: each("all"), script: each("script"), style: each("style"), layout: each("layout") },
    jumps,
  };
}

/** What runs in the page, where there are other globals than here. */
const scrolling = `new Promise((done) => {
  const list = document.querySelector("[role=grid]");
  const end = list.scrollHeight - list.clientHeight;
  const times = [];
  const begin = performance.now();
  let before = begin;
  let at = list.scrollTop;
  let step = ${PIXELS_A_FRAME};
  const frame = (now) => {
    times.push(now - before);
    before = now;
    if (at + step < 0 || at + step > end) step = -step;
    at += step;
    list.scrollTop = at;
    if (now - begin < ${SCROLL_MS}) requestAnimationFrame(frame);
    else done(times.slice(1)); // the first is the wait for a frame
  };
  requestAnimationFrame(frame);
})`;

async function measureJumps(page: Page): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < JUMPS; index += 1) {
    const share = ((index * 7 + 3) % JUMPS) / JUMPS; // here and there, never where it was just before
    times.push(await page.evaluate<number>(jumping(share)));
  }
  return times.sort((a, b) => a - b);
}

/** Drags the list to a share of its height, and waits until every row in sight is of a lead. */
const jumping = (share: number): string => `new Promise((done) => {
  const list = document.querySelector("[role=grid]");
  const begin = performance.now();
  const top = Math.floor((list.scrollHeight - list.clientHeight) * ${share});
  list.scrollTop = top;
  const index = Math.floor((top + list.clientHeight / 2) / 44);
  const look = () => {
    const row = document.querySelector('[data-index="' + index + '"]');
    if (row && row.getAttribute("aria-busy") === null)
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - begin)));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})`;

const ms = (value: number): string => value.toFixed(1);

export function scrollTable(all: readonly Scrolling[]): string {
  const rows = all.map(({ leads, frames, work, jumps }) =>
    [
      leads.toLocaleString("en"),
      frames.length,
      ...[0.5, 0.95, 1].map((share) => ms(quantile(frames, share))),
      `${ms(work.all)} (${ms(work.script)} + ${ms(work.style)} + ${ms(work.layout)})`,
      ...[0.5, 1].map((share) => ms(quantile(jumps, share))),
    ].join(" | "),
  );
  return [
    "| leads | frames | p50 ms | p95 ms | worst ms | main thread, ms a frame (script + style + layout) | far jump p50 ms | worst ms |",
    "|---|---|---|---|---|---|---|---|",
    ...rows.map((row) => `| ${row} |`),
  ].join("\n");
}

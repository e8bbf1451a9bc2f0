import { quantile } from "../stats.ts";
import { openInbox, type Page, type Scene, watchWork } from "./scene.ts";

const TIMES = 30;
/** What somebody needs to look at a lead, and for what was fetched ahead to come. */
const PAUSE_MS = 400;

type Shown = {
  /** Milliseconds from the key to the lead painted, ascending. */
  times: number[];
  /** Milliseconds of the main thread for each, with what follows the painting. */
  work: number;
};

export type Panel = { opened: Shown; next: Shown; previous: Shown };

/** How long the panel takes to show a lead: from the list, and from the lead beside it. */
export async function measurePanel(scene: Scene): Promise<Panel> {
  const page = await openInbox(scene);
  const { read } = await watchWork(page);
  const measured = async (show: () => Promise<number>): Promise<Shown> => {
    const before = await read();
    const times: number[] = [];
    for (let index = 0; index < TIMES; index += 1) times.push(await show());
    return { times: times.sort((a, b) => a - b), work: ((await read()).all - before.all) / TIMES };
  };
  const step = (key: string) => async () => {
    await page.waitForTimeout(PAUSE_MS);
    return timed(page, key);
  };
  const opened = await measured(async () => {
    await page.keyboard.press("j");
    await page.waitForTimeout(PAUSE_MS);
    const time = await timed(page, "Enter");
    await page.keyboard.press("Escape");
    await page.getByRole("textbox", { name: "Title" }).waitFor({ state: "hidden" });
    return time;
  });
  await timed(page, "Enter");
  const [next, previous] = [await measured(step("j")), await measured(step("k"))];
  await page.context().close();
  return { opened, next, previous };
}

/** From the pressing of a key to the frame in which the facts of the lead in question are painted. */
async function timed(page: Page, key: string): Promise<number> {
  await page.evaluate(watching);
  await page.keyboard.press(key);
  return page.evaluate<number>("window.shown");
}

/** What runs in the page, where there are other globals than here. */
const watching = `void (window.shown = new Promise((done) => {
  const titleOf = (row) => row?.querySelector('[aria-label^="Select "]')?.getAttribute("aria-label")?.replace(/^Select /, "");
  const before = location.search;
  addEventListener("keydown", ({ timeStamp }) => {
    const look = () => {
      const wanted = titleOf(document.querySelector("[role=row][data-current]"));
      const panel = document.querySelector("section:has(> div dl)");
      const title = panel?.querySelector("textarea")?.value;
      const isThere = title !== undefined && title === wanted && location.search !== before;
      if (isThere) requestAnimationFrame(() => setTimeout(() => done(performance.now() - timeStamp)));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, { once: true, capture: true });
}))`;

const ms = (value: number): string => value.toFixed(0);

export function panelTable({ opened, next, previous }: Panel): string {
  const row = (name: string, { times, work }: Shown) =>
    `| ${[name, times.length, ...[0.5, 0.95, 1].map((share) => ms(quantile(times, share))), ms(work)].join(" | ")} |`;
  return [
    "| key to painted | times | p50 ms | p95 ms | worst ms | main thread, ms each, with what follows |",
    "|---|---|---|---|---|---|",
    row("a lead of the list is opened", opened),
    row("the next one, beside the list", next),
    row("the one before", previous),
  ].join("\n");
}

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Foyer, startFoyer } from "../e2e/support/foyer.ts";
import { launchBrowser } from "../e2e/web/browser.ts";
import { buildFoyer, runFoyer } from "./foyer.ts";
import { describeMachine } from "./machine.ts";
import { quantile } from "./stats.ts";

const SIZES = [1_000, 10_000, 100_000];
const SCROLL_MS = 6_000;
/** A quick flick: some five rows a frame. */
const PIXELS_A_FRAME = 240;
const README = join(import.meta.dirname, "README.md");
const PLACE = /<!-- scroll -->[\s\S]*<!-- end of scroll -->/;

type Frames = { leads: number; count: number; p50: number; p95: number; worst: number };

/** How long the frames of the inbox take while its list is scrolled, by the number of leads in it. */
async function main(args: readonly string[]): Promise<void> {
  const sizes = args.filter((arg) => /^\d+$/.test(arg)).map(Number);
  for (const workspace of ["@leadfoyer/client", "@leadfoyer/web", "leadfoyer"]) await buildFoyer(workspace);
  const rows: Frames[] = [];
  for (const leads of sizes.length > 0 ? sizes : SIZES) rows.push(await measure(leads));
  const table = tableOf(rows);
  process.stdout.write(`${table}\n`);
  if (sizes.length > 0) return; // only a whole run is kept
  const said = `<!-- scroll -->\n${describeMachine(tmpdir())}\n\n${table}\n<!-- end of scroll -->`;
  await writeFile(README, (await readFile(README, "utf8")).replace(PLACE, said));
}

async function measure(leads: number): Promise<Frames> {
  const folder = await mkdtemp(join(tmpdir(), "foyer-scroll-"));
  const databaseUrl = `sqlite:${join(folder, "foyer.db")}`;
  await (await startFoyer({ databaseUrl })).stop(); // makes the company and its administrator
  await runFoyer("seed", "--leads", String(leads), "--seed", "7", "--database", databaseUrl);
  const foyer = await startFoyer({ databaseUrl });
  try {
    const times = (await scroll(foyer)).sort((a, b) => a - b);
    const at = (share: number) => quantile(times, share);
    return { leads, count: times.length, p50: at(0.5), p95: at(0.95), worst: at(1) };
  } finally {
    await foyer.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The time between two frames, again and again, while the list goes down and up. */
async function scroll({ baseUrl, adminEmail, adminPassword }: Foyer): Promise<number[]> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${baseUrl}/inbox`);
    await page.getByLabel("E-mail").fill(adminEmail);
    await page.getByLabel("Password").fill(adminPassword);
    await page.keyboard.press("Enter");
    await page.getByRole("row").nth(10).waitFor();
    await page.waitForTimeout(1_000); // what follows the list has come
    return await page.evaluate<number[]>(inPage);
  } finally {
    await browser.close();
  }
}

/** What runs in the page, where there are other globals than here. */
const inPage = `new Promise((done) => {
  const list = document.querySelector("[role=grid]");
  const times = [];
  const begin = performance.now();
  let before = begin;
  let step = ${PIXELS_A_FRAME};
  const frame = (now) => {
    times.push(now - before);
    before = now;
    const next = list.scrollTop + step;
    if (next < 0 || next + list.clientHeight > list.scrollHeight) step = -step;
    list.scrollTop += step;
    if (now - begin < ${SCROLL_MS}) requestAnimationFrame(frame);
    else done(times.slice(1)); // the first is the wait for a frame
  };
  requestAnimationFrame(frame);
})`;

const ms = (value: number): string => `${value.toFixed(1)} ms`;

const tableOf = (rows: readonly Frames[]): string =>
  [
    "| leads | frames | p50 | p95 | worst |",
    "|---|---|---|---|---|",
    ...rows.map(
      ({ leads, count, p50, p95, worst }) =>
        `| ${leads.toLocaleString("en")} | ${count} | ${ms(p50)} | ${ms(p95)} | ${ms(worst)} |`,
    ),
  ].join("\n");

await main(process.argv.slice(2));

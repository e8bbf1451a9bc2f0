import { get } from "node:http";
import { quantile } from "../stats.ts";
import { type Page, type Scene, watchWork } from "./scene.ts";

const LOADS = 7;
/** What is asked for so soon after the first lead is there belongs to the first load; code that is fetched ahead does not. */
const FOLLOWS_MS = 500;
/** Until nothing follows the list any more. */
const SETTLE_MS = 2_500;

type Seen = {
  firstPaint: number;
  largestPaint: number;
  /** The first lead is in the list. */
  listed: number;
  /** The list is there, and the main thread free for whoever presses a key. */
  interactive: number;
  /** Of the main thread: what a task takes beyond 50 ms, in all. */
  blocked: number;
  shifted: number;
  requests: number;
  /** Bytes of scripts and styles as they came, and paths of the scripts. */
  bytes: number;
  scripts: string[];
};
type Load = Seen & { work: number; heapMb: number; nodes: number };

export type Loads = { cold: Load[]; warm: Load[]; scriptGzip: number };

/** What the first page costs somebody who is signed in: with nothing in the browser's cache, and with everything. */
export async function measureLoads(scene: Scene): Promise<Loads> {
  const cold: Load[] = [];
  const warm: Load[] = [];
  for (let index = 0; index < LOADS; index += 1) {
    const page = await scene.newPage();
    cold.push(await load(page, scene));
    warm.push(await load(page, scene));
    await page.context().close();
  }
  const sizes = (cold[0]?.scripts ?? []).map((path) => gzipBytes(`${scene.foyer.baseUrl}${path}`));
  return { cold, warm, scriptGzip: (await Promise.all(sizes)).reduce((sum, one) => sum + one, 0) };
}

async function load(page: Page, { foyer }: Scene): Promise<Load> {
  await page.addInitScript(watching);
  const { read, cdp } = await watchWork(page);
  const before = await read();
  await page.goto(`${foyer.baseUrl}/`);
  await page.getByRole("row").nth(10).waitFor();
  await page.waitForTimeout(SETTLE_MS);
  const work = (await read()).all - before.all;
  const seen = await page.evaluate<Seen>(seeing);
  await cdp.send("HeapProfiler.collectGarbage");
  const { heapBytes, nodes } = await read();
  await cdp.detach();
  return { ...seen, work, heapMb: heapBytes / 1e6, nodes };
}

/** What runs in the page before anything else does, where there are other globals than here. */
const watching = `
  window.seen = { largestPaint: 0, shifted: 0, longTasks: [], listed: 0 };
  const watch = (type, hear) =>
    new PerformanceObserver((list) => list.getEntries().forEach(hear)).observe({ type, buffered: true });
  watch("largest-contentful-paint", ({ startTime }) => { seen.largestPaint = startTime; });
  watch("layout-shift", ({ value, hadRecentInput }) => { if (!hadRecentInput) seen.shifted += value; });
  watch("longtask", ({ startTime, duration }) => seen.longTasks.push({ startTime, duration }));
  const look = () => {
    if (document.querySelector("[role=row][aria-selected]")) seen.listed = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
`;

const seeing = `(() => {
  const files = performance.getEntriesByType("resource").filter(({ startTime }) => startTime < seen.listed + ${FOLLOWS_MS});
  const scripts = files.filter(({ name }) => new URL(name).pathname.endsWith(".js"));
  const styles = files.filter(({ name }) => new URL(name).pathname.endsWith(".css"));
  const ends = seen.longTasks.map(({ startTime, duration }) => startTime + duration);
  return {
    firstPaint: performance.getEntriesByName("first-contentful-paint")[0].startTime,
    largestPaint: seen.largestPaint,
    listed: seen.listed,
    interactive: Math.max(seen.listed, ...ends),
    blocked: seen.longTasks.reduce((sum, { duration }) => sum + duration - 50, 0),
    shifted: seen.shifted,
    requests: files.length + 1,
    bytes: [...scripts, ...styles].reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    scripts: scripts.map(({ name }) => new URL(name).pathname),
  };
})()`;

/** The size of a file as a browser gets it that knows gzip alone. */
function gzipBytes(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { "accept-encoding": "gzip" } }, (answer) => {
      let bytes = 0;
      answer.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
      });
      answer.on("end", () => resolve(bytes));
    }).on("error", reject);
  });
}

type Figure = { name: string; of: (load: Load) => number; digits?: number; unit: string; target?: number };

const KB = 1_000;
const figures: readonly Figure[] = [
  { name: "First contentful paint", of: (load) => load.firstPaint, unit: "ms" },
  { name: "Largest contentful paint", of: (load) => load.largestPaint, unit: "ms" },
  { name: "First lead in the list", of: (load) => load.listed, unit: "ms" },
  {
    name: "Interactive: the list there, no long task after",
    of: (load) => load.interactive,
    unit: "ms",
    target: 1_000,
  },
  { name: "Blocked: long tasks beyond 50 ms", of: (load) => load.blocked, unit: "ms", target: 200 },
  { name: "Main thread, processor time", of: (load) => load.work, unit: "ms" },
  { name: "Layout shift", of: (load) => load.shifted, digits: 3, unit: "", target: 0.1 },
  { name: "Requests", of: (load) => load.requests, unit: "" },
  { name: "Scripts and styles as sent", of: (load) => load.bytes / KB, unit: "KB" },
  { name: "JavaScript heap afterwards", of: (load) => load.heapMb, digits: 1, unit: "MB" },
  { name: "Nodes afterwards", of: (load) => load.nodes, unit: "" },
];

export function loadTable({ cold, warm, scriptGzip }: Loads): string {
  const at = ({ of, digits = 0, unit }: Figure, loads: readonly Load[], share: number) =>
    `${quantile(
      loads.map(of).sort((a, b) => a - b),
      share,
    ).toFixed(digits)} ${unit}`.trim();
  const rows = figures.map((figure) => {
    const cells = [at(figure, cold, 0.5), at(figure, cold, 1), at(figure, warm, 0.5)];
    return `| ${[figure.name, ...cells, figure.target ? `< ${figure.target} ${figure.unit}`.trim() : ""].join(" | ")} |`;
  });
  return [
    "| first load, signed in | median | worst | cached, median | target |",
    "|---|---|---|---|---|",
    `| Scripts, gzip | ${(scriptGzip / KB).toFixed(1)} KB | | | < 200 KB |`,
    ...rows,
  ].join("\n");
}

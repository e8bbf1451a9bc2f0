import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startChild } from "./child.ts";
import { CACHE, removeCopies, sampleOf, seeded } from "./data.ts";
import { measureDuplicates } from "./duplicates.ts";
import { buildFoyer } from "./foyer.ts";
import type { LoadAnswer, LoadJob } from "./load.ts";
import { describeMachine, watchStolen } from "./machine.ts";
import { type Effort, measureCreates, measureServing } from "./measures.ts";
import { measureScale, measureStarts } from "./scale.ts";
import { measureSearch } from "./search.ts";
import {
  createFigures,
  duplicateFigures,
  indexFigures,
  processFigures,
  scaleFigures,
  searchFigures,
  servingFigures,
  toTable,
} from "./table.ts";

const SIZES = { small: 10_000, large: 1_000_000 };
const FULL: Effort = { rounds: 5, seconds: 2.5, samples: 5_000, creates: 2_000, jumps: 300, starts: 5 };
const QUICK: Effort = { rounds: 2, seconds: 0.7, samples: 1_000, creates: 300, jumps: 50, starts: 2 };

const README = join(import.meta.dirname, "README.md");
const BETWEEN = /(?<=<!-- results -->\n)[\s\S]*(?=<!-- end of results -->)/;

const say = (text: string): void => void process.stderr.write(`${text}\n`);

async function measureAll(effort: Effort): Promise<string> {
  const files = { small: await seeded(SIZES.small), large: await seeded(SIZES.large) };
  const samples = { small: sampleOf(files.small), large: sampleOf(files.large) };
  const load = startChild<LoadJob, LoadAnswer>("./load.ts");
  say("reads and pages");
  const serving = await measureServing(load, files.large, samples.large, effort);
  say("creates");
  const createsSmall = await measureCreates(load, files.small, samples.small, effort);
  const createsLarge = await measureCreates(load, files.large, samples.large, effort);
  say("latency and memory by size");
  const scale = await measureScale(load, files, samples, effort);
  say("search");
  const searching = await measureSearch(load, files.large, effort.samples);
  say("duplicates");
  const duplicates = await measureDuplicates(load, files.large, samples.large, effort.samples);
  await load.stop();
  say("starts");
  const starts = await measureStarts(files.large, effort.starts);
  return toTable([
    ...servingFigures(SIZES.large, serving),
    ...createFigures(SIZES.small, createsSmall),
    ...createFigures(SIZES.large, createsLarge),
    ...scaleFigures(SIZES, scale),
    ...searchFigures(SIZES.large, searching),
    ...indexFigures(SIZES.small, createsSmall),
    ...duplicateFigures(SIZES.large, duplicates),
    ...processFigures(SIZES.large, starts, scale),
  ]);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
  await mkdir(CACHE, { recursive: true });
  say("building");
  await buildFoyer();
  const machine = describeMachine(CACHE);
  const stolen = watchStolen();
  try {
    const table = await measureAll(values.quick ? QUICK : FULL);
    const taken = `its host gave ${stolen().toFixed(0)} % of its time to others during the run`;
    const results = `${new Date().toISOString().slice(0, 10)}. ${machine}; ${taken}.\n\n${table}\n\n`;
    process.stdout.write(results);
    if (values.quick) return say("a quick run is not kept");
    await writeFile(
      README,
      (await readFile(README, "utf8")).replace(BETWEEN, () => results),
    );
  } finally {
    await removeCopies();
  }
}

await main();

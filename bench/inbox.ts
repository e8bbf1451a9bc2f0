import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildFoyer } from "./foyer.ts";
import { loadTable, measureLoads } from "./inbox/load.ts";
import { measurePanel, panelTable } from "./inbox/panel.ts";
import { openScene } from "./inbox/scene.ts";
import { measureScroll, type Scrolling, scrollTable } from "./inbox/scroll.ts";
import { describeMachine } from "./machine.ts";

const SIZES = [1_000, 10_000, 100_000];
const PARTS = ["scroll", "panel", "load"] as const;
type Part = (typeof PARTS)[number];

const README = join(import.meta.dirname, "README.md");
const PLACE = /(?<=<!-- inbox -->\n)[\s\S]*(?=<!-- end of inbox -->)/;

const isPart = (word: string): word is Part => PARTS.some((part) => part === word);

/** How quick the inbox is in a browser. Parts and sizes may be named; only a whole run is kept. */
async function main(args: readonly string[]): Promise<void> {
  const machine = describeMachine(tmpdir());
  await buildFoyer();
  const named = args.filter(isPart);
  const sizes = args.filter((arg) => /^\d+$/.test(arg)).map(Number);
  const tables = await measure(named.length > 0 ? named : PARTS, sizes.length > 0 ? sizes : SIZES);
  const said = [`${new Date().toISOString().slice(0, 10)}. ${machine}.`, ...tables, ""].join("\n\n");
  process.stdout.write(said);
  if (args.length > 0) return;
  await writeFile(
    README,
    (await readFile(README, "utf8")).replace(PLACE, () => said),
  );
}

/** Every size is scrolled; the rest is measured where there is most. */
async function measure(parts: readonly Part[], sizes: readonly number[]): Promise<string[]> {
  const scrollings: Scrolling[] = [];
  const tables: string[] = [];
  for (const leads of sizes) {
    process.stderr.write(`${leads} leads\n`);
    await using scene = await openScene(leads);
    if (parts.includes("scroll")) scrollings.push(await measureScroll(scene));
    if (leads !== sizes.at(-1)) continue;
    if (parts.includes("panel")) tables.push(panelTable(await measurePanel(scene)));
    if (parts.includes("load")) tables.push(loadTable(await measureLoads(scene)));
  }
  return [...(scrollings.length > 0 ? [scrollTable(scrollings)] : []), ...tables];
}

await main(process.argv.slice(2));

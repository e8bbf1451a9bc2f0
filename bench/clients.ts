import { spawn } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import type { Contender, Run, Task } from "./client-run.ts";
import { CACHE, copyOf, removeCopies, sampleOf, seeded } from "./data.ts";
import { buildFoyer, startFoyer } from "./foyer.ts";
import { describeMachine } from "./machine.ts";
import { TOKEN } from "./requests.ts";
import { median } from "./stats.ts";

const REPOSITORY = resolve(import.meta.dirname, "..");
const README = join(REPOSITORY, "packages/client/README.md");
const BETWEEN = /(?<=<!-- side by side -->\n)[\s\S]*(?=<!-- end of side by side -->)/;
const LEADS = 10_000;

type Effort = { rounds: number; seconds: number };
const FULL: Effort = { rounds: 7, seconds: 4 };
const QUICK: Effort = { rounds: 2, seconds: 0.5 };

const names: Record<Contender, string> = {
  createClient: "@leadfoyer/client, `createClient`",
  LeadsApi: "@leadfoyer/client, `LeadsApi`",
  official: "Pipedrive's own client",
};
const contenders = Object.keys(names) as Contender[];

/** A program that has leads alone, as a bundler gets it. */
const programs: Record<Contender, string> = {
  createClient: `import { createClient } from "@leadfoyer/client"; console.log(createClient({ token: "t" }).leads);`,
  LeadsApi: `import { LeadsApi } from "@leadfoyer/client"; console.log(new LeadsApi());`,
  official: `import { Configuration, LeadsApi } from "pd33/v1"; console.log(new LeadsApi(new Configuration({ apiKey: "t" })));`,
};

/** Bytes of that program after bundling, minifying and compressing. */
async function bundleBytes(contender: Contender): Promise<number> {
  const entry = {
    name: "entry",
    resolveId: (id: string) => (id === "entry" ? join(REPOSITORY, "bench/entry.js") : null),
    load: (id: string) => (id.endsWith("bench/entry.js") ? programs[contender] : null),
  };
  const bundle = await rolldown({ input: "entry", plugins: [entry], platform: "browser", cwd: REPOSITORY });
  const { output } = await bundle.generate({ format: "esm", minify: true, codeSplitting: false });
  await bundle.close();
  return gzipSync(output[0].code, { level: 9 }).length;
}

/** One task by one client in a process of its own, so that nothing is compiled or allocated before. */
async function run(task: Task, contender: Contender, settings: object): Promise<Run> {
  const job = JSON.stringify({ task, contender, ...settings });
  const child = spawn(process.execPath, [join(import.meta.dirname, "client-run.ts"), job], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const output = text(child.stdout);
  const code = await new Promise((ended) => child.once("exit", ended));
  if (code !== 0) throw new Error(`${contender} ended with code ${code}`);
  return JSON.parse(await output);
}

type Measured = Record<Task, Run[]> & { bytes: number };

async function measureAll({ rounds, seconds }: Effort): Promise<Record<Contender, Measured>> {
  const file = await copyOf(await seeded(LEADS), "clients");
  const foyer = await startFoyer(file);
  const settings = {
    port: foyer.port,
    token: TOKEN,
    leads: LEADS,
    ids: sampleOf(file).ids.slice(0, 500),
    seconds,
  };
  const measured = {} as Record<Contender, Measured>;
  for (const contender of contenders)
    measured[contender] = { import: [], read: [], export: [], bytes: await bundleBytes(contender) };
  for (let round = 0; round <= rounds; round += 1) {
    for (const task of ["import", "read", "export"] as const) {
      for (const contender of inTurn(round)) {
        await forgetPages(foyer.port);
        const figures = await run(task, contender, settings);
        if (round > 0) measured[contender][task].push(figures); // the first round warms up the server
      }
    }
  }
  await foyer.stop();
  await removeCopies();
  return measured;
}

/** Each round begins with another one. */
const inTurn = (round: number): Contender[] =>
  contenders.map((_, index) => contenders[(index + round) % contenders.length] ?? "official");

/** Changes something, so that Foyer has no page ready that the client before had asked for. */
async function forgetPages(port: number): Promise<void> {
  const headers = { "x-api-token": TOKEN, "content-type": "application/json" };
  const body = JSON.stringify({ name: crypto.randomUUID(), color: "red" });
  const answer = await fetch(`http://127.0.0.1:${port}/v1/leadLabels`, { method: "POST", headers, body });
  if (!answer.ok) throw new Error(`A label was answered by ${answer.status}`);
}

const whole = (value: number): string => Math.round(value).toLocaleString("en");

function toTable(measured: Record<Contender, Measured>): string {
  const middle = (contender: Contender, task: Task, figure: keyof Run): number =>
    median(measured[contender][task].map((one) => one[figure] ?? Number.NaN));
  const rows: [string, (contender: Contender) => string][] = [
    ["leads read a second, 32 at once", (one) => whole(middle(one, "read", "perSecond"))],
    ["export of 10,000 leads", (one) => `${whole(middle(one, "export", "ms"))} ms`],
    ["processor time of that program", (one) => `${whole(middle(one, "export", "cpuMs"))} ms`],
    ["memory of that, beyond Node's own", (one) => `${whole(middle(one, "export", "megabytes"))} MB`],
    ["`import`", (one) => `${whole(middle(one, "import", "ms"))} ms`],
    ["bundle for leads (minified, gzip)", (one) => `${(measured[one].bytes / 1_000).toFixed(1)} KB`],
  ];
  const line = (cells: string[]): string => `| ${cells.join(" | ")} |`;
  return [
    line(["", ...contenders.map((one) => names[one])]),
    line(["---", ...contenders.map(() => "---:")]),
    ...rows.map(([name, cell]) => line([name, ...contenders.map(cell)])),
  ].join("\n");
}

async function officialVersion(): Promise<string> {
  const manifest = join(REPOSITORY, "node_modules/pd33/package.json");
  return JSON.parse(await readFile(manifest, "utf8")).version;
}

const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
await mkdir(CACHE, { recursive: true });
await buildFoyer("@leadfoyer/client");
await buildFoyer();
const machine = describeMachine(CACHE);
const table = toTable(await measureAll(values.quick ? QUICK : FULL));
const when = new Date().toISOString().slice(0, 10);
const results = `\n${table}\n\n${when}, against \`pipedrive\` ${await officialVersion()}; medians. ${machine}.\n\n`;
process.stdout.write(results);
if (!values.quick)
  await writeFile(
    README,
    (await readFile(README, "utf8")).replace(BETWEEN, () => results),
  );

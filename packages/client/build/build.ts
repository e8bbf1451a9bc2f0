import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import * as contract from "@leadfoyer/contract";
import { rolldown } from "rolldown";
import { contractTypes } from "./contract-types.ts";

const run = promisify(execFile);
const PACKAGE = resolve(import.meta.dirname, "..");
const DIST = join(PACKAGE, "dist");

/** One file of JavaScript per module system, and typings that need nothing installed beside them. */
async function build(): Promise<void> {
  await rm(DIST, { recursive: true, force: true });
  await Promise.all([bundle(), types()]);
  await writeFile(join(DIST, "cjs", "package.json"), '{ "type": "commonjs" }\n');
}

async function bundle(): Promise<void> {
  const bundled = await rolldown({ input: join(PACKAGE, "src/index.ts"), platform: "neutral" });
  await bundled.write({ file: join(DIST, "esm/index.js"), format: "esm" });
  await bundled.write({ file: join(DIST, "cjs/index.js"), format: "cjs", exports: "named" });
  await bundled.close();
}

async function types(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "foyer-client-types-"));
  const tsc = join(PACKAGE, "../../node_modules/.bin/tsc");
  await run(tsc, ["-p", join(PACKAGE, "tsconfig.build.json"), "--outDir", folder]);
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".d.ts"));
  const texts = await Promise.all(
    files.map(async (file) => [file, standalone(file, await readFile(join(folder, file), "utf8"))] as const),
  );
  for (const [file, text] of [...texts, ["contract.d.ts", contractTypes(contract)] as const]) {
    for (const system of ["esm", "cjs"]) {
      const path = join(DIST, system, file);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    }
  }
  await rm(folder, { recursive: true });
}

/** The contract becomes a neighbour, and neighbours are named as they are published. */
function standalone(file: string, text: string): string {
  const up = file.includes("/") ? "../" : "./";
  return text
    .replaceAll('"@leadfoyer/contract"', `"${up}contract.js"`)
    .replace(/((?:from |import\()"\.[^"]*)\.ts"/g, '$1.js"');
}

await build();

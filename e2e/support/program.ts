import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { text } from "node:stream/consumers";

const REPOSITORY = resolve(import.meta.dirname, "../..");
/** The built program, as it is released. */
const PROGRAM = join(REPOSITORY, "packages/server/bin/foyer.js");

export type Ended = { code: number | null; stdout: string; stderr: string };

/** Where a Node of another version is. */
export const NODE_22 = join(REPOSITORY, "e2e/node_modules/.bin/node");

type Options = { cwd?: string; env?: Record<string, string>; node?: string };

/** Starts the program as a shell would, with nothing of the test runner's environment. */
export function startProgram(args: readonly string[], options: Options = {}) {
  const { cwd = REPOSITORY, env = {}, node = process.execPath } = options;
  const child = spawn(PROGRAM, args, {
    cwd,
    env: { PATH: [dirname(node), process.env.PATH].join(delimiter), HOME: process.env.HOME, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  const ended = output.then(([stdout, stderr, [code]]): Ended => ({ code, stdout, stderr }));
  return { child, ended };
}

/** Runs the program to its end. */
export const runProgram = (args: readonly string[], options?: Options): Promise<Ended> =>
  startProgram(args, options).ended;

/** A folder of its own, removed when disposed of. */
export async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), "foyer-e2e-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

import { spawn } from "node:child_process";
import { resolve } from "node:path";
import type { Readable } from "node:stream";
import { endProcess, pidOf } from "./child.ts";
import { TOKEN } from "./requests.ts";

const REPOSITORY = resolve(import.meta.dirname, "..");
/** What people run: the released bundle, built by `buildFoyer`. */
const PROGRAM = resolve(REPOSITORY, "packages/server/bin/foyer.js");
const READY = /Foyer is ready at http:\/\/[^\s:]+:(\d+)/;

/** A Foyer that runs. */
export type Foyer = {
  port: number;
  pid: number;
  /** From starting the process to its saying that it is ready. */
  startMs: number;
  get(path: string): Promise<string>;
  stop(): Promise<void>;
};

const environment = { PATH: process.env.PATH, FOYER_API_TOKEN: TOKEN, FOYER_LOG: "error" };

/** Starts Foyer on a file and resolves when it is ready. */
export async function startFoyer(file: string): Promise<Foyer> {
  const begin = performance.now();
  const child = spawn(PROGRAM, ["serve", "--port", "0", "--database", `sqlite:${file}`], {
    stdio: ["ignore", "pipe", "inherit"],
    env: environment,
  });
  const port = await untilReady(child.stdout);
  const startMs = performance.now() - begin;
  const get = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { "x-api-token": TOKEN } });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response.text();
  };
  return { port, pid: pidOf(child), startMs, get, stop: () => endProcess(child) };
}

/** The port it says it listens on. Goes on reading, so that the pipe never fills. */
function untilReady(stdout: Readable): Promise<number> {
  let output = "";
  return new Promise((ready, failed) => {
    stdout.on("data", (chunk) => {
      output += chunk;
      const port = Number(READY.exec(output)?.[1]);
      if (port) ready(port);
    });
    stdout.once("end", () => failed(new Error(`Foyer ended before it was ready.\n${output}`)));
  });
}

/** Builds the program with the inbox that it carries, or another of the packages, from what is checked out. */
export async function buildFoyer(workspace = "leadfoyer"): Promise<void> {
  if (workspace === "leadfoyer") await buildFoyer("@leadfoyer/web");
  await runToEnd("npm", ["run", "build", "--workspace", workspace], process.env);
}

/** Runs a command of Foyer's to its end. */
export const runFoyer = (...args: string[]): Promise<void> =>
  runToEnd(process.execPath, [PROGRAM, ...args], environment);

async function runToEnd(command: string, args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(command, args, { cwd: REPOSITORY, stdio: ["ignore", "ignore", "inherit"], env });
  const code = await new Promise((ended) => child.once("exit", ended));
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with code ${code}`);
}

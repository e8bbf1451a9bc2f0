import { type ChildProcessByStdio, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Readable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { passingFolder } from "../../packages/server/test/passing-folder.ts";

const REPOSITORY = resolve(import.meta.dirname, "../..");
/** The built program, as it is released. */
const PROGRAM = "packages/server/bin/foyer.js";
const READY = /Foyer is ready at (http:\/\/\S+)/;
const LINK = /Sign in\s+(http:\/\/\S+)/;
const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 10_000;

export type FoyerOptions = {
  /** Default: a SQLite file in a directory of its own, removed with the server. No crash is to spare it. */
  databaseUrl?: string;
  /** How the program is started: as it is released, or by `npm start` as a newcomer would. */
  launcher?: "node" | "npm";
  companyDomain?: string;
  /** Filled with a realistic inbox. */
  demo?: boolean;
  adminEmail?: string;
  /** null: none is set, as at a newcomer's first start. */
  adminPassword?: string | null;
  /** How much it logs. */
  log?: string;
};

export type Foyer = {
  baseUrl: string;
  token: string;
  companyDomain: string;
  adminEmail: string;
  adminPassword: string;
  /** Signs the administrator in once. */
  signInLink: string;
  child: FoyerProcess;
  /** What it has said so far, but for its welcome, which shows what is shown once. */
  output(): string;
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

type FoyerProcess = ChildProcessByStdio<null, Readable, Readable>;

/** Starts a real Foyer on a free port and resolves when it says that it is ready. */
export async function startFoyer(options: FoyerOptions = {}): Promise<Foyer> {
  const directory = await passingFolder("foyer-e2e-");
  const settings = {
    token: randomBytes(20).toString("hex"),
    companyDomain: options.companyDomain ?? "acme",
    adminEmail: options.adminEmail ?? "ann@acme.test",
    adminPassword: options.adminPassword ?? "correct horse battery",
    hasPassword: options.adminPassword !== null,
  };
  const child = launch(options, settings, directory);
  const heard = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => (heard.stdout += chunk));
  child.stderr.on("data", (chunk) => (heard.stderr += chunk));
  const output = () => heard.stderr + heard.stdout.slice(heard.stdout.search(READY));
  const stop = async () => {
    await endProcess(child);
    await rm(directory, { recursive: true, force: true });
  };
  try {
    const said = await untilReady(child);
    return { ...said, ...settings, child, output, stop, [Symbol.asyncDispose]: stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

type Settings = Pick<Foyer, "token" | "companyDomain" | "adminEmail" | "adminPassword"> & {
  hasPassword: boolean;
};

function launch(
  { databaseUrl, launcher, log, demo }: FoyerOptions,
  settings: Settings,
  directory: string,
): FoyerProcess {
  const database = databaseUrl ?? `sqlite:${join(directory, "foyer.db")}`;
  const flags = ["--port", "0", "--database", database, ...(demo ? ["--demo"] : [])];
  const [command, ...words] =
    launcher === "npm" ? ["npm", "start", "--", ...flags] : [process.execPath, PROGRAM, "serve", ...flags];
  const child = spawn(command, words, {
    cwd: REPOSITORY,
    env: { ...environmentOf(settings), ...(log !== undefined && { FOYER_LOG: log }) },
    stdio: ["ignore", "pipe", "pipe"],
    // npm does not pass every signal on, so the whole group is ended.
    detached: true,
  });
  const abandon = () => {
    signalGroup(child, "SIGKILL");
    rmSync(directory, { recursive: true, force: true });
  };
  process.once("exit", abandon); // nothing outlives an interrupted test run
  child.once("exit", () => process.off("exit", abandon));
  return child;
}

/** Only what a fresh shell would have: nothing of the test runner's, no setting of the developer's. */
function environmentOf(settings: Settings): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    FOYER_API_TOKEN: settings.token,
    FOYER_ADMIN_EMAIL: settings.adminEmail,
    ...(settings.hasPassword && { FOYER_ADMIN_PASSWORD: settings.adminPassword }),
    FOYER_COMPANY_DOMAIN: settings.companyDomain,
    // Every start after the first finds its TypeScript already compiled.
    NODE_COMPILE_CACHE: join(tmpdir(), "foyer-e2e-compile-cache"),
  };
}

type Said = Pick<Foyer, "baseUrl" | "signInLink">;

function untilReady(child: FoyerProcess): Promise<Said> {
  return new Promise((ready, failed) => {
    let output = "";
    let errors = "";
    const giveUp = (reason: string) => {
      clearTimeout(timer);
      failed(new Error(`Foyer ${reason}.\n${errors || output}`));
    };
    const timer = globalThis.setTimeout(
      () => giveUp(`was not ready after ${START_TIMEOUT_MS} ms`),
      START_TIMEOUT_MS,
    );
    child.stderr.on("data", (chunk) => {
      errors += chunk;
    });
    child.stdout.on("data", (chunk) => {
      output += chunk;
      const address = READY.exec(output)?.[1];
      if (!address) return;
      clearTimeout(timer);
      ready({ baseUrl: address, signInLink: LINK.exec(output)?.[1] ?? "" });
    });
    child.once("error", (cause) => giveUp(`could not be started: ${cause.message}`));
    child.once("exit", (code) => giveUp(`ended with code ${code} before it was ready`));
  });
}

async function endProcess(child: FoyerProcess): Promise<void> {
  signalGroup(child, "SIGTERM");
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  // Behind npm the server may outlive its parent by a moment, with the database still open.
  while (signalGroup(child, 0)) {
    if (Date.now() > deadline) signalGroup(child, "SIGKILL");
    await setTimeout(10);
  }
}

/** Whether there was still somebody in the child's process group to hear the signal. */
function signalGroup({ pid }: FoyerProcess, signal: NodeJS.Signals | 0): boolean {
  try {
    return pid !== undefined && process.kill(-pid, signal);
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ESRCH") return false;
    throw cause;
  }
}

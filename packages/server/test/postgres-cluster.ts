import { existsSync, readFileSync } from "node:fs";
import { chown, mkdir, realpath } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { canEnter } from "./postgres-binaries.ts";
import { complete, failure, type Site, type User } from "./postgres-process.ts";

/** Makes the cluster, unless the folder given holds one. */
export async function prepareDataDir(
  site: Site,
  options: { dataDir?: string; fast?: boolean },
): Promise<string> {
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

/** What a server is started with. */
export function settings(port: number, fast: boolean): string[] {
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

/** The postmaster's number and System V segment, from the file that PostgreSQL removes only on a clean end. */
export function lockOf(dataDir: string): { pid: number; segment: string | undefined } | undefined {
  const path = join(dataDir, "postmaster.pid");
  if (!existsSync(path)) return undefined;
  const lines = readFileSync(path, "utf8").split("\n");
  return { pid: Number(lines[0]), segment: lines[6]?.trim().split(/\s+/)[1] };
}

/** PostgreSQL refuses to run as root. */
export function unprivilegedUser(): User | undefined {
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

/** A folder for temporary files that our user may enter. */
export function enterableTempDir(user: User | undefined): string {
  const candidates = [tmpdir(), "/tmp", "/var/tmp"].filter((dir) => existsSync(dir));
  return candidates.find((dir) => canEnter(dir, user)) ?? tmpdir();
}

/** A port nothing listens on. */
export async function freePort(): Promise<number> {
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

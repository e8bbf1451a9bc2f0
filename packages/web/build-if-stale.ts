import { spawnSync } from "node:child_process";
import { existsSync, globSync, statSync } from "node:fs";
import { join } from "node:path";

const FOLDER = import.meta.dirname;
const SOURCES = ["src/**/*", "public/*", "index.html", "package.json", "*.ts", "../client/src/**/*"];

const changedAt = (path: string): number => statSync(join(FOLDER, path)).mtimeMs;

/** Builds the inbox unless what is built is newer than everything it is made of: once, after each change. */
const built = "dist/index.html";
const newest = Math.max(...globSync(SOURCES, { cwd: FOLDER }).map(changedAt));
if (!existsSync(join(FOLDER, built)) || changedAt(built) < newest) {
  process.stdout.write("Building the inbox, once …\n");
  const { status } = spawnSync("npx", ["--no-install", "vite", "build", "--logLevel", "error"], {
    cwd: FOLDER,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  process.exitCode = status ?? 1;
}

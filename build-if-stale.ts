import { spawnSync } from "node:child_process";
import { existsSync, globSync, statSync } from "node:fs";
import { join } from "node:path";

/** What `npm start` runs, and what it is made of. The inbox comes first: the server carries it. */
const parts = [
  {
    name: "the inbox",
    workspace: "@leadfoyer/web",
    built: "packages/web/dist/index.html",
    sources: ["packages/web/{src,public}/**/*", "packages/web/*.{html,json,ts}", "packages/client/src/**/*"],
  },
  {
    name: "the server",
    workspace: "leadfoyer",
    built: "packages/server/dist/main.js",
    sources: [
      "packages/{contract,server}/src/**/*",
      "packages/server/*.{json,ts}",
      "packages/web/dist/index.html",
    ],
  },
];

const changedAt = (path: string): number => statSync(join(import.meta.dirname, path)).mtimeMs;

/** Whether something it is made of is newer. */
function isStale({ built, sources }: (typeof parts)[number]): boolean {
  if (!existsSync(join(import.meta.dirname, built))) return true;
  const files = globSync(sources, { cwd: import.meta.dirname, exclude: ["**/*.test.ts"] });
  return Math.max(...files.map(changedAt)) > changedAt(built);
}

/** Builds what is not built from the sources as they are: once, after each change. */
for (const part of parts) {
  if (!isStale(part)) continue;
  process.stdout.write(`Building ${part.name}, once …\n`);
  const { status } = spawnSync("npm", ["run", "build", "--silent", "--workspace", part.workspace], {
    cwd: import.meta.dirname,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exit(status ?? 1);
}

import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What is released, the inbox before the server that carries it. */
const PACKAGES = ["packages/client", "packages/web", "packages/server"];

/** Builds all of it once for the whole run: these tests are of what is released. */
export default async function setup(): Promise<void> {
  const workspaces = PACKAGES.flatMap((name) => ["--workspace", name]);
  await run("npm", ["run", "build", ...workspaces], {
    cwd: resolve(import.meta.dirname, ".."),
    env: { ...process.env, NODE_ENV: "production" }, // the test runner's own would bring React's slow half
  });
}

import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Builds server and client once for the whole run: these tests are of what is released. */
export default async function setup(): Promise<void> {
  await run("npm", ["run", "build", "--workspace", "packages/server", "--workspace", "packages/client"], {
    cwd: resolve(import.meta.dirname, ".."),
  });
}

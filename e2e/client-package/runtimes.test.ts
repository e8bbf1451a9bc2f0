import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { NODE_22 } from "../support/program.ts";
import { useFoyer } from "../support/use-foyer.ts";
import { launchBrowser } from "../web/browser.ts";
import { installPacked, MODULES, run } from "./installed.ts";

const foyer = useFoyer();
let installed: Awaited<ReturnType<typeof installPacked>>;
beforeAll(async () => {
  installed = await installPacked();
  await copyFile(join(import.meta.dirname, "trial.js"), join(installed.project, "trial.mjs"));
  await writeFile(
    join(installed.project, "main.mjs"),
    `import { trial } from "./trial.mjs";
     const { FOYER_URL: baseUrl, FOYER_TOKEN: token } = globalThis.process?.env ?? Deno.env.toObject();
     console.log(JSON.stringify(await trial({ baseUrl, token })));`,
  );
  return () => installed[Symbol.asyncDispose]();
});

const passed = {
  once: true,
  titles: ["Blue door"],
  missing: "NotFoundError",
  ended: "AbortError",
  webhook: "Blue door",
  challenge: "S256",
};

const thread = `new (require("node:worker_threads").Worker)("./main.mjs")`;
const bin = (name: string): string => join(MODULES, ".bin", name);

test.each([
  ["Node 22", NODE_22, ["main.mjs"]],
  ["Node 24", process.execPath, ["main.mjs"]],
  ["a thread of Node's", process.execPath, ["-e", thread]],
  ["Deno", bin("deno"), ["run", "--no-lock", "--allow-net", "--allow-env", "main.mjs"]],
  ["Bun", bin("bun"), ["run", "main.mjs"]],
])("the packed client works in %s", async (_runtime, command, words) => {
  const env = { ...process.env, FOYER_URL: foyer().baseUrl, FOYER_TOKEN: foyer().token };
  const { stdout } = await run(command, words, {
    cwd: installed.project,
    env: { ...env, DENO_DIR: join(installed.path, "deno"), DENO_NO_UPDATE_CHECK: "1" },
  });
  expect(JSON.parse(stdout)).toEqual(passed);
});

const WORKERD = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .trial), (name = "internet", network = (allow = ["local"]))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const trial :Workerd.Worker = (
  modules = [
    (name = "worker.js", esModule = embed "worker.js"),
    (name = "trial.js", esModule = embed "trial.mjs"),
    (name = "@leadfoyer/client", esModule = embed "node_modules/@leadfoyer/client/dist/esm/index.js"),
  ],
  compatibilityDate = "2026-01-01",
);
`;

test("the packed client works in a worker at the edge", async () => {
  await writeFile(join(installed.project, "trial.capnp"), WORKERD);
  await writeFile(
    join(installed.project, "worker.js"),
    `import { trial } from "./trial.js";
     export default { fetch: async (request) => Response.json(await trial(await request.json())) };`,
  );
  const words = ["serve", "trial.capnp", "--control-fd=1"];
  const child = spawn(bin("workerd"), words, {
    cwd: installed.project,
    stdio: ["ignore", "pipe", "inherit"],
    detached: true, // a script starts the program: both are ended as a group
  });
  try {
    const [line] = await once(child.stdout, "data");
    const { port } = JSON.parse(String(line).split("\n", 1)[0] ?? "");
    const { baseUrl, token } = foyer();
    const body = JSON.stringify({ baseUrl, token });
    const answer = await fetch(`http://127.0.0.1:${port}`, { method: "POST", body });
    expect(await answer.json()).toEqual(passed);
  } finally {
    if (child.pid) process.kill(-child.pid);
  }
});

/** Serves the packed client beside Foyer's own pages, where a browser may call it. */
async function serveTrial(page: Page, base: string): Promise<void> {
  const trial = await readFile(join(installed.project, "trial.mjs"), "utf8");
  const files: Record<string, string> = {
    "page.html": "<!doctype html><title>Trial</title>",
    "client.js": await readFile(installed.module, "utf8"),
    "trial.js": trial.replace('"@leadfoyer/client"', '"./client.js"'),
    "worker.js": `import { trial } from "./trial.js";
      onmessage = async ({ data }) => postMessage(await trial(data));`,
  };
  await page.route(`${base}/trial/*`, (route) => {
    const name = new URL(route.request().url()).pathname.replace("/trial/", "");
    const contentType = name.endsWith(".html") ? "text/html" : "text/javascript";
    return route.fulfill({ contentType, body: files[name] ?? "" });
  });
  await page.goto(`${base}/trial/page.html`);
}

test("the packed client works in a browser's page, and in a worker of it", async () => {
  await using browser = await launchBrowser();
  const page = await browser.newPage();
  const { baseUrl, token } = foyer();
  await serveTrial(page, baseUrl);
  const inPage = `import("/trial/trial.js").then(({ trial }) => trial(${JSON.stringify({ baseUrl, token })}))`;
  expect(await page.evaluate(inPage)).toEqual(passed);
  const inWorker = `new Promise((resolve, reject) => {
    const worker = new Worker("/trial/worker.js", { type: "module" });
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = reject;
    worker.postMessage(${JSON.stringify({ baseUrl, token })});
  })`;
  expect(await page.evaluate(inWorker)).toEqual(passed);
});

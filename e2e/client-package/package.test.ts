import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { rolldown } from "rolldown";
import { beforeAll, describe, expect, test } from "vitest";
import { type Foyer, startFoyer } from "../support/foyer.ts";
import { temporaryFolder } from "../support/program.ts";

const run = promisify(execFile);
const PACKAGE = resolve(import.meta.dirname, "../../packages/client");
const MODULES = resolve(import.meta.dirname, "../../node_modules");

/** Packs the client as it is published and installs it alone into an empty project. */
async function install() {
  const folder = await temporaryFolder();
  const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", folder.path], {
    cwd: PACKAGE,
  });
  const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  const tarball = join(folder.path, filename);
  const project = join(folder.path, "project");
  await mkdir(project);
  await writeFile(join(project, "package.json"), '{ "name": "empty", "private": true }');
  await run("npm", ["install", "--offline", "--no-audit", "--no-fund", tarball], { cwd: project });
  return { ...folder, project, tarball, files: files.map(({ path }) => path) };
}

/** The newest, and the oldest that is promised: the one that Are The Types Wrong brings along. */
const compilers = [
  ["7", "typescript"],
  ["5.6 (its release candidate)", "@arethetypeswrong/core/node_modules/typescript"],
] as const;

let installed: Awaited<ReturnType<typeof install>>;
beforeAll(async () => {
  installed = await install();
  return () => installed[Symbol.asyncDispose]();
});

describe("the packed client", () => {
  test("holds JavaScript, typings, README and licence, and asks for nothing else", async () => {
    const manifest = JSON.parse(await readFile(join(PACKAGE, "package.json"), "utf8"));
    expect(manifest.dependencies).toBeUndefined();
    expect(manifest.sideEffects).toBe(false);
    const others = installed.files.filter((file) => !/^dist\/.*\.(js|d\.ts)$/.test(file));
    expect(others.toSorted()).toEqual(["LICENSE", "README.md", "dist/cjs/package.json", "package.json"]);
  });

  test("publint and Are The Types Wrong find nothing", async () => {
    const { messages, pkg } = await publint({ pkgDir: PACKAGE, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
    const checked = await checkPackage(createPackageFromTarballData(await readFile(installed.tarball)));
    expect("problems" in checked && checked.problems).toEqual([]);
  });

  describe("imported", () => {
    let foyer: Foyer;
    beforeAll(async () => {
      foyer = await startFoyer();
      return () => foyer.stop();
    });

    const ask = (pipedrive: string): string => `
      const { FOYER_URL: baseUrl, FOYER_TOKEN: token } = process.env;
      const apiClient = new ${pipedrive}.ApiClient();
      apiClient.basePath = baseUrl + "/v1";
      apiClient.authentications.api_key.apiKey = token;
      const both = Promise.all([createClient({ baseUrl, token }).sources.list(), new ${pipedrive}.LeadsApi(apiClient).getLeadSources()]);
      both.then(([page, body]) => console.log(page.data.length, body.data.length));`;

    test.each([
      [
        "by import",
        "esm.mjs",
        `import Pipedrive, { createClient } from "@leadfoyer/client";${ask("Pipedrive")}`,
      ],
      [
        "by require",
        "cjs.cjs",
        `const pipedrive = require("@leadfoyer/client"); const { createClient } = pipedrive;${ask("pipedrive")}`,
      ],
    ])("%s, it asks a Foyer", async (_how, file, code) => {
      await writeFile(join(installed.project, file), code);
      const env = { ...process.env, FOYER_URL: foyer.baseUrl, FOYER_TOKEN: foyer.token };
      const { stdout } = await run(process.execPath, [file], { cwd: installed.project, env });
      expect(stdout.trim()).toBe("10 10");
    });
  });

  test.each(compilers)(
    "typechecks under strict with TypeScript %s, as a module and as a script",
    async (_version, compiler) => {
      const code = `import Pipedrive, { createClient, type Lead, isNotFound } from "@leadfoyer/client";
      const foyer = createClient({ token: "t" });
      export const read = async (id: string): Promise<Lead | undefined> =>
        foyer.leads.get(id).catch((error: unknown) => { if (isNotFound(error)) return undefined; throw error; });
      export const titles = async (): Promise<string[]> => (await foyer.leads.list({ sort: "add_time DESC" }).toArray()).map((lead) => lead.title);
      export const api = new Pipedrive.LeadsApi(Pipedrive.ApiClient.instance);
      // @ts-expect-error a lead has no such name
      export const wrong = async (id: string) => (await foyer.leads.get(id)).titel;`;
      for (const file of ["module.mts", "script.cts"]) await writeFile(join(installed.project, file), code);
      const options = [
        "--strict",
        "--noEmit",
        "--module",
        "nodenext",
        "--target",
        "es2022",
        "--lib",
        "es2022,dom,dom.asynciterable",
      ];
      const tsc = join(MODULES, compiler, "bin/tsc");
      const outcome = await run(process.execPath, [tsc, ...options, "module.mts", "script.cts"], {
        cwd: installed.project,
      }).then(
        () => "",
        (error) => error.stdout,
      );
      expect(outcome).toBe("");
    },
  );
});

/** What a bundler makes of a program that uses the client, in bytes after compression. */
async function bundled(program: string): Promise<{ code: string; bytes: number }> {
  const entry = {
    name: "entry",
    resolveId: (id: string) => (id === "entry" ? id : null),
    load: (id: string) => (id === "entry" ? program : null),
  };
  const bundle = await rolldown({
    input: "entry",
    plugins: [entry],
    platform: "browser",
    cwd: installed.project,
  });
  const { output } = await bundle.generate({ format: "esm", minify: true });
  await bundle.close();
  return { code: output[0].code, bytes: gzipSync(output[0].code, { level: 9 }).length };
}

const client = (): string =>
  JSON.stringify(join(installed.project, "node_modules/@leadfoyer/client/dist/esm/index.js"));

describe("bundled", () => {
  test("leads take less than 10 KB, and so does everything", async () => {
    const leads = await bundled(
      `import { LeadsApi, ApiClient } from ${client()}; console.log(new LeadsApi(new ApiClient()))`,
    );
    const all = await bundled(`export * from ${client()}`);
    console.info(`leads ${leads.bytes} bytes, everything ${all.bytes} bytes (minified, gzip)`);
    expect(leads.bytes).toBeLessThan(10_000);
    expect(all.bytes).toBeLessThan(10_000);
    expect(leads.bytes).toBeLessThan(all.bytes);
  });

  test("what is not used leaves nothing behind", async () => {
    expect((await bundled(`import ${client()}`)).code.trim()).toBe("");
  });

  test("it needs fetch, URL and Web Crypto and no more", async () => {
    const { code } = await bundled(`export * from ${client()}`);
    expect(code).not.toMatch(/\b(require|process|Buffer|__dirname)\b|from\s*["'](node:|@)/);
  });
});

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { rolldown } from "rolldown";
import { beforeAll, describe, expect, test } from "vitest";
import { type Foyer, startFoyer } from "../support/foyer.ts";
import { compilers, complaints, installPacked, PACKAGE, run } from "./installed.ts";

let installed: Awaited<ReturnType<typeof installPacked>>;
beforeAll(async () => {
  installed = await installPacked();
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

  test.each(Object.keys(compilers))(
    "typechecks under strict with %s, as a module and as a script",
    async (version) => {
      const code = `import Pipedrive, { createClient, type Lead, isNotFound } from "@leadfoyer/client";
      const foyer = createClient({ token: "t" });
      export const read = async (id: string): Promise<Lead | undefined> =>
        foyer.leads.get(id).catch((error: unknown) => { if (isNotFound(error)) return undefined; throw error; });
      export const titles = async (): Promise<string[]> => (await foyer.leads.list({ sort: "add_time DESC" }).toArray()).map((lead) => lead.title);
      export const api = new Pipedrive.LeadsApi(Pipedrive.ApiClient.instance);
      // @ts-expect-error a lead has no such name
      export const wrong = async (id: string) => (await foyer.leads.get(id)).titel;`;
      for (const file of ["module.mts", "script.cts"]) await writeFile(join(installed.project, file), code);
      const files = ["module.mts", "script.cts"];
      expect(await complaints(version as keyof typeof compilers, { cwd: installed.project, files })).toBe("");
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

const client = (): string => JSON.stringify(installed.module);

describe("bundled", () => {
  test("leads take less than 10 KB, by either surface, and everything little more", async () => {
    const leads = await bundled(
      `import { LeadsApi, ApiClient } from ${client()}; console.log(new LeadsApi(new ApiClient()))`,
    );
    const modern = await bundled(
      `import { createClient } from ${client()}; console.log(createClient({ token: "t" }).leads)`,
    );
    const all = await bundled(`export * from ${client()}`);
    console.info(`LeadsApi ${leads.bytes}, createClient ${modern.bytes}, everything ${all.bytes} bytes`);
    expect(leads.bytes).toBeLessThan(10_000);
    expect(modern.bytes).toBeLessThan(10_000);
    expect(all.bytes).toBeLessThan(12_000);
    expect(leads.bytes).toBeLessThan(modern.bytes);
    expect(modern.bytes).toBeLessThan(all.bytes);
  });

  test("what is not used leaves nothing behind", async () => {
    expect((await bundled(`import ${client()}`)).code.trim()).toBe("");
  });

  test("it needs fetch, URL and Web Crypto and no more", async () => {
    const { code } = await bundled(`export * from ${client()}`);
    expect(code).not.toMatch(/\b(require|process|Buffer|__dirname)\b|from\s*["'](node:|@)/);
  });
});

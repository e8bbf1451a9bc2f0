import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve, sep } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { createFixtures, idOf } from "./clients/fixtures.ts";
import { asItem, asItems } from "./clients/json.ts";
import type { Foyer } from "./support/foyer.ts";
import { useFoyer } from "./support/use-foyer.ts";

const SAMPLE = resolve(import.meta.dirname, "tutorial/add-lead.cjs");
const require = createRequire(import.meta.url);
const run = promisify(execFile);

describe("the sample of the tutorial, on a Foyer started with npm start", () => {
  const foyer = useFoyer({ launcher: "npm" });

  test.each(["pd13", "pd22"])("adds its lead with %s", async (alias) => {
    const ids = await givenIds(foyer());
    const output = await runSample(alias, {
      FOYER_URL: foyer().baseUrl,
      PIPEDRIVE_API_KEY: foyer().token,
      ...ids,
    });
    expect(output).toContain("Sending request...\nLead was added successfully! ");
    const person_id = Number(ids.PERSON_ID);
    expect(asItems(await read(foyer(), `/v1/leads?person_id=${person_id}`))).toEqual([
      expect.objectContaining({
        ...{ title: "Lead 158", value: { amount: 3000, currency: "USD" }, expected_close_date: "2022-07-12" },
        ...{ owner_id: Number(ids.OWNER_ID), label_ids: [ids.LABEL_ID], visible_to: "1", was_seen: true },
        ...{ person_id, organization_id: Number(ids.ORGANIZATION_ID) },
      }),
    ]);
  });
});

/** What the sample's reader would look up in an account of their own. */
async function givenIds(foyer: Foyer) {
  const given = createFixtures(foyer);
  return {
    OWNER_ID: String(asItem(await read(foyer, "/v1/users/me")).id),
    LABEL_ID: idOf(await given.label()),
    PERSON_ID: String(await given.person()),
    ORGANIZATION_ID: String(await given.organization()),
  };
}

/** Runs the sample as its reader would, with `pipedrive` being the given version. */
async function runSample(alias: string, environment: Record<string, string>): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "foyer-tutorial-"));
  const modules = join(directory, "node_modules");
  try {
    await mkdir(modules);
    await symlink(packageDirectory(alias), join(modules, "pipedrive"));
    const env = { PATH: process.env.PATH, NODE_PATH: modules, ...environment };
    const { stdout } = await run(process.execPath, [SAMPLE], { env });
    return stdout;
  } finally {
    await rm(directory, { recursive: true });
  }
}

function packageDirectory(alias: string): string {
  const entry = require.resolve(alias);
  const end = entry.indexOf(
    sep,
    entry.lastIndexOf(`${sep}node_modules${sep}`) + `${sep}node_modules${sep}`.length,
  );
  return entry.slice(0, end);
}

async function read({ baseUrl, token }: Foyer, path: string): Promise<unknown> {
  const response = await fetch(baseUrl + path, { headers: { "x-api-token": token } });
  return asItem(await response.json()).data;
}

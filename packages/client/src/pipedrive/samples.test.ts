import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { type Foyer, startFoyer } from "../../test/foyer.ts";
import { samples, samplesIn, tutorial } from "../../test/samples.ts";
import * as client from "../index.ts";

const Pipedrive = client.default;
const DOCUMENTS = process.env.FOYER_SEEDS;

test.runIf(DOCUMENTS)("the samples here are the documents', all of them", async () => {
  const folder = DOCUMENTS ?? "";
  const files = await readdir(folder);
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  expect(texts.flatMap(samplesIn).toSorted()).toEqual(
    [...samples.map(({ text }) => text), tutorial].toSorted(),
  );
});

/** Rows of the README's table of operations: the documents' name, the one here, and what `createClient` has. */
async function operations(): Promise<string[][]> {
  const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
  const [, table = ""] = /<!-- operations -->(.*)<!-- end of operations -->/s.exec(readme) ?? [];
  return [...table.matchAll(/^\| `(\w+)` +\| `(\w+)\.(\w+)\(.*?` +\| `foyer\.(\w+)\.(\w+)\(/gm)].map(
    ([, ...names]) => names,
  );
}

test("the README's table names calls that are there, in both surfaces", async () => {
  const rows = await operations();
  expect(rows).toHaveLength(12);
  const modern = client.createClient({}) as unknown as Record<string, Record<string, unknown>>;
  for (const [operation = "", group = "", name = "", resource = "", verb = ""] of rows) {
    const api = (client as Record<string, unknown>)[group] as { prototype: Record<string, unknown> };
    expect([name, typeof api.prototype[name]]).toEqual([operation, "function"]);
    expect(typeof modern[resource]?.[verb], `foyer.${resource}.${verb}`).toBe("function");
  }
});

test.runIf(DOCUMENTS)("the README's table has every operation of the documents, PHP's too", async () => {
  const folder = DOCUMENTS ?? "";
  const files = await readdir(folder);
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  const called = texts.flatMap((text) =>
    [...text.matchAll(/\$?apiInstance(?:->|\.)(\w+)\(/g)].map(([, name]) => name),
  );
  const named = (await operations()).map(([operation]) => operation);
  expect(new Set(called)).toEqual(new Set(named));
});

type Scene = { foyer: Foyer; person: number; organization: number; lead: string; label: string };
let scene: Scene;
beforeEach(async () => {
  const foyer = await startFoyer();
  const { id: person } = await foyer.add.person();
  const { id: organization } = await foyer.add.organization();
  const lead = await foyer.add.lead({
    title: "Sample lead",
    person_id: person,
    organization_id: organization,
  });
  scene = { foyer, person, organization, lead: lead.id, label: (await foyer.add.label()).id };
});

/** What the reader of a sample fills in: address, credentials, ids and the values of placeholders. */
function filledIn(text: string): string {
  const { foyer, person, organization, lead, label } = scene;
  const values = text.includes("LeadLabelRequest")
    ? "{ name: 'Sample', color: 'red' }"
    : `{ title: 'Sample', person_id: ${person} }`;
  return text
    .replace("import Pipedrive from 'pipedrive';\n", "")
    .replace(/let (\w+) = (.*ApiClient.*);/, `let $1 = $2; $1.basePath = '${foyer.baseUrl}/v1';`)
    .replace(
      "new pipedrive.ApiClient();",
      `new pipedrive.ApiClient(); defaultClient.basePath = '${foyer.baseUrl}/v1';`,
    )
    .replace("YOUR API KEY", foyer.token)
    .replace(/let id = .*;/, `let id = '${text.includes("LeadLabel(") ? label : lead}';`)
    .replace(/new Pipedrive\.(\w+Request)\(\)/, (made) => `Object.assign(${made}, ${values})`)
    .replace("constructFromObject({\n})", `constructFromObject(${values})`)
    .replace("archivedStatus_example", "all")
    .replace("sort_example", "add_time DESC")
    .replace(/'filterId': 1,/, "")
    .replace(/'ownerId': \d+/, `'ownerId': ${foyer.actor.user_id}`)
    .replace(/(person_id|'personId'): \d+/, `$1: ${person}`)
    .replace(/(organization_id|'organizationId'): \d+/, `$1: ${organization}`)
    .replace("owner_id: 13293848", `owner_id: ${foyer.actor.user_id}`)
    .replace("f981d20f-cd00-4e30-a406-06576a92058b", label)
    .replace("'term_example'", "'Sample lead'")
    .replace("fields_example", "title")
    .replace("includeFields_example", "lead.was_seen");
}

/** Runs a sample's text and answers the first thing it prints that is not the tutorial's greeting. */
function run(text: string): Promise<unknown[]> {
  return new Promise((resolve) => {
    const print = (...words: unknown[]) => words[0] !== "Sending request..." && resolve(words);
    const process = { env: { PIPEDRIVE_API_KEY: scene.foyer.token } };
    const names = { Pipedrive, require: () => client, process, console: { log: print, error: print } };
    new Function(...Object.keys(names), filledIn(text))(...Object.values(names));
  });
}

describe("Pipedrive's own samples", () => {
  test.each(samples)("$name", async ({ text }) => {
    expect(await run(text)).toEqual(["API called successfully. Returned data: [object Object]"]);
  });

  test("the tutorial", async () => {
    expect(await run(tutorial)).toMatchObject([
      "Lead was added successfully!",
      {
        success: true,
        data: { title: "Lead 158", value: { amount: 3000 }, visible_to: "1", was_seen: true },
      },
    ]);
    expect(await run(tutorial.replace("title: 'Lead 158',", ""))).toMatchObject([
      "Adding a lead failed",
      { success: false, error_info: '"title" is required' },
    ]);
  });
});

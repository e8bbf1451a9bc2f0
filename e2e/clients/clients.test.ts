import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Foyer, startFoyer } from "../support/foyer.ts";
import { loadOpenApi } from "../support/openapi.ts";
import { startTee, type Tee } from "../support/tee.ts";
import { checks } from "./checks/all.ts";
import { isFor } from "./checks/check.ts";
import { loadGenerations } from "./clients.ts";
import { commitTable, committedTable, createResults } from "./compatibility.ts";
import { operationNames } from "./operations.ts";
import { createScene } from "./scene.ts";

const openApi = await loadOpenApi();
if (!openApi.available) console.warn(openApi.reason);
const generations = loadGenerations();
const results = createResults();

// One server per generation: a start costs more than the checks of a client, and a list holds 500 at most.
describe.each(generations)("npm pipedrive on $generation", ({ clients }) => {
  const stage = useStage();

  describe.each(clients)("$version", (client) => {
    const applicable = checks.filter((check) => isFor(client, check));

    test.each(applicable)("$operation: $fact", (check) => {
      const scene = createScene({ client, openApi, ...stage() });
      return results.follow(client, check.operation, check.run(scene));
    });

    test("is tried with every operation it has", () => {
      const tried = new Set(applicable.map(({ operation }) => operation));
      expect(operationNames.filter((name) => client.has(name) && !tried.has(name))).toEqual([]);
    });
  });
});

test.skipIf(!openApi.available)("every listed defect of the OpenAPI documents is met", () => {
  expect(openApi.available && openApi.unusedDefects()).toEqual([]);
});

test("docs/compatibility.md shows these results", () => {
  const table = results.table(generations.flatMap(({ clients }) => clients));
  if (process.env.FOYER_UPDATE_DOCS === "1") commitTable(table);
  expect(committedTable(), "run again with FOYER_UPDATE_DOCS=1 to bring the page up to date").toBe(table);
});

/** A server with a tee before it, for as long as the checks of one generation run. */
function useStage(): () => { foyer: Foyer; tee: Tee } {
  const belongings = new AsyncDisposableStack();
  let stage: { foyer: Foyer; tee: Tee } | undefined;
  beforeAll(async () => {
    const foyer = belongings.use(await startFoyer());
    stage = { foyer, tee: belongings.use(await startTee(foyer.baseUrl)) };
  });
  afterAll(() => belongings.disposeAsync());
  return () => {
    if (!stage) throw new Error("no server was started");
    return stage;
  };
}

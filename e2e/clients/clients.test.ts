import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startFoyer } from "../support/foyer.ts";
import { loadOpenApi } from "../support/openapi.ts";
import { startTee } from "../support/tee.ts";
import { checks } from "./checks/all.ts";
import { isFor } from "./checks/check.ts";
import { loadClients } from "./clients.ts";
import { commitTable, committedTable, createResults } from "./compatibility.ts";
import type { OfficialClient } from "./official-client.ts";
import { operationNames } from "./operations.ts";
import { createScene, type Scene } from "./scene.ts";

const openApi = await loadOpenApi();
if (!openApi.available) console.warn(openApi.reason);
const clients = loadClients();
const results = createResults();

/** Ten servers start at once, and what runs side by side waits for each other. */
const PATIENCE_MS = 60_000;
const inTurn = { concurrent: false, timeout: PATIENCE_MS };

// Each client has a server of its own, so the clients run side by side; the checks of one client share its lists.
describe.concurrent.each(clients)("npm pipedrive $version", (client) => {
  const applicable = checks.filter((check) => isFor(client, check));
  const stage = useStage(client);

  test.each(applicable)("$operation: $fact", inTurn, (check) =>
    results.follow(client, check.operation, check.run(stage())),
  );

  test("is tried with every operation it has", inTurn, () => {
    const tried = new Set(applicable.map(({ operation }) => operation));
    expect(operationNames.filter((name) => client.has(name) && !tried.has(name))).toEqual([]);
  });
});

test.skipIf(!openApi.available)("every listed defect of the OpenAPI documents is met", () => {
  expect(openApi.available && openApi.unusedDefects()).toEqual([]);
});

test("docs/compatibility.md shows these results", () => {
  const table = results.table(clients);
  if (process.env.FOYER_UPDATE_DOCS === "1") commitTable(table);
  expect(committedTable(), "run again with FOYER_UPDATE_DOCS=1 to bring the page up to date").toBe(table);
});

/** A server and a tee of this client's own, for as long as its checks run. */
function useStage(client: OfficialClient): () => Scene {
  const belongings = new AsyncDisposableStack();
  let scene: Scene | undefined;
  beforeAll(async () => {
    const foyer = belongings.use(await startFoyer());
    const tee = belongings.use(await startTee(foyer.baseUrl));
    scene = createScene({ client, foyer, tee, openApi });
  }, PATIENCE_MS);
  afterAll(() => belongings.disposeAsync());
  return () => {
    if (!scene) throw new Error("no server was started");
    return scene;
  };
}

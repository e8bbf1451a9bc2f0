import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { type PostgresServer, startPostgres } from "../../packages/server/test/postgres.ts";
import { type Foyer, startFoyer } from "../support/foyer.ts";
import { examine } from "./examine.ts";
import { connect, saysUnavailable } from "./keep-alive.ts";
import { expectNoProblems, killFoyer, ROUNDS, report, setScene, share, underLoad } from "./rounds.ts";

const FOYER_ROUNDS = share(1 / 12);
const PATIENCE_MS = 60_000 + ROUNDS * 15_000;
const RECOVERY_MS = 5_000;

test("PostgreSQL killed: Foyer says so, comes back by itself and has kept every acknowledged write", {
  timeout: PATIENCE_MS,
}, async () => {
  await using postgres = await startPostgres({ fast: false });
  const databaseUrl = await postgres.createDatabase("crash");
  await using foyer = await startFoyer({ databaseUrl });
  const stage = await setScene(foyer);
  for (let round = 0; round < ROUNDS; round++) {
    await underLoad(foyer, stage, () => crash(postgres, foyer));
    await examine(foyer, databaseUrl, stage.ledger);
    expectNoProblems(stage.ledger);
  }
  expect(stage.ledger.lost).toBe(0);
  report("PostgreSQL killed under Foyer", ROUNDS, stage.ledger);
});

test("PostgreSQL: a killed Foyer has kept every write it acknowledged, and none by half", {
  timeout: PATIENCE_MS,
}, async () => {
  await using postgres = await startPostgres({ fast: false });
  const databaseUrl = await postgres.createDatabase("crash");
  let foyer = await startFoyer({ databaseUrl });
  const { token } = foyer;
  try {
    const stage = await setScene(foyer);
    for (let round = 0; round < FOYER_ROUNDS; round++) {
      const { baseUrl } = foyer;
      await underLoad({ baseUrl, token }, stage, () => killFoyer(foyer));
      await foyer.stop();
      foyer = await startFoyer({ databaseUrl });
      await examine({ baseUrl: foyer.baseUrl, token }, databaseUrl, stage.ledger);
      expectNoProblems(stage.ledger);
    }
    report("PostgreSQL, Foyer killed", FOYER_ROUNDS, stage.ledger);
  } finally {
    await foyer.stop();
  }
});

/** The database dies, Foyer says so, the database returns, Foyer answers again. */
async function crash(postgres: PostgresServer, foyer: Foyer): Promise<void> {
  const connection = connect(foyer);
  const list = () => connection.send("GET", "/v1/leads?limit=1");
  const add = () => connection.send("POST", "/v1/leads", { title: "Lost", person_id: 1 });
  await postgres.kill();
  for (const ask of [list, add]) expect(await ask()).toSatisfy(saysUnavailable);
  await pause(randomInt(200));
  await postgres.restart();
  await expect.poll(list, { timeout: RECOVERY_MS }).toMatchObject({ status: 200 });
  connection.close();
}

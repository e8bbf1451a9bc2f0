import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startFoyer } from "../support/foyer.ts";
import { examine } from "./examine.ts";
import { expectNoProblems, killFoyer, ROUNDS, report, setScene, underLoad } from "./rounds.ts";
import { integrityOf } from "./rows.ts";

const PATIENCE_MS = 30_000 + ROUNDS * 12_000;

test("SQLite: a killed server has kept every write it acknowledged, and none by half", {
  timeout: PATIENCE_MS,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), "foyer-crash-"));
  const databaseUrl = `sqlite:${join(folder, "foyer.db")}`;
  let foyer = await startFoyer({ databaseUrl });
  const { token } = foyer;
  try {
    const stage = await setScene(foyer);
    // Node keeps what it has compiled for the next start only when a process ends in peace.
    await foyer.stop();
    foyer = await startFoyer({ databaseUrl });
    for (let round = 0; round < ROUNDS; round++) {
      const { baseUrl } = foyer;
      await underLoad({ baseUrl, token }, stage, () => killFoyer(foyer));
      await foyer.stop();
      foyer = await startFoyer({ databaseUrl });
      await examine({ baseUrl: foyer.baseUrl, token }, databaseUrl, stage.ledger);
      expectNoProblems(stage.ledger);
    }
    expect(stage.ledger.unavailable).toBe(0);
    expect(await integrityOf(databaseUrl)).toEqual([{ integrity_check: "ok" }]);
    report("SQLite, server killed", ROUNDS, stage.ledger);
  } finally {
    await foyer.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

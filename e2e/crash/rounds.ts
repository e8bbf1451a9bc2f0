import { randomInt } from "node:crypto";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "vitest";
import type { Foyer } from "../support/foyer.ts";
import { connect, dataOf } from "./keep-alive.ts";
import { type Ledger, newLedger } from "./ledger.ts";
import { type Load, type Scene, write } from "./writer.ts";

export const ROUNDS = Number(process.env.FOYER_CRASH_ROUNDS ?? 50);
/** A part of the rounds, for crashes that take longer. */
export const share = (part: number): number => Math.ceil(ROUNDS * part);

const WRITERS = 8;
/** Leads of earlier rounds that a writer goes on with. */
const INHERITED = 10;
const PROBLEMS_SHOWN = 5;

type Server = { baseUrl: string; token: string };

/** A server's company with something that leads can point at, and nothing told yet. */
export async function setScene(server: Server): Promise<{ scene: Scene; ledger: Ledger }> {
  const connection = connect(server);
  const person = connection.send("POST", "/api/v2/persons", { name: "Ann Example" });
  const { id: personId } = await dataOf<{ id: number }>(person);
  const labels = await dataOf<{ id: string }[]>(connection.send("GET", "/v1/leadLabels"));
  connection.close();
  return { scene: { personId, labels: labels.map(({ id }) => id) }, ledger: newLedger() };
}

/** Lets the writers write, 50 to 500 ms later does `interrupt`, and waits until every writer has stopped. */
export async function underLoad(
  server: Server,
  { scene, ledger }: { scene: Scene; ledger: Ledger },
  interrupt: () => Promise<void>,
): Promise<void> {
  const load: Load = { stopped: false };
  const shuffled = [...ledger.leads.values()].sort(() => Math.random() - 0.5);
  const writers = Array.from({ length: WRITERS }, (_, index) => {
    const mine = shuffled.slice(index * INHERITED, (index + 1) * INHERITED);
    return write(load, { connection: connect(server), ledger, scene, mine });
  });
  await pause(randomInt(50, 500));
  await interrupt();
  load.stopped = true;
  await Promise.all(writers);
}

/** Ends the server as a power cut would. */
export async function killFoyer({ child }: Foyer): Promise<void> {
  const ended = once(child, "exit");
  process.kill(-(child.pid ?? Number.NaN), "SIGKILL");
  await ended;
}

export function expectNoProblems({ problems }: Ledger): void {
  expect(problems.slice(0, PROBLEMS_SHOWN)).toEqual([]);
}

export function report(what: string, rounds: number, { acknowledged, leads, unavailable }: Ledger): void {
  const refused = unavailable > 0 ? `, ${unavailable} refused meanwhile` : "";
  console.info(
    `${what}: ${rounds} rounds and kills, ${acknowledged} acknowledged writes, ${leads.size} leads at the end${refused}`,
  );
}

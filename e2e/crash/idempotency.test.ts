import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { type Foyer, startFoyer } from "../support/foyer.ts";
import { killFoyer } from "./rounds.ts";

const REQUESTS = 300;
const SENDERS = 12;
/** Answers after which the server is killed. */
const ENOUGH = 60;

type Server = { baseUrl: string; token: string };

async function add(
  { baseUrl, token }: Server,
  index: number,
  person_id: number,
): Promise<string | undefined> {
  const headers = {
    "x-api-token": token,
    "content-type": "application/json",
    "idempotency-key": `key-${index}`,
  };
  const body = JSON.stringify({ title: `Lead ${index}`, person_id });
  const response = await fetch(`${baseUrl}/v1/leads`, { method: "POST", headers, body }).catch(
    () => undefined,
  );
  return response?.text().catch(() => undefined);
}

/** Sends every request, a few at a time, and answers what came back; undefined where nothing did. */
async function addAll(
  server: Server,
  person_id: number,
  answers: (string | undefined)[] = [],
): Promise<(string | undefined)[]> {
  let next = 0;
  const send = async () => {
    for (let index = next++; index < REQUESTS; index = next++)
      answers[index] = await add(server, index, person_id);
  };
  await Promise.all(Array.from({ length: SENDERS }, send));
  return answers;
}

test("a Foyer killed amid writes carries each out once when they are all sent again, and answers as it did", async () => {
  const folder = await mkdtemp(join(tmpdir(), "foyer-once-"));
  const databaseUrl = `sqlite:${join(folder, "foyer.db")}`;
  let foyer: Foyer = await startFoyer({ databaseUrl });
  const { token } = foyer;
  try {
    const headers = { "x-api-token": token, "content-type": "application/json" };
    const person = await fetch(`${foyer.baseUrl}/api/v2/persons`, {
      method: "POST",
      headers,
      body: '{"name":"Ann"}',
    });
    const { data } = (await person.json()) as { data: { id: number } };
    const person_id = data.id;
    const told: (string | undefined)[] = [];
    const before = addAll({ baseUrl: foyer.baseUrl, token }, person_id, told);
    while (told.length < ENOUGH) await pause(1);
    await killFoyer(foyer);
    await before;
    await foyer.stop();
    expect(told.filter((answer) => answer === undefined).length, "killed amid the writes").toBeGreaterThan(0);

    foyer = await startFoyer({ databaseUrl });
    const answers = await addAll({ baseUrl: foyer.baseUrl, token }, person_id);
    for (const [index, answer] of told.entries())
      if (answer !== undefined) expect(answers[index]).toBe(answer);
    const list = await fetch(`${foyer.baseUrl}/v1/leads?limit=500`, { headers });
    const { data: leads } = (await list.json()) as { data: { title: string }[] };
    const titles = leads.map(({ title }) => title);
    expect(titles.toSorted()).toEqual(
      Array.from({ length: REQUESTS }, (_, index) => `Lead ${index}`).toSorted(),
    );
  } finally {
    await foyer.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

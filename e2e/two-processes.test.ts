import { expect, test } from "vitest";
import { answers, startReceiver } from "../packages/server/test/receiver.ts";
import { type Foyer, startFoyer } from "./support/foyer.ts";
import { runProgram, temporaryFolder } from "./support/program.ts";

const LEADS = 5;

// biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of an answer by asserting it
async function ask({ baseUrl, token }: Foyer, path: string, body?: object): Promise<any> {
  const answer = await fetch(baseUrl + path, {
    headers: { "x-api-token": token, "content-type": "application/json" },
    ...(body && { method: "POST", body: JSON.stringify(body) }),
  });
  expect(answer.status, path).toBeLessThan(300);
  const { data } = (await answer.json()) as { data: unknown };
  return data;
}

test("two processes on one SQLite file: both answer, one delivers, and the other goes on when it is killed", async () => {
  // Slow enough for a second deliverer to look at what the first is still about.
  await using receiver = await startReceiver(
    (response) => void setTimeout(() => answers.ok(response), 1_500),
  );
  await using folder = await temporaryFolder();
  const databaseUrl = `sqlite:${folder.path}/foyer.db`;
  await using first = await startFoyer({ databaseUrl });
  await using second = await startFoyer({ databaseUrl });
  second.token = first.token; // the first start made it
  const { id: person_id } = await ask(first, "/api/v2/persons", { name: "Ann Example" });
  const webhook = { subscription_url: receiver.url, event_action: "*", event_object: "lead", name: "Leads" };
  await ask(second, "/v1/webhooks", webhook);

  let made = 0;
  const addLeads = (foyer: Foyer) =>
    Promise.all(
      Array.from({ length: LEADS }, () => ask(foyer, "/v1/leads", { title: `Lead ${++made}`, person_id })),
    );
  const told = () => receiver.received.map(({ body }) => body.data.title);
  await Promise.all([addLeads(first), addLeads(second)]);
  const { code, stderr } = await runProgram(["user", "add", "bob@example.com", "--database", databaseUrl]);
  expect([code, stderr]).toEqual([0, ""]);
  expect(await ask(second, "/v1/users")).toHaveLength(2);
  const isTold = () => new Set(told()).size;
  await expect.poll(isTold, { timeout: 10_000 }).toBe(made);
  expect(told()).toHaveLength(made); // none of them twice

  first.child.kill("SIGKILL");
  const before = receiver.received.length;
  await addLeads(second);
  await expect.poll(isTold, { timeout: 10_000 }).toBe(made);
  const since = told().slice(before);
  expect(since.filter((title) => Number(title.slice("Lead ".length)) > made - LEADS)).toHaveLength(LEADS);
});

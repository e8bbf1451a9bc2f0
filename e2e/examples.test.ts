import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { createClient } from "../packages/client/src/index.ts";
import { startFaultProxy } from "../packages/client/test/fault-proxy.ts";
import { signInByForm } from "./support/consent.ts";
import { type Foyer, startFoyer } from "./support/foyer.ts";
import { useFoyer } from "./support/use-foyer.ts";

const run = promisify(execFile);
const EXAMPLES = resolve(import.meta.dirname, "../examples");

const settings = ({ baseUrl, token }: Foyer, more: Record<string, string> = {}): NodeJS.ProcessEnv => ({
  ...process.env,
  FOYER_URL: baseUrl,
  FOYER_TOKEN: token,
  ...more,
});

/** Runs an example to its end, and answers what it prints. */
async function runExample(name: string, words: string[], env: NodeJS.ProcessEnv): Promise<string> {
  return (await run(process.execPath, [name, ...words], { cwd: EXAMPLES, env })).stdout;
}

/** A port that nobody listens on. */
async function freePort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return String(port);
}

/** Starts an example that listens; `heard` waits for a line it prints. */
function startExample(name: string, env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [name], { cwd: EXAMPLES, env, stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    async heard(wanted: RegExp): Promise<string[]> {
      for (;;) {
        const { value, done } = await lines.next();
        if (done) throw new Error(`${name} ended before it said ${wanted}`);
        const found = wanted.exec(value);
        if (found) return [...found];
      }
    },
    async [Symbol.asyncDispose](): Promise<void> {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

describe("the examples", () => {
  const foyer = useFoyer();

  test("add a lead with its contact once, however often", async () => {
    const words = ["ann@example.com", "Ann Example", "Blue door order"];
    const first = await runExample("add-lead.ts", words, settings(foyer()));
    expect(await runExample("add-lead.ts", words, settings(foyer()))).toBe(first);
    await runExample("add-lead.ts", ["ann@example.com", "Ann", "Red door order"], settings(foyer()));
    const { persons, leads } = createClient(foyer());
    expect(await persons.list().toArray()).toMatchObject([{ name: "Ann Example" }]);
    expect((await leads.list()).data.map(({ title }) => title)).toEqual([
      "Blue door order",
      "Red door order",
    ]);
  });

  test("write and read custom fields by name", async () => {
    const output = await runExample("custom-fields.ts", [], settings(foyer()));
    const [written = "", changed = "", refused] = output.split("\n");
    const budget = { amount: 5_000, currency: "EUR" };
    expect(JSON.parse(written)).toEqual({ "Customer type": "Company", Budget: budget });
    expect(JSON.parse(changed)).toEqual({ "Customer type": "Private" });
    expect(refused).toMatch('has no option "Firm". It has "Private", "Company".');
  });

  test("export every lead as CSV, custom fields by name", async () => {
    const { leads } = createClient(foyer());
    const [{ id = "", person_id = null } = {}] = (await leads.list()).data;
    await leads.add({ title: '=SUM(1) "quoted", with a comma', person_id });
    await leads.update(id, { is_archived: true });
    const [head, ...rows] = (await runExample("export-leads.ts", [], settings(foyer())))
      .trimEnd()
      .split("\r\n");
    expect(head).toBe(
      "id,title,person_id,organization_id,add_time,is_archived,amount,currency,Customer type,Budget",
    );
    expect(rows).toHaveLength(
      await leads
        .list({ archived: "all" })
        .toArray()
        .then(({ length }) => length),
    );
    expect(rows.find((row) => row.startsWith(id))).toContain("Blue door order");
    expect(rows.at(-1)).toContain(`"'=SUM(1) ""quoted"", with a comma"`);
    expect(rows.join()).toContain("A lead with custom fields");
  });

  test("go through OAuth, from consent to revocation", async () => {
    const port = await freePort();
    const { client_id, client_secret } = await createClient(foyer()).apps.add({
      name: "Sample",
      redirect_uris: [`http://127.0.0.1:${port}/callback`],
      scopes: ["leads:full"],
    });
    const more = { FOYER_CLIENT_ID: client_id, FOYER_CLIENT_SECRET: client_secret, PORT: port };
    await using example = startExample("oauth.ts", settings(foyer(), more));
    const [, address = ""] = await example.heard(/Open (\S+)/);
    const sent = await fetch(address, { redirect: "manual" });
    const back = await (await signInByForm(foyer())).allow(sent.headers.get("location") ?? "");
    expect(await (await fetch(back)).text()).toMatch(/^Installed by .+ or more; and uninstalled again\.$/);
  });

  test("receive webhooks, and refuse those of others", async () => {
    await using example = startExample("webhook-receiver.ts", settings(foyer(), { PORT: await freePort() }));
    const [, address = ""] = await example.heard(/Listening on (\S+)/);
    const { leads, persons } = createClient(foyer());
    const { id: person_id } = await persons.add({ name: "Told" });
    const lead = await leads.add({ title: "Green door order", person_id });
    await example.heard(/new: Green door order/);
    await leads.update(lead.id, { title: "Grey door order" });
    await example.heard(/changed: title/);
    const forged = await fetch(address, { method: "POST", body: "{}" });
    expect(forged.status).toBe(400);
    await example.heard(/refused: .* not signed/);
  });
});

/** An account as people have it: with contacts of every kind, an archived lead, and a note that was written twice. */
async function accountToMove(there: Foyer) {
  const from = createClient(there);
  const label = await from.labels.add({ name: "VIP", color: "purple" });
  await from.fields.deal.add({ name: "Kind", field_type: "enum", options: [{ label: "A" }, { label: "B" }] });
  const { id: organization_id } = await from.organizations.add({ name: "Doors Ltd" });
  const emails = [{ value: "ann@example.com", primary: true, label: "work" }];
  const { id: person_id } = await from.persons.add({ name: "Ann", emails, org_id: organization_id });
  const { id: unknown } = await from.persons.add({ name: "Somebody" });
  const fields = (await from.fields.load()).write({ Kind: "B" });
  const value = { amount: 5, currency: "EUR" };
  const one = { title: "One", person_id, organization_id, value, label_ids: [label.id], ...fields };
  const lead = await from.leads.add(one);
  for (const content of ["<p>Call back</p>", "<p>Called</p>", "<p>Called</p>"])
    await from.notes.add({ content, lead_id: lead.id });
  const { id } = await from.leads.add({ title: "Two", person_id: unknown });
  await from.notes.add({ content: "Put away", lead_id: id });
  await from.leads.update(id, { is_archived: true });
  await from.leads.add({ title: "Three", person_id: unknown });
  return { emails, value, ids: { one: lead.id, two: id } };
}

async function expectMoved(here: Foyer, { emails, value, ids }: Awaited<ReturnType<typeof accountToMove>>) {
  const to = createClient(here);
  const moved = await to.leads.list({ archived: "all", sort: "title ASC" }).toArray();
  expect(moved).toMatchObject([
    { title: "One", value, origin_id: ids.one, is_archived: false },
    { title: "Three", person_id: moved[2]?.person_id },
    { title: "Two", origin_id: ids.two, is_archived: true },
  ]);
  expect((await to.fields.load()).read(moved[0] ?? {})).toEqual({ Kind: "B" });
  const labels = new Map((await to.labels.list()).data.map((one) => [one.id, one.name]));
  expect([...labels.values()].filter((name) => name === "VIP")).toHaveLength(1);
  expect(moved[0]?.label_ids.map((one) => labels.get(one))).toEqual(["VIP"]);
  expect(await to.persons.list().toArray()).toMatchObject([
    { name: "Ann", emails, org_id: 1 },
    { name: "Somebody" },
  ]);
  expect(await to.organizations.list().toArray()).toMatchObject([{ name: "Doors Ltd" }]);
  const notes = await to.notes.list({ sort: "id ASC" }).toArray();
  expect(notes.map(({ content, lead_id }) => [content, lead_id]).toSorted()).toEqual([
    ["<p>Call back</p>", moved[0]?.id],
    ["<p>Called</p>", moved[0]?.id],
    ["<p>Called</p>", moved[0]?.id],
    ["Put away", moved[2]?.id],
  ]);
}

test("the examples move an account, once however often", async () => {
  await using there = await startFoyer();
  await using here = await startFoyer();
  const account = await accountToMove(there);
  const env = settings(here, { PIPEDRIVE_URL: there.baseUrl, PIPEDRIVE_TOKEN: there.token });
  expect(await runExample("move-from-pipedrive.ts", [], env)).toBe("Moved 3 leads.\n");
  await expectMoved(here, account);
  expect(await runExample("move-from-pipedrive.ts", [], env)).toBe("Moved 0 leads.\n");
  await expectMoved(here, account);
});

test("moving an account goes on where it broke off, whatever write it was at", {
  timeout: 90_000,
}, async () => {
  await using there = await startFoyer();
  await using here = await startFoyer();
  const account = await accountToMove(there);
  let left = 0;
  let end = (): void => undefined;
  // The second write of each run is done, its answer is lost, and the program killed.
  await using proxy = await startFaultProxy(here.baseUrl, (method) => {
    if (method === "GET" || left-- > 0) return "pass";
    end();
    return "lost answer";
  });
  const env = settings(here, {
    ...{ FOYER_URL: proxy.baseUrl, PIPEDRIVE_URL: there.baseUrl, PIPEDRIVE_TOKEN: there.token },
  });
  let kills = 0;
  for (let isThrough = false; !isThrough; ) {
    left = 1;
    const child = spawn(process.execPath, ["move-from-pipedrive.ts"], {
      cwd: EXAMPLES,
      env,
      stdio: "ignore",
    });
    end = () => void child.kill("SIGKILL");
    const [code] = await once(child, "exit");
    isThrough = code === 0;
    if (!isThrough) kills += 1;
    expect(kills).toBeLessThan(20);
  }
  expect(kills).toBeGreaterThan(4);
  await expectMoved(here, account);
});

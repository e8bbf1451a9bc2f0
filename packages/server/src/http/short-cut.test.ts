import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";

/** Everything the server says to a request, but for what the clock changes. */
async function say(port: number, head: string[]): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.write(`${[...head, "connection: close"].join("\r\n")}\r\n\r\n`);
  const parts: Buffer[] = [];
  socket.on("data", (part: Buffer) => parts.push(part));
  await once(socket, "close");
  return Buffer.concat(parts)
    .toString()
    .replace(/^date: .*$/im, "date: now")
    .replace(/^x-correlation-id: .*$/im, "x-correlation-id: any");
}

const HOST = "host: foyer.example";

describe.each(engines)("one lead on %s", (engine) => {
  let app: TestApp;
  let port: number;

  beforeAll(async () => {
    app = await startTestApp(engine);
    const { server } = app.services.http;
    if (!server.listening) await app.services.http.listen({ port: 0 });
    port = (server.address() as AddressInfo).port; // it listens on TCP
  });

  /** The same request by the short cut, if it is one for it, and by the long way, which a question mark makes sure of. */
  async function bothWays(path: string, headers: string[], method = "GET"): Promise<[string, string]> {
    await app.data("GET", "/v1/leadLabels"); // who asks is remembered: nobody else takes the short cut
    const ask = (target: string) => say(port, [`${method} ${target} HTTP/1.1`, ...headers]);
    return [await ask(path), await ask(`${path}?`)];
  }

  test("is answered to the letter as by the long way", async () => {
    const { id } = await app.add.lead({ title: "Grüße, 東京" });
    const token = `x-api-token: ${app.token}`;
    for (const prefix of ["/v1", "/api/v1"]) {
      const [short, long] = await bothWays(`${prefix}/leads/${id}`, [HOST, token]);
      expect(short).toBe(long);
      expect(short).toMatch(/^HTTP\/1.1 200 OK\r\n/);
      expect(short.slice(short.indexOf("\r\n\r\n") + 4)).toBe(
        (await app.request("GET", `/v1/leads/${id}`)).text,
      );
    }
  });

  test("whoever may not have it, and whoever asks otherwise, is answered as ever", async () => {
    const stranger = await startTestApp(engine);
    const { id } = await app.add.lead();
    const hidden = await app.add.lead({ visible_to: "1" });
    const { token } = await app.colleague();
    await app.request("GET", "/v1/leadLabels", { token });
    await stranger.data("GET", "/v1/leadLabels");
    const path = `/v1/leads/${id}`;
    const mine = `x-api-token: ${app.token}`;
    const rows: [path: string, headers: string[], status: number, method?: string][] = [
      [path, [HOST, `x-api-token: ${token}`], 200],
      [`/v1/leads/${hidden.id}`, [HOST, `x-api-token: ${token}`], 404],
      [path, [HOST, `x-api-token: ${stranger.token}`], 404],
      [path, [HOST, `x-api-token: ${await app.scoped("deals:read")}`], 403],
      [path, [HOST, "x-api-token: wrong"], 401],
      [path, [HOST, "x-api-token:"], 401],
      [path, [HOST, `authorization: Bearer ${app.token}`], 200],
      [path, [mine], 400],
      [path, [HOST, mine, "origin: https://elsewhere.example"], 200],
      [path, [HOST, mine], 200, "HEAD"],
      [path.toUpperCase().replace("/V1/LEADS", "/v1/leads"), [HOST, mine], 200],
      [`${path}/`, [HOST, mine], 200],
      ["/v1/leads/00000000-0000-1000-8000-000000000000", [HOST, mine], 404],
      ["/v1/leads/1", [HOST, mine], 400],
    ];
    for (const [target, headers, status, method] of rows) {
      const [short, long] = await bothWays(target, headers, method);
      const what = `${method} ${target} ${headers}`;
      expect(short, what).toBe(long);
      expect(short, what).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    }
  });

  test("a page that lies ready is answered to the letter as by the long way", async () => {
    const page = await startTestApp(engine);
    await Promise.all(Array.from({ length: 12 }, () => page.add.lead()));
    const { server } = page.services.http;
    if (!server.listening) await page.services.http.listen({ port: 0 });
    const at = (server.address() as AddressInfo).port;
    const mine = [HOST, `x-api-token: ${page.token}`];
    const ask = (path: string, headers = mine) => say(at, [`GET ${path} HTTP/1.1`, ...headers]);
    const first = await ask("/v1/leads?limit=11");
    expect(first).toMatch(/^HTTP\/1.1 200 OK\r\n/);
    await ask("/v1/leads?limit=11"); // asked for again, it is kept
    for (const path of ["/v1/leads?limit=11", "/api/v1/leads?limit=11", "/v1/leads/?limit=11"])
      expect(await ask(path), path).toBe(first);

    // Whoever sees less, and whoever is nobody, has no part in it.
    const hidden = await page.data("GET", "/v1/leads?limit=1");
    await page.data("PATCH", `/v1/leads/${hidden[0].id}`, { visible_to: "1" });
    for (let again = 0; again < 2; again++) await ask("/v1/leads?limit=11");
    const { token } = await page.colleague();
    await page.request("GET", "/v1/leadLabels", { token });
    const theirs = await ask("/v1/leads?limit=11", [HOST, `x-api-token: ${token}`]);
    expect(theirs).toBe(await ask("/v1/leads/?limit=11", [HOST, `x-api-token: ${token}`]));
    expect(theirs).not.toContain(hidden[0].id);
    expect(await ask("/v1/leads?limit=11&api_token=wrong")).toMatch(/^HTTP\/1.1 401 /);
    expect(await ask("/v1/leads?limit=11&api_token=wrong")).toMatch(/^HTTP\/1.1 401 /);
    expect(await ask("/v1/leads?limit=11", [HOST, "x-api-token: wrong"])).toMatch(/^HTTP\/1.1 401 /);

    // What is written is in the next answer.
    for (let again = 0; again < 2; again++) await ask("/v1/leads?limit=11");
    await page.data("PATCH", `/v1/leads/${hidden[0].id}`, { title: "Written since" });
    expect(await ask("/v1/leads?limit=11")).toContain("Written since");
  });

  test("is as it was last written, and gone when it is deleted", async () => {
    const { id } = await app.add.lead();
    const headers = [HOST, `x-api-token: ${app.token}`];
    for (const title of ["One", "Two", "Three"]) {
      await app.data("PATCH", `/v1/leads/${id}`, { title });
      expect((await bothWays(`/v1/leads/${id}`, headers))[0]).toContain(`"title":"${title}"`);
    }
    await app.data("DELETE", `/v1/leads/${id}`);
    expect((await bothWays(`/v1/leads/${id}`, headers))[0]).toMatch(/^HTTP\/1.1 404 /);
  });
});

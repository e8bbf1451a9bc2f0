import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { startAnotherProcess } from "../../test/another-process.ts";
import { startTestApp, useOwnDatabase } from "../../test/app.ts";
import { holdConnection } from "../../test/held-connection.ts";

useOwnDatabase();

test("a base address with a slash at its end leads where it would without", async () => {
  const app = await startTestApp("sqlite");
  const { id } = await app.add.lead();
  await using foyer = await startAnotherProcess(app);
  const base = await foyer.http.listen({ host: "127.0.0.1", port: 0 });
  const get = async (path: string) => {
    const answer = await fetch(base + path, { headers: { "x-api-token": app.token }, redirect: "manual" });
    return { status: answer.status, body: await answer.text() };
  };
  for (const [path, double] of [
    ["/v1/leads", "//v1/leads"],
    ["/v1/leads", "/v1//leads//"],
    [`/v1/leads/${id}`, `//api//v1//leads/${id}`],
    ["/api/v2/persons?limit=1", "/api/v2///persons?limit=1"],
  ] as const) {
    const plain = await get(path);
    expect(plain.status).toBe(200);
    expect(await get(double), double).toEqual(plain);
  }
  const kept = await get("/v1//leads/search?term=https://foyer.example");
  expect(kept.body, "a query is left alone").toBe(
    (await get("/v1/leads/search?term=https://foyer.example")).body,
  );
});

test("an address that is not percent-encoded is refused with what to do", async () => {
  const app = await startTestApp("sqlite");
  await using foyer = await startAnotherProcess(app);
  await foyer.http.listen({ host: "127.0.0.1", port: 0 });
  const { ask } = await holdConnection((foyer.http.server.address() as AddressInfo).port);
  const said = await ask("GET /v1/leads/search?term=Gr\u00fc\u00dfe HTTP/1.1\r\nHost: a\r\n\r\n");
  expect(said).toMatch(/^HTTP\/1.1 400 .*percent-encoded/s);
});

test("a byte order mark before JSON means nothing", async () => {
  const { request, add } = await startTestApp("sqlite");
  const { id: person_id } = await add.person();
  for (const [url, status] of [
    ["/v1/leads", 201],
    ["/v1/notes", 200],
  ] as const) {
    const body = { title: "From a file", content: "From a file", person_id };
    const raw = `\uFEFF${JSON.stringify(body)}`;
    expect(
      (await request("POST", url, { raw, headers: { "content-type": "application/json" } })).status,
    ).toBe(status);
  }
});

test("a compressed body is refused as such, and ignored where any is", async () => {
  const { request, add } = await startTestApp("sqlite");
  const raw = gzipSync(JSON.stringify({ title: "x", person_id: 1 }));
  for (const type of ["application/json", "application/x-www-form-urlencoded"]) {
    const headers = { "content-type": type, "content-encoding": "gzip" };
    const answer = await request("POST", "/v1/notes", { raw, headers });
    expect([answer.status, answer.body.error_info]).toEqual([
      415,
      "The request body is compressed: send it without Content-Encoding.",
    ]);
  }
  const headers = { "content-type": "application/json", "content-encoding": "gzip" };
  expect((await request("DELETE", `/v1/leads/${(await add.lead()).id}`, { raw, headers })).status).toBe(200);
  const plain = { "content-type": "application/json", "content-encoding": "identity" };
  const sent = await request("POST", "/v1/leadLabels", { raw: '{"name":"A","color":"red"}', headers: plain });
  expect(sent.status).toBe(200);
});

test("conversions are found under v1, too, where old PHP clients look for them", async () => {
  const { request, data, add } = await startTestApp("sqlite");
  const { id } = await add.lead();
  const { conversion_id } = await data("POST", `/api/v1/leads/${id}/convert/deal`);
  const { status, deal_id } = await data("GET", `/v1/leads/${id}/convert/status/${conversion_id}/`);
  expect([status, typeof deal_id]).toEqual(["completed", "number"]);
  expect(await data("POST", `/v1/deals/${deal_id}/convert/lead`)).toHaveProperty("conversion_id");
  expect((await request("POST", `/v1/persons/${deal_id}/convert/lead`)).status).toBe(404);
});

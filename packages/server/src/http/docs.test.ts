import { readFile, writeFile } from "node:fs/promises";
import { endpoints, openApiDocument } from "@leadfoyer/contract";
import { expect, test } from "vitest";
import { reference } from "../../../client/build/reference.ts";
import { startTestApp } from "../../test/app.ts";
import { VERSION } from "../lib/version.ts";

const COMMITTED = new URL("../../../../docs/openapi.json", import.meta.url);

test("the committed OpenAPI document is the contract's", async () => {
  const document = openApiDocument(endpoints, { version: VERSION, serverUrl: "http://127.0.0.1:8080" });
  const text = `${JSON.stringify(document, null, 2)}\n`;
  if (process.env.FOYER_UPDATE_DOCS === "1") await writeFile(COMMITTED, text);
  expect(await readFile(COMMITTED, "utf8"), "write it anew: FOYER_UPDATE_DOCS=1 npm test").toBe(text);
});

test("the committed reference of the client says what its doc comments and the contract say", async () => {
  const committed = new URL("../../../client/docs/reference.md", import.meta.url);
  const text = reference();
  if (process.env.FOYER_UPDATE_DOCS === "1") await writeFile(committed, text);
  expect(await readFile(committed, "utf8"), "write it anew: FOYER_UPDATE_DOCS=1 npm test").toBe(text);
});

test("every served operation is documented, with its scopes and cost", async () => {
  const { request } = await startTestApp("sqlite");
  const { body } = await request("GET", "/foyer/openapi.json", { token: null });
  expect(body.openapi).toBe("3.1.0");
  for (const { method, path, cost } of endpoints) {
    expect(body.paths[path]?.[method.toLowerCase()], `${method} ${path}`).toMatchObject({
      "x-token-cost": cost,
    });
  }
});

test("the page to browse it needs no token and nothing from elsewhere", async () => {
  const { services } = await startTestApp("sqlite");
  const page = await services.http.inject("/foyer/docs");
  expect(page.statusCode).toBe(200);
  const sources = [...page.payload.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source ?? "");
  expect(sources).toHaveLength(3);
  for (const source of sources) {
    expect(source).toMatch(/^\/foyer\/docs\//);
    expect((await services.http.inject(source)).statusCode, source).toBe(200);
  }
});

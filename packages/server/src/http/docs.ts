import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { endpoints, openApiDocument } from "@leadfoyer/contract";
import type { FastifyInstance } from "fastify";
import { VERSION } from "../lib/version.ts";
import { DOCS_PAGE, DOCS_START } from "./docs-page.ts";
import { JSON_TYPE } from "./headers.ts";
import { PAGE_HEADERS } from "./page.ts";
import { open } from "./route-config.ts";

/** Swagger UI's built files, as @fastify/swagger-ui carries them: upstream's own package phones home on install. */
const ASSETS = {
  "swagger-ui.css": "text/css; charset=utf-8",
  "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
} as const;

const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** The OpenAPI document at `/foyer/openapi.json`, and a page to browse and try it at `/foyer/docs`. */
export function serveDocs(app: FastifyInstance): void {
  // Written when asked for: lying ready it would take a megabyte. The page calls the server it came from, under
  // whatever name it was reached.
  app.get("/foyer/openapi.json", open, (_request, reply) =>
    reply
      .type(JSON_TYPE)
      .send(JSON.stringify(openApiDocument(endpoints, { version: VERSION, serverUrl: "/" }))),
  );
  app.get("/foyer/docs", open, (_request, reply) =>
    reply.headers(PAGE_HEADERS).header("content-security-policy", POLICY).send(DOCS_PAGE),
  );
  app.get("/foyer/docs/start.js", open, (_request, reply) =>
    reply.type("text/javascript; charset=utf-8").header("x-content-type-options", "nosniff").send(DOCS_START),
  );
  for (const [name, type] of Object.entries(ASSETS)) {
    app.get(`/foyer/docs/${name}`, open, async (_request, reply) => {
      const file = fileURLToPath(import.meta.resolve(`@fastify/swagger-ui/static/${name}`));
      return reply
        .type(type)
        .header("x-content-type-options", "nosniff")
        .header("cache-control", "public, max-age=3600")
        .send(await readFile(file));
    });
  }
}

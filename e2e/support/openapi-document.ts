import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { isRecord } from "./openapi-schema.ts";

export type ApiVersion = "v1" | "v2";
export type OpenApiDocument = { paths: Record<string, unknown> };
export type Operation = { id: string; responses: Record<string, unknown> };

type Source = { variable: string; address: string; prefixes: string[] };

/** The prefixes under which clients reach each version; both spellings of v1 are one API. */
const SOURCES: Record<ApiVersion, Source> = {
  v1: {
    variable: "FOYER_OPENAPI_V1",
    address: "https://developers.pipedrive.com/docs/api/v1/openapi.yaml",
    prefixes: ["/v1", "/api/v1"],
  },
  v2: {
    variable: "FOYER_OPENAPI_V2",
    address: "https://developers.pipedrive.com/docs/api/v1/openapi-v2.yaml",
    prefixes: ["/api/v2"],
  },
};

const FETCH_TIMEOUT_MS = 20_000;

/** Pipedrive's document is not ours to copy, so it is read from a file the caller has, or from its home. */
export async function loadDocument(version: ApiVersion): Promise<OpenApiDocument> {
  const { variable, address } = SOURCES[version];
  const path = process.env[variable];
  return parseDocument(path ? await readFile(path, "utf8") : await download(address));
}

/** The document has to come from its home, and that cannot be reached from here. */
export class OutOfReachError extends Error {
  override name = "OutOfReachError";
}

async function download(address: string): Promise<string> {
  const response = await fetch(address, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) }).catch((cause) => {
    throw new OutOfReachError(`OpenAPI checks did not run: ${address} is out of reach`, { cause });
  });
  if (response.ok) return response.text();
  throw new OutOfReachError(`OpenAPI checks did not run: ${address} answered ${response.status}`);
}

function parseDocument(text: string): OpenApiDocument {
  const parsed: unknown = parse(text, { uniqueKeys: false });
  if (!isRecord(parsed) || !isRecord(parsed.paths))
    throw new Error("not an OpenAPI document: it has no paths");
  return { paths: parsed.paths };
}

/** Which version a request path belongs to, and its path as that version's document writes it. */
export function splitPath(path: string): { version: ApiVersion; path: string } | undefined {
  const pathname = path.replace(/\?.*$/, "");
  for (const version of ["v1", "v2"] as const) {
    const prefix = SOURCES[version].prefixes.find((candidate) => pathname.startsWith(`${candidate}/`));
    if (prefix) return { version, path: pathname.slice(prefix.length).replace(/\/+$/, "") };
  }
  return undefined;
}

/** The operation a concrete path belongs to; `/leads/search` is its own path before it is a `/leads/{id}`. */
export function findOperation(
  document: OpenApiDocument,
  method: string,
  path: string,
): Operation | undefined {
  const matches = Object.entries(document.paths)
    .filter(([template]) => matchesTemplate(template, path))
    .sort(([one], [other]) => parameterCount(one) - parameterCount(other));
  for (const [, item] of matches) {
    const operation = isRecord(item) ? item[method.toLowerCase()] : undefined;
    if (isRecord(operation))
      return { id: String(operation.operationId), responses: toRecord(operation.responses) };
  }
  return undefined;
}

function matchesTemplate(template: string, path: string): boolean {
  const expected = template.split("/");
  const actual = path.split("/");
  return (
    expected.length === actual.length &&
    expected.every((segment, index) => segment.startsWith("{") || segment === actual[index])
  );
}

function parameterCount(template: string): number {
  return template.split("{").length;
}

function toRecord(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { type Defect, defects } from "./openapi-defects.ts";
import {
  type ApiVersion,
  findOperation,
  loadDocument,
  type OpenApiDocument,
  OutOfReachError,
  splitPath,
} from "./openapi-document.ts";
import { isRecord, toJsonSchema } from "./openapi-schema.ts";

type Answer = { method: string; path: string; status: number; body: unknown };

/** `covered: false` means that the document says nothing about this answer, which is not the same as fine. */
type CheckResult =
  | { covered: true; operation: string; violations: string[] }
  | { covered: false; reason: string; violations: [] };

export type OpenApiChecker = { checkResponse(answer: Answer): CheckResult; unusedDefects(): Defect[] };

export type OpenApi = ({ available: true } & OpenApiChecker) | { available: false; reason: string };

/** Loads Pipedrive's own OpenAPI documents, or says in plain words why there is nothing to check against. */
export async function loadOpenApi(): Promise<OpenApi> {
  try {
    const documents = { v1: await loadDocument("v1"), v2: await loadDocument("v2") };
    return { available: true, ...createChecker(documents, defects) };
  } catch (cause) {
    if (cause instanceof OutOfReachError) return { available: false, reason: cause.message };
    throw cause; // a file that was named but cannot be read must not pass for a check
  }
}

type Documents = Record<ApiVersion, OpenApiDocument>;

/** Checks answers against the documents; each operation's schema is compiled once, when first met. */
export function createChecker(documents: Documents, knownDefects: readonly Defect[]): OpenApiChecker {
  const compile = createCompiler();
  const used = new Set<Defect>();
  const isNews = (operation: string, status: number) => (error: ErrorObject) => {
    const defect = knownDefects.find((known) => matchesDefect(known, operation, status, error));
    if (defect) used.add(defect);
    return defect === undefined;
  };
  return {
    checkResponse(answer) {
      const place = locate(documents, answer);
      if ("reason" in place) return { covered: false, violations: [], ...place };
      const { operation, schema } = place;
      const errors = validate(compile(`${operation} ${answer.status}`, schema), answer.body);
      const news = errors.filter(isNews(operation, answer.status));
      return { covered: true, operation, violations: news.map(describe) };
    },
    unusedDefects: () => knownDefects.filter((defect) => !used.has(defect)),
  };
}

/** What the documents say about an answer, or why they say nothing. */
function locate(
  documents: Documents,
  { method, path, status }: Answer,
): { operation: string; schema: unknown } | { reason: string } {
  const place = splitPath(path);
  if (!place) return { reason: `${path} is under no documented prefix` };
  const found = findOperation(documents[place.version], method, place.path);
  if (!found) return { reason: `${method} ${place.path} is not in the ${place.version} document` };
  const operation = `${place.version} ${found.id}`;
  const schema = responseSchema(found.responses, status);
  return schema ? { operation, schema } : { reason: `${operation} documents no body for status ${status}` };
}

function createCompiler(): (name: string, schema: unknown) => ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true, verbose: true, logger: false });
  // The CommonJS package types its callable export as a namespace.
  (addFormats as unknown as (ajv: Ajv) => void)(ajv);
  const compiled = new Map<string, ValidateFunction>();
  return (name, schema) => {
    const known = compiled.get(name) ?? ajv.compile(toJsonSchema(schema));
    compiled.set(name, known);
    return known;
  };
}

function responseSchema(responses: Record<string, unknown>, status: number): unknown {
  const response = responses[status] ?? responses[`${Math.trunc(status / 100)}XX`] ?? responses.default;
  const content = isRecord(response) ? response.content : undefined;
  const json = isRecord(content) ? content["application/json"] : undefined;
  return isRecord(json) ? json.schema : undefined;
}

function validate(validator: ValidateFunction, body: unknown): ErrorObject[] {
  return validator(body) ? [] : [...(validator.errors ?? [])];
}

function matchesDefect(defect: Defect, operation: string, status: number, error: ErrorObject): boolean {
  return (
    defect.operations.includes(operation) &&
    defect.status === status &&
    defect.keyword === error.keyword &&
    defect.pointers.includes(placeOf(error))
  );
}

/** Where in the document an error belongs: `/data/3/id` and `/data/17/id` are one place. */
function placeOf(error: ErrorObject): string {
  const pointer = error.instancePath.replace(/\/\d+(?=\/|$)/g, "/*");
  return error.keyword === "required" ? `${pointer}/${error.params.missingProperty}` : pointer;
}

function describe(error: ErrorObject): string {
  const got = error.keyword === "required" ? "" : `, got ${JSON.stringify(error.data)}`;
  return `${error.instancePath || "/"} ${error.message} (${error.keyword})${got}`;
}

import type { TSchema } from "typebox";
import type { Endpoint } from "./endpoint.ts";
import { Nothing } from "./scalars.ts";

type JsonObject = Record<string, unknown>;

const page = {
  start: { type: "integer" },
  limit: { type: "integer" },
  more_items_in_collection: { type: "boolean" },
};
const next_start = { type: "integer", description: "Absent on the last page" };
const pagination = { type: "object", properties: { ...page, next_start }, required: Object.keys(page) };
const next_cursor = { type: ["string", "null"], description: "null on the last page" };

/** What stands beside a list, if anything. Leads say their paging twice: nested as live bodies, flat as published. */
function pagingOf({ list, family, nothingBeside }: Endpoint): JsonObject | undefined {
  if (nothingBeside) return { type: "null" };
  if (list === undefined || list === "all") return undefined;
  const nested = { pagination, ...(family === "leads" && page) };
  const properties = list === "offset" ? nested : { next_cursor };
  return { type: "object", properties, required: Object.keys(properties), additionalProperties: false };
}

/** The schema of a whole successful answer: the envelope with `data` in it. */
export function answerSchema(endpoint: Endpoint): JsonObject {
  const data = dataSchema(endpoint);
  const paging = pagingOf(endpoint);
  const members = {
    ...(endpoint.family === "webhooks" && { status: { const: "ok" } }),
    success: { const: true },
    ...(endpoint.data !== Nothing && { data }),
  };
  return {
    type: "object",
    properties: {
      ...members,
      ...(endpoint.related && { related_objects: endpoint.related }),
      ...(paging && { additional_data: paging }),
    },
    required: [...Object.keys(members), ...(paging ? ["additional_data"] : [])],
  };
}

function dataSchema({ data, list, found }: Endpoint): JsonObject | TSchema {
  if (!list) return data;
  const items = { type: "array", items: data };
  if (!found) return items;
  const properties = found === "items" ? { items } : { items, related_items: items };
  return { type: "object", properties, required: Object.keys(properties), additionalProperties: false };
}

const ifMatch = {
  name: "If-Match",
  in: "header",
  required: false,
  description:
    "The update_time this is meant for: 412, and the thing as it is, when it was changed meanwhile",
  schema: { type: "string" },
};

function parameters(schema: TSchema | undefined, place: "path" | "query"): JsonObject[] {
  const { properties = {}, required = [] } = (schema ?? {}) as {
    properties?: Record<string, JsonObject>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema: property,
  }));
}

function operation(endpoint: Endpoint): JsonObject {
  const success = {
    description: "Success",
    content: endpoint.file
      ? Object.fromEntries(endpoint.file.map((type) => [type, { schema: endpoint.data }]))
      : { "application/json": { schema: answerSchema(endpoint) } },
  };
  const failure = { $ref: "#/components/responses/Error" };
  return {
    operationId: endpoint.path.startsWith("/api/v2") ? `v2_${endpoint.operation}` : endpoint.operation,
    summary: endpoint.summary,
    tags: [endpoint.tag],
    "x-token-cost": endpoint.cost,
    security: endpoint.open
      ? []
      : [{ api_token: [] }, { api_token_query: [] }, { bearer: [...endpoint.scopes] }],
    parameters: [
      ...parameters(endpoint.params, "path"),
      ...parameters(endpoint.query, "query"),
      ...(endpoint.conditional ? [ifMatch] : []),
      ...(endpoint.method === "GET" || endpoint.open
        ? []
        : [{ $ref: "#/components/parameters/IdempotencyKey" }]),
    ],
    ...(endpoint.body && {
      requestBody: { required: true, content: { "application/json": { schema: endpoint.body } } },
    }),
    responses: { [endpoint.status]: success, default: failure },
  };
}

const ErrorBody = {
  type: "object",
  properties: {
    success: { const: false },
    error: { type: "string" },
    error_info: { type: "string" },
    errorCode: { type: "integer" },
    code: { type: "string" },
  },
  required: ["success", "error"],
};

const IdempotencyKey = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "Has the request carried out once, however often it is sent: for 24 hours the same key answers as the first did. With another request it is refused (422).",
  schema: { type: "string", minLength: 1, maxLength: 255 },
};

/** The OpenAPI 3.1 document of the endpoints; `serverUrl` is where they answer. */
export function openApiDocument(
  endpoints: readonly Endpoint[],
  { version, serverUrl }: { version: string; serverUrl: string },
): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const endpoint of endpoints) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method.toLowerCase()]: operation(endpoint) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Foyer",
      version,
      description: "Foyer answers Pipedrive's public Leads API. Foyer is independent of Pipedrive.",
    },
    servers: [{ url: serverUrl }],
    paths,
    components: {
      securitySchemes: {
        api_token: { type: "apiKey", in: "header", name: "x-api-token" },
        api_token_query: { type: "apiKey", in: "query", name: "api_token" },
        bearer: { type: "http", scheme: "bearer" },
      },
      parameters: { IdempotencyKey },
      responses: {
        Error: { description: "Failure", content: { "application/json": { schema: ErrorBody } } },
      },
    },
  };
}

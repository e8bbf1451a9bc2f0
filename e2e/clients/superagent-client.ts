import { STATUS_CODES } from "node:http";
import { isRecord } from "../support/openapi-schema.ts";
import type { Exchange } from "../support/tee.ts";
import {
  type CallArguments,
  type ClientModule,
  hasMethod,
  installedVersion,
  invoke,
  loadModule,
  type OfficialClient,
} from "./official-client.ts";
import { type Operation, operations } from "./operations.ts";

type ApiClient = { basePath: string; authentications: { api_key: { apiKey: string } } };

/** Majors 12 to 23: an ApiClient with a base path, positional ids, one object for all the rest. */
export function loadSuperagentClient(alias: string): OfficialClient {
  const module = loadModule(alias);
  const version = installedVersion(alias);
  const major = Number.parseInt(version, 10);
  return {
    version,
    major,
    has: (name) => operations[name].version === "v1" && hasMethod(module, name),
    connect: ({ baseUrl, token, prefix = "/v1" }) => {
      const apiClient = createApiClient(module, baseUrl + prefix, token);
      return {
        call: (name, call = {}) => {
          const { api, method, leading }: Operation = operations[name];
          const apart = leading && major <= leading.until ? leading.keys : [];
          return invoke(apiOf(module, api, apiClient), method, positional(call, apart));
        },
      };
    },
    comparable,
    visibleError,
    expectedError,
  };
}

function createApiClient(module: ClientModule, basePath: string, token: string): ApiClient {
  const ApiClient = module.ApiClient as unknown as new () => ApiClient; // the package's one class that is no API
  const apiClient = new ApiClient();
  apiClient.basePath = basePath;
  apiClient.authentications.api_key.apiKey = token;
  return apiClient;
}

function apiOf(module: ClientModule, api: string, apiClient: ApiClient) {
  const Api = module[api];
  if (!Api) throw new Error(`this client has no ${api}`);
  return new Api(apiClient);
}

function positional({ query, body, ...call }: CallArguments, apart: string[]): unknown[] {
  const { id, commentId, follower_id, deal_participant_id, ids, term } = call;
  const options = body ?? (query && camelCased(query));
  const written = Array.isArray(body) ? undefined : (body ?? query);
  const leading = apart.map((key) => written?.[key]);
  return [id, commentId, follower_id, deal_participant_id, ids, term, ...leading, options].filter(
    (argument) => argument !== undefined,
  );
}

function camelCased(query: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [
      name.replace(/_(.)/g, (_, letter) => letter.toUpperCase()),
      value,
    ]),
  );
}

const DAYS = new Set(["expected_close_date", "due_date"]);

/**
 * The models drop a null where they have a model of their own, make a number of who sees a filter, a text of the id
 * of an activity, Dates of days, and an object of a list of ids or of spans of time. The oldest lose that no deal rots in a stage, the currency and the custom
 * fields of deals they have found, and make numbers of the ids of permission sets and of when someone began to follow an
 * organization.
 */
function comparable(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body), (key, value) => {
    if (value === null) return undefined;
    if (key === "id" && typeof value === "number") return String(value);
    if (DAYS.has(key) && typeof value === "string") return value.slice(0, 10);
    const convert = conversions[key];
    return convert ? convert(value) : value;
  });
}

const isNumbered = (item: unknown): boolean =>
  typeof item === "number" || (isRecord(item) && "period_start" in item);

const listed = (items: readonly unknown[]): unknown =>
  items.every(isNumbered) ? Object.assign({}, items) : items.map(withoutNumbered);

const conversions: Record<string, (value: unknown) => unknown> = {
  visible_to: String,
  data: (value) => (Array.isArray(value) ? listed(value) : withoutNumbered(value)),
  permission_set_id: () => undefined,
  rotten_flag: () => undefined,
  item: (value) => (isRecord(value) ? { ...value, currency: undefined, custom_fields: undefined } : value),
};

function withoutNumbered(item: unknown): unknown {
  if (!isRecord(item)) return item;
  if ("assignment_count" in item && "app" in item) return { ...item, id: undefined };
  const isFollower = Object.keys(item).length === 4 && "org_id" in item && "user_id" in item;
  return isFollower ? { ...item, add_time: undefined } : item;
}

function visibleError(error: unknown): unknown {
  if (!isRecord(error)) return error;
  const { message, errorCode, errorInfo, context } = error;
  const body = isRecord(context) ? context.body : undefined;
  return { exception: error.constructor.name, message, errorCode, errorInfo, body };
}

function expectedError({ status, body }: Exchange): unknown {
  const [exception, message] = EXCEPTIONS[status] ?? ["FailResponseException", STATUS_CODES[status]];
  return {
    exception,
    message,
    errorCode: status,
    errorInfo: isRecord(body) ? body.error_info : undefined,
    body,
  };
}

const EXCEPTIONS: Record<number, [exception: string, message: string]> = {
  401: ["UnauthorizedException", "Unauthorized access"],
  404: ["NotFoundException", "Not found"],
};

import type { Body } from "../attempt.ts";
import { createCore } from "../core.ts";
import { type ApiError, FoyerError, isApiError } from "../errors.ts";

/** What a call of this surface adds to the error it rejects with: where Pipedrive's own client has these. */
export type ErrorContext = {
  /** The status. */
  errorCode: number;
  errorInfo: unknown;
  context: { statusCode: number; body: unknown };
};

type Asked = {
  method: string;
  path: string;
  query?: object | undefined;
  body?: object | undefined;
  cost: number;
};

/**
 * Where the API is and who asks, as in Pipedrive's own client. Credentials may change between calls.
 *
 * @example
 * const apiClient = new ApiClient();
 * apiClient.basePath = "http://127.0.0.1:8080/v1";
 * apiClient.authentications.api_key.apiKey = secret;
 * const { data } = await new LeadsApi(apiClient).getLeads({ limit: 10 });
 */
export class ApiClient {
  static #instance: ApiClient | undefined;

  /** The one that is used where none is given. */
  static get instance(): ApiClient {
    ApiClient.#instance ??= new ApiClient();
    return ApiClient.#instance;
  }

  /** The address of v1, version included. */
  basePath = "https://api.pipedrive.com/v1";
  authentications = {
    /** Sent as `x-api-token`, so that no secret stands in an address. The prefix, if any, goes before it. */
    api_key: { type: "apiKey", apiKey: "", apiKeyPrefix: "" },
    /** Sent as Bearer, also beside an API key. */
    oauth2: { type: "oauth2", accessToken: "" },
  };
  defaultHeaders: Record<string, string> = {};
  /** Milliseconds an attempt may take. */
  timeout = 60_000;

  readonly #core = createCore(
    {},
    { prepare: async () => ({ headers: this.#headers(), root: this.basePath }) },
  );

  #headers(): Record<string, string> {
    const { api_key, oauth2 } = this.authentications;
    const key = [api_key.apiKeyPrefix, api_key.apiKey].filter(Boolean).join(" ");
    return {
      ...(api_key.apiKey && { "x-api-token": key }),
      ...(oauth2.accessToken && { authorization: `Bearer ${oauth2.accessToken}` }),
      ...this.defaultHeaders,
    };
  }

  /** Sends a call and answers the whole body, `success`, `data` and all. */
  async callApi({ method, path, query, body, cost }: Asked): Promise<Body> {
    const line = { method, name: `${method} ${path}`, cost };
    const wanted = { line, path, query: toSnakeCase(query), body: toSnakeCase(body) };
    try {
      return (await this.#core.request({ ...wanted, options: { timeoutMs: this.timeout } })).body;
    } catch (error) {
      if (isApiError(error)) Object.assign(error, contextOf(error));
      throw error;
    }
  }
}

const contextOf = ({ status, body }: ApiError): ErrorContext => ({
  errorCode: status,
  errorInfo: (Object(body) as Body).error_info,
  context: { statusCode: status, body },
});

/** Names may be written in camelCase; they go out in snake_case, which wins where both are given. */
function toSnakeCase(named: object | undefined): object | undefined {
  if (named === undefined) return undefined;
  const snake = Object.entries(named).map(([key, value]) => [
    key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    value,
  ]);
  return {
    ...Object.fromEntries(snake),
    ...Object.fromEntries(Object.entries(named).filter(([key]) => !/[A-Z]/.test(key))),
  };
}

/** A path with an id in it. */
export function pathTo(collection: string, id: string, call: string): string {
  if (id === undefined || id === null)
    throw new FoyerError(`Missing the required parameter 'id' when calling ${call}`);
  return `${collection}/${encodeURIComponent(id)}`;
}

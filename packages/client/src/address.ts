import { FoyerError } from "./errors.ts";

const PIPEDRIVE = "https://api.pipedrive.com";

/**
 * The server's address without a path of the API behind it. Empty, or a path, for pages that the server serves.
 * @throws FoyerError for `localhost:8080` and the like, which are no address to `fetch`.
 */
export function rootOf(baseUrl = PIPEDRIVE): string {
  if (!/^(https?:\/\/|\/|$)/i.test(baseUrl))
    throw new FoyerError(
      `An address begins with http:// or https://, but ${JSON.stringify(baseUrl)} does not`,
    );
  return baseUrl.replace(/\/+$/, "").replace(/(\/api)?\/v[12]$/, "");
}

/** Pipedrive itself, as opposed to a Foyer: it takes no idempotency keys. */
export const isPipedrive = (root: string): boolean =>
  /^https?:\/\/([\w-]+\.)*pipedrive\.com(:\d+)?$/i.test(root);

/**
 * The whole address of a call. Pipedrive's company hosts have v1 under `/api/v1` for OAuth callers, its shared host
 * has it under `/v1` alone; Foyer has both.
 */
export function addressOf(root: string, path: string, query: object | undefined): string {
  const prefix = path.startsWith("/v1/") && root !== PIPEDRIVE ? "/api" : "";
  return root + prefix + path + queryText(query);
}

/** Nothing is sent for undefined and null; arrays are separated by commas, objects written as JSON. */
function queryText(query: object | undefined): string {
  const pairs = Object.entries(query ?? {})
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(toText(value))}`);
  return pairs.length > 0 ? `?${pairs.join("&")}` : "";
}

const toText = (value: unknown): string =>
  typeof value === "object" && !Array.isArray(value) ? JSON.stringify(value) : String(value);

/**
 * The one spelling of a path that routes know, whatever a client makes of it: `/api/v1` is `/v1`, and a slash at the end,
 * or a second one within, means nothing. Conversions are of v2 alone; PHP clients up to 14.2 ask for them under
 * `/api/v1` once they came by OAuth (Pipedrive's changelog of its PHP client).
 */
export function onePath(given: string): string {
  const url = given.startsWith("/") && given.includes("//") ? given.replace(PATH, withoutDoubles) : given;
  const api = url.startsWith("/api/v1/") ? url.slice("/api".length) : url;
  const end = api.indexOf("?");
  const pathEnd = end === -1 ? api.length : end;
  const path = pathEnd > 1 && api[pathEnd - 1] === "/" ? api.slice(0, pathEnd - 1) + api.slice(pathEnd) : api;
  return CONVERSION.test(path) ? `/api/v2${path.slice("/v1".length)}` : path;
}

const PATH = /^[^?]*/;
/** What a base address with a slash at its end makes of paths. */
const withoutDoubles = (path: string): string => path.replaceAll(/\/{2,}/g, "/");

const CONVERSION = /^\/v1\/(?:leads|deals)\/[^/?]+\/convert\//;

import type { IncomingMessage } from "node:http";

/** The members that requests are to be answered with. */
const selected = new WeakMap<IncomingMessage, ReadonlySet<string>>();

/**
 * A path of v1 without its field selector, which names the members wanted of each thing: `/v1/persons:(id,name)`,
 * `/v1/persons/7:(id,name)`. Source: Pipedrive's documents on requests; scripts from then still say it. Libraries differ in
 * whether they percent-encode it.
 */
export function withoutSelector(request: IncomingMessage, url: string): string {
  const end = url.indexOf("?");
  const path = end === -1 ? url : url.slice(0, end);
  if (!V1.test(path) || !/\(|%28/.test(path)) return url;
  const plain = decoded(path);
  const begin = plain.indexOf(":(");
  if (begin === -1 || !plain.endsWith(")")) return url;
  const names = plain.slice(begin + 2, -1).split(/[\s,]+/);
  const wanted = new Set(names.filter((name) => name !== ""));
  if (request.method === "GET" && wanted.size > 0) selected.set(request, wanted);
  return plain.slice(0, begin) + url.slice(path.length);
}

const V1 = /^(\/api)?\/v1\//;

const decoded = (path: string): string =>
  path
    .replace(/\/$/, "")
    .replaceAll(/%3a/gi, ":")
    .replaceAll("%28", "(")
    .replaceAll("%29", ")")
    .replaceAll(/%2c/gi, ",")
    .replaceAll("%20", " ");

/** The body of an answer, with what was selected of each thing alone. */
export function onlySelected(request: IncomingMessage, body: string | Buffer): string | Buffer {
  const wanted = selected.get(request);
  if (!wanted) return body;
  const answer = JSON.parse(String(body));
  const { data } = answer;
  answer.data = Array.isArray(data) ? data.map((one) => pick(one, wanted)) : pick(data, wanted);
  return JSON.stringify(answer);
}

/** What is found by a search is no thing itself. */
function pick(thing: unknown, wanted: ReadonlySet<string>): unknown {
  if (thing === null || typeof thing !== "object" || "items" in thing) return thing;
  return Object.fromEntries(Object.entries(thing).filter(([name]) => wanted.has(name)));
}

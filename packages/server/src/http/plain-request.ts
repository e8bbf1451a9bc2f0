/** Longest request that is read here, in bytes. */
const LONGEST = 4_096;
const METHOD = "GET ";
const VERSION = " HTTP/1.1\r\n";

/** Fields of a head, each whole on a line of its own, up to the empty line that ends it. */
const FIELDS = /^\r\n(?:[\w!#$%&'*+.^`|~-]+:[\t -~\x80-\xff]*\r\n)+\r\n$/;

/** What has an answer or a reading of its own. */
const OTHERWISE = new Set(["content-length", "expect", "origin", "transfer-encoding", "upgrade"]);

/** A request for something by an API token, which says nothing else that matters. */
export type PlainRequest = { url: string; token: string };

/**
 * Reads requests of one client: whole ones without a body, of HTTP/1.1 as RFC 9112 has it to the letter and on a
 * connection that stays. Undefined for every other, and for one that could be read in two ways.
 */
export function createPlainReader(): (bytes: Buffer) => PlainRequest | undefined {
  let known = ""; // a client says the same of itself with every request
  let token: string | undefined;

  return (bytes) => {
    if (bytes.length > LONGEST) return undefined;
    const text = bytes.toString("latin1");
    const lineEnd = text.indexOf("\r\n");
    const urlEnd = lineEnd + "\r\n".length - VERSION.length;
    if (!text.startsWith(METHOD) || !text.startsWith(VERSION, urlEnd)) return undefined;
    const fields = text.slice(lineEnd);
    if (fields !== known) {
      known = fields;
      token = tokenOf(fields);
    }
    return token === undefined ? undefined : { url: text.slice(METHOD.length, urlEnd), token };
  };
}

/** The API token of a head, if it has one, a host, and nothing that asks for more than an answer. */
function tokenOf(fields: string): string | undefined {
  if (!FIELDS.test(fields)) return undefined;
  const found = new Map<string, string>();
  for (const line of fields.slice("\r\n".length, -"\r\n\r\n".length).split("\r\n")) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).toLowerCase();
    if (OTHERWISE.has(name) || found.has(name)) return undefined;
    found.set(name, line.slice(colon + 1).replaceAll(/^[\t ]+|[\t ]+$/g, ""));
  }
  const stays = (found.get("connection") ?? "keep-alive").toLowerCase() === "keep-alive";
  return stays && found.has("host") ? found.get("x-api-token") : undefined;
}

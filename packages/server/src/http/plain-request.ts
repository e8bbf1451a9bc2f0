import { isUtf8 } from "node:buffer";

/** Longest request that is read here, in bytes. */
const LONGEST = 8_192;
const EMPTY_LINE = "\r\n\r\n";
const VERSION = " HTTP/1.1";

/** Fields of a head, each whole on a line of its own, up to the empty line that ends it. */
const FIELDS = /^\r\n(?:[\w!#$%&'*+.^`|~-]+:[\t -~\x80-\xff]*\r\n)+\r\n$/;

/** What has an answer or a reading of its own. */
const OTHERWISE = new Set(["expect", "origin", "transfer-encoding", "upgrade"]);

/** All that a write may say and mean nothing by it. */
const HARMLESS = new Set([
  ...["host", "connection", "x-api-token", "content-type", "content-length", "user-agent", "accept"],
  ...["accept-encoding", "accept-language", "sec-fetch-mode"],
]);
const LENGTH = /^\d{1,5}$/;
const JSON_TYPE = /^application\/json(?:; ?charset=utf-8)?$/i;

/**
 * A request by an API token, which says nothing else that matters. `url`: whatever stands between the method and the
 * version, which is an address if it is one that is known. `body`: the text of what is to be written.
 */
export type PlainRequest = { url: string; token: string; body?: string };

/** What a head says: `length` of a body in bytes, and whether one of JSON may be written and nothing else is meant. */
type Said = { token: string; length: number | undefined; writes: boolean };

/**
 * Reads requests of one client: whole ones, of HTTP/1.1 as RFC 9112 has it to the letter and on a connection that
 * stays, which read something or write JSON. Undefined for every other, and for one that could be read in two ways.
 */
export function createPlainReader(): (bytes: Buffer) => PlainRequest | undefined {
  const toSaid = createHeadReader();

  return (bytes) => {
    const head = bytes.length > LONGEST ? undefined : headOf(bytes.toString("latin1"));
    const said = head && toSaid(head.fields);
    if (!said) return undefined;
    return head.writes ? writing(head, said, bytes) : reading(head, said, bytes);
  };
}

const reading = ({ url, end }: Head, { token, length }: Said, bytes: Buffer): PlainRequest | undefined =>
  length === undefined && end === bytes.length ? { url, token } : undefined;

function writing(
  { url, end }: Head,
  { token, length, writes }: Said,
  bytes: Buffer,
): PlainRequest | undefined {
  const body = bytes.subarray(end);
  return writes && body.length === length && isUtf8(body)
    ? { url, token, body: body.toString("utf8") }
    : undefined;
}

type Head = { writes: boolean; url: string; fields: string; end: number };

function headOf(text: string): Head | undefined {
  const lineEnd = text.indexOf("\r\n");
  const end = text.indexOf(EMPTY_LINE, lineEnd) + EMPTY_LINE.length;
  const writes = text.startsWith("POST ");
  const isKnown = (writes || text.startsWith("GET ")) && text.startsWith(VERSION, lineEnd - VERSION.length);
  const url = text.slice(text.indexOf(" ") + 1, lineEnd - VERSION.length);
  return isKnown ? { writes, url, fields: text.slice(lineEnd, end), end } : undefined;
}

/** Reads heads of one client, who says much the same of itself with every request. */
function createHeadReader(): (fields: string) => Said | undefined {
  let known = "";
  let said: Said | undefined;
  return (fields) => {
    if (fields !== known) said = saidIn(fields);
    known = fields;
    return said;
  };
}

/** What a head says, if it has a token, a host, and nothing that asks for more than an answer. */
function saidIn(fields: string): Said | undefined {
  const found = FIELDS.test(fields) ? namedIn(fields) : undefined;
  if (!found) return undefined;
  const { host, "x-api-token": token, connection = "keep-alive" } = found;
  if (host === undefined || token === undefined || connection.toLowerCase() !== "keep-alive")
    return undefined;
  const { "content-length": length, "content-type": type = "" } = found;
  if (length === undefined) return { token, length, writes: false };
  const isHarmless = LENGTH.test(length) && Object.keys(found).every((name) => HARMLESS.has(name));
  return { token, length: Number(length), writes: isHarmless && JSON_TYPE.test(type) };
}

/** The values of fields by their names; undefined where one stands twice or is not for here. */
function namedIn(fields: string): Partial<Record<string, string>> | undefined {
  const found = new Map<string, string>();
  for (const line of fields.slice("\r\n".length, -EMPTY_LINE.length).split("\r\n")) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).toLowerCase();
    if (OTHERWISE.has(name) || found.has(name)) return undefined;
    found.set(name, line.slice(colon + 1).replaceAll(/^[\t ]+|[\t ]+$/g, ""));
  }
  return Object.fromEntries(found);
}

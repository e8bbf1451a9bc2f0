import type { IncomingMessage, ServerResponse } from "node:http";
import type { Actor } from "../lib/actor.ts";
import { HSTS, JSON_TYPE } from "./headers.ts";

const LEADS = /^(?:\/api)?\/v1\/leads(?:\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})|(\?.*)?)$/;

/** Longest query that is remembered as it was sent, in characters. */
const LONGEST = 300;

type Deps = {
  /** Who an API token speaks for, where that is remembered. */
  known: (secret: string) => Actor | undefined;
  /** The document of a lead, where it can be read without waiting. */
  findLead: (actor: Actor, id: string) => string | undefined;
  /** A page of leads that was asked for in the same words before and still holds. */
  findPage: (actor: Actor, words: string) => Buffer | undefined;
  /** Whether every visitor comes by TLS. */
  secure: boolean;
};

/** Answers a request, or tells that it has not. */
export type ShortCut = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * What programs ask most, one lead or a page of leads that lies ready, by an API token in its header, answered without
 * all that other requests need: in half the time. Whatever is not plainly that goes the long way, which answers the
 * same to the letter.
 */
export function createShortCut({ known, findLead, findPage, secure }: Deps): ShortCut {
  const always = ["content-type", JSON_TYPE, ...(secure ? ["strict-transport-security", HSTS] : [])];

  function find(actor: Actor, id: string | undefined, words = ""): string | Buffer | undefined {
    if (id === undefined) return findPage(actor, words);
    const lead = findLead(actor, id);
    return lead && `{"success":true,"data":${lead}}`;
  }

  return (request, response) => {
    const asked = LEADS.exec(request.url ?? "");
    const token = asked ? plainToken(request) : undefined;
    const actor = token === undefined ? undefined : known(token);
    if (!asked || actor?.scopes !== null) return false;
    const body = find(actor, asked[1], asked[2]);
    if (body === undefined) return false;
    const head = [...always, "content-length", String(body.length)]; // documents are ASCII: as many bytes as characters
    response.writeHead(200, head).end(body, "latin1");
    return true;
  };
}

/** The API token of a plain read: from no page of another site, and nothing of it to refuse. */
function plainToken({ method, headers, httpVersionMinor }: IncomingMessage): string | undefined {
  const token = headers["x-api-token"];
  const isPlain = method === "GET" && httpVersionMinor === 1 && headers.host !== undefined;
  return isPlain && headers.origin === undefined && typeof token === "string" ? token : undefined;
}

/**
 * The words of a page that may be asked for again by the short cut: its query as it was sent. None where who asks is
 * known by anything but the token in the header.
 */
export function wordsOf(headers: IncomingMessage["headers"], url: string, query: object): string | undefined {
  if (headers["x-api-token"] === undefined || "api_token" in query) return undefined;
  const begin = url.indexOf("?");
  const words = begin === -1 ? "" : url.slice(begin);
  return words.length <= LONGEST ? words : undefined;
}

import type { IncomingMessage } from "node:http";
import { type Lead, LeadCreate } from "@leadfoyer/contract";
import type { FastifyBaseLogger } from "fastify";
import type { Actor } from "../lib/actor.ts";
import type { Json } from "../lib/answers.ts";
import { parseJson } from "../lib/parse-json.ts";
import { single } from "./envelope.ts";
import { toAnswer } from "./errors.ts";
import type { PlainRequest } from "./plain-request.ts";
import { createReader } from "./validate.ts";

const LEADS = /^(?:\/api)?\/v1\/leads(?:\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})|(\?[!-~]*)?)$/;

/** Longest query that is remembered as it was sent, in characters. */
const LONGEST = 300;

type Deps = {
  /** Who an API token speaks for, where that is remembered. */
  known: (secret: string) => Actor | undefined;
  /** The document of a lead, where it can be read without waiting. */
  findLead: (actor: Actor, id: string) => string | undefined;
  /** A page of leads that was asked for in the same words before and still holds. */
  findPage: (actor: Actor, words: string) => Buffer | undefined;
  addLead: (actor: Actor, input: LeadCreate) => Promise<Json<Lead>>;
  logger: FastifyBaseLogger;
};

/** Names and values of headers in turn; a body of bytes is ASCII. */
export type Answer = { status: number; headers: readonly string[]; body: string | Buffer };

/** The answer to a plain request, or a promise of it, which is kept; undefined where only the long way can tell. */
export type ShortCut = (request: PlainRequest) => Answer | Promise<Answer> | undefined;

/**
 * What programs ask most, one lead, a page of leads that lies ready or a new lead, by an API token in its header,
 * answered without all that other requests need. Whatever is not plainly that goes the long way, which answers the same
 * to the letter.
 */
export function createShortCut({ known, findLead, findPage, addLead, logger }: Deps): ShortCut {
  const readLead = createReader(LeadCreate, "leads", "json");

  function find(actor: Actor, id: string | undefined, words = ""): Answer | undefined {
    const lead = id === undefined ? undefined : findLead(actor, id);
    const body = id === undefined ? findPage(actor, words) : lead && `{"success":true,"data":${lead}}`;
    return body === undefined ? undefined : { status: 200, headers: [], body };
  }

  async function add(actor: Actor, url: string, input: LeadCreate): Promise<Answer> {
    try {
      return { status: 201, headers: [], body: single(await addLead(actor, input)) };
    } catch (error) {
      const { status, headers, body } = toAnswer(error, url.replace(/^\/api/, ""));
      if (status >= 500) logger.error({ err: error, method: "POST", path: url }, "request failed");
      return { status, headers: headers.flat(), body };
    }
  }

  /** What is to be written; undefined where it is to be refused. */
  function read(text: string): LeadCreate | undefined {
    try {
      return readLead(parseJson(text)) as LeadCreate; // as the schema has it
    } catch {
      return undefined;
    }
  }

  return ({ url, token, body: written }) => {
    const asked = LEADS.exec(url);
    const actor = asked ? known(token) : undefined;
    if (!asked || actor?.scopes !== null) return undefined;
    const [, id, words] = asked;
    if (written === undefined) return find(actor, id, words);
    const input = id === undefined && words === undefined ? read(written) : undefined;
    return input && add(actor, url, input);
  };
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

import type { IncomingMessage } from "node:http";
import { type Lead, LeadCreate } from "@leadfoyer/contract";
import type { FastifyBaseLogger } from "fastify";
import type { Actor } from "../lib/actor.ts";
import type { Json } from "../lib/answers.ts";
import { parseJson } from "../lib/parse-json.ts";
import { inEnvelope } from "./envelope.ts";
import { toAnswer } from "./errors.ts";
import type { PlainRequest } from "./plain-request.ts";
import { createReader } from "./validate.ts";

const PREFIX = "/api";
const LEADS = "/v1/leads";
const ID_LENGTH = "/f26a1ba0-eb40-11f1-8b48-4792ca1b55dd".length;

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

/** Names and values of headers in turn; `length` of the body in bytes: that of its text where that is ASCII. */
export type Answer = { status: number; headers: readonly string[]; body: string | Buffer; length: number };

/** The answer to a plain request, or a promise of it, which is kept; undefined where only the long way can tell. */
export type ShortCut = (request: PlainRequest) => Answer | Promise<Answer> | undefined;

/**
 * What programs ask most, one lead, a page of leads that lies ready or a new lead, by an API token in its header,
 * answered without all that other requests need. Whatever is not plainly that goes the long way, which answers the same
 * to the letter.
 */
export function createShortCut({ known, findLead, findPage, addLead, logger }: Deps): ShortCut {
  const readLead = createReader(LeadCreate, "leads", "json");

  function find(actor: Actor, rest: string): Answer | undefined {
    const body = rest.startsWith("/") ? findOne(actor, rest.slice(1)) : findPage(actor, rest);
    return body === undefined ? undefined : { status: 200, headers: [], body, length: body.length }; // of ASCII
  }

  function findOne(actor: Actor, id: string): string | undefined {
    const lead = findLead(actor, id);
    return lead && inEnvelope(lead);
  }

  async function add(actor: Actor, input: LeadCreate): Promise<Answer> {
    try {
      const { json } = await addLead(actor, input);
      const body = inEnvelope(json);
      return { status: 201, headers: [], body, length: Buffer.byteLength(body) };
    } catch (error) {
      const { status, headers, body } = toAnswer(error, LEADS);
      if (status >= 500) logger.error({ err: error, method: "POST", path: LEADS }, "request failed");
      return { status, headers: headers.flat(), body, length: Buffer.byteLength(body) };
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
    const rest = restOf(url);
    const actor = rest === undefined ? undefined : known(token);
    if (rest === undefined || actor?.scopes !== null) return undefined;
    if (written === undefined) return find(actor, rest);
    const input = rest === "" ? read(written) : undefined;
    return input && add(actor, input);
  };
}

/** What follows the leads in an address: nothing, a query, or what is as long as an id. Undefined of any other. */
function restOf(url: string): string | undefined {
  const from = url.startsWith(PREFIX) ? PREFIX.length : 0;
  if (!url.startsWith(LEADS, from)) return undefined;
  const rest = url.slice(from + LEADS.length);
  return rest === "" || rest.startsWith("?") || rest.length === ID_LENGTH ? rest : undefined;
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

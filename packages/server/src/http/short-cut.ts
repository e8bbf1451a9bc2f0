import type { IncomingMessage } from "node:http";
import type { Actor } from "../lib/actor.ts";

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
};

/** The body of a plain request's answer, all of it ASCII; undefined where only the long way can tell. */
export type ShortCut = (url: string, token: string) => string | Buffer | undefined;

/**
 * What programs ask most, one lead or a page of leads that lies ready, by an API token in its header, found without
 * all that other requests need. Whatever is not plainly that goes the long way, which answers the same to the letter.
 */
export function createShortCut({ known, findLead, findPage }: Deps): ShortCut {
  return (url, token) => {
    const asked = LEADS.exec(url);
    const actor = asked ? known(token) : undefined;
    if (!asked || actor?.scopes !== null) return undefined;
    const [, id, words = ""] = asked;
    if (id === undefined) return findPage(actor, words);
    const lead = findLead(actor, id);
    return lead && `{"success":true,"data":${lead}}`;
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

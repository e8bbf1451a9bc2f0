import type { FastifyReply, FastifyRequest } from "fastify";
import { messagePage, show } from "./page.ts";
import { wordsFor } from "./page-words.ts";

const API = /^\/(v1|api)(\/|$)/;

/** Whether a person looks for a page: in a browser, and not below the paths of the API. */
export const isForReader = ({ method, headers, url }: FastifyRequest): boolean =>
  method === "GET" && (headers.accept ?? "").startsWith("text/html") && !API.test(url);

/** Says that there is no such page. */
export function showNoPage(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const words = wordsFor(request);
  return show(reply.status(404), messagePage(words.noPage, words.noPageHint, words));
}

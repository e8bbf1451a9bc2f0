import type { FastifyRequest } from "fastify";

/** The versions of a thing a write is meant for, as `If-Match` names them; undefined when any will do. */
export function ifMatchOf({ headers }: FastifyRequest): readonly string[] | undefined {
  const header = headers["if-match"];
  if (header === undefined || header.trim() === "*") return undefined;
  return header.split(",").map((tag) => tag.trim().replace(/^(W\/)?"(.*)"$/, "$2"));
}

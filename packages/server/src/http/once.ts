import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { IdempotencyService, Kept } from "../idempotency/idempotency.service.ts";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { Once } from "../lib/once.ts";

const PRINTABLE = /^[\x21-\x7e]{1,255}$/;

/**
 * Under which key a write is to be carried out once, if the caller named one. Credentials are no part of what is
 * asked.
 * @throws DomainError `idempotency_key_invalid`
 */
export function onceOf(request: FastifyRequest): Once | undefined {
  const key = request.headers["idempotency-key"];
  if (key === undefined || request.method === "GET") return undefined;
  if (typeof key !== "string" || !PRINTABLE.test(key)) throw new DomainError("idempotency_key_invalid");
  const { api_token: _, ...query } = request.query as Record<string, unknown>;
  const [path] = request.url.split("?", 1);
  const asked = JSON.stringify([request.method, path, query, request.body]);
  return { key, print: createHash("sha256").update(asked).digest("base64url"), steps: 0 };
}

type Asked = { idempotency: IdempotencyService; actor: Actor; once: Once; reply: FastifyReply };

/** Answers as an earlier request with the key was answered, or lets this one take its course and keeps its answer. */
export async function answerOnce(
  { idempotency, actor, once, reply }: Asked,
  run: () => Promise<Kept>,
): Promise<Kept> {
  const known = await idempotency.recall(actor, once);
  if (known) {
    reply.header("idempotent-replayed", "true");
    return known;
  }
  const kept = await run();
  await idempotency.keep(actor, once, kept);
  return kept;
}

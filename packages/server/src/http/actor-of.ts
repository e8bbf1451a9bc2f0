import type { FastifyRequest } from "fastify";
import type { Actor } from "../lib/actor.ts";

const KEY = Symbol("actor");

type Carrier = { [KEY]?: Actor };

export const setActor = (request: FastifyRequest, actor: Actor): void => {
  (request as unknown as Carrier)[KEY] = actor;
};

/** Who asks. Only for routes behind authentication. */
export function actorOf(request: FastifyRequest): Actor {
  const actor = (request as unknown as Carrier)[KEY];
  if (!actor) throw new Error("A route asked who is there before authentication");
  return actor;
}

import type { FastifyRequest } from "fastify";
import type { Actor } from "../lib/actor.ts";

const HEADER = "foyer-import";

type Authenticate = (request: FastifyRequest) => Actor | Promise<Actor>;
type Within = (actor: Actor, id: string) => Promise<Actor>;

/** Finds out who asks, and of which import the request is a part, where it says so. */
export function withinImports(authenticate: Authenticate, within: Within): Authenticate {
  const join = async (actor: Actor | Promise<Actor>, id: string) => within(await actor, id);
  return (request) => {
    const id = request.headers[HEADER];
    const actor = authenticate(request);
    return id === undefined || request.method === "GET" ? actor : join(actor, String(id));
  };
}

import { Readable } from "node:stream";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { actorOf } from "../http/actor-of.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { Known, LiveMessage, LiveService } from "./live.service.ts";

/** How soon a browser comes back after a cut, in milliseconds. */
const RETRY_MS = 2_000;

/**
 * `GET /foyer/events`: server-sent events of what the caller may see. A browser that was cut off says in
 * `Last-Event-ID` what it saw last, other clients may say it in `?last_event_id=`. Who has seen nothing yet and is
 * reading already says in `?look_back_ms=` for how long: what happened since is told first.
 */
export function liveRoutes(app: FastifyInstance, live: LiveService): void {
  app.get("/foyer/events", (request, reply) => {
    const gone = new AbortController();
    request.raw.on("close", () => gone.abort());
    const messages = live.follow(actorOf(request), knownOf(request), gone.signal);
    return reply
      .header("content-type", "text/event-stream; charset=utf-8")
      .header("cache-control", "no-store")
      .header("x-accel-buffering", "no") // nginx would hold events back
      .send(Readable.from(written(messages)));
  });
  app.addHook("preClose", async () => live.close());
}

async function* written(messages: AsyncIterable<LiveMessage>): AsyncGenerator<string> {
  yield `retry: ${RETRY_MS}\n\n`;
  for await (const message of messages) yield toText(message);
}

function toText(message: LiveMessage): string {
  // An id alone tells nobody anything, but a browser remembers it for when it comes back.
  if (message.type === "heartbeat") return `id: ${message.id}\n\n`;
  if (message.type === "event") return `id: ${message.id}\ndata: ${JSON.stringify(message.data)}\n\n`;
  return `id: ${message.id}\nevent: ${message.type}\ndata: {}\n\n`;
}

function knownOf({ query, headers }: FastifyRequest): Known {
  const { last_event_id, look_back_ms } = query as Record<string, unknown>;
  return {
    last: toCount(headers["last-event-id"] ?? last_event_id, "last_event_id must be the id of an event"),
    lookBackMs: toCount(look_back_ms, "look_back_ms must be a number of milliseconds"),
  };
}

function toCount(text: unknown, info: string): number | undefined {
  if (text === undefined || text === "") return undefined;
  if (typeof text === "string" && /^\d{1,15}$/.test(text)) return Number(text);
  throw new DomainError("invalid", { info });
}

import type { Core } from "./core.ts";
import { isApiError } from "./errors.ts";
import { pause } from "./pause.ts";

/** Something that happened to a thing the caller may see. */
export type LiveEvent = {
  /** Grows with time. */
  id: number;
  /** `lead`, `lead_label`, `note`, `note_comment`, `activity`, `person`, `organization`, `field` or `user`. */
  kind: string;
  entity_id: string;
  action: "create" | "change" | "delete" | (string & {});
  /** Who did it. */
  user_id: number;
  time: string;
  /** Members a change touched. */
  changed: string[];
  /**
   * The `update_time` the thing had before, where a change touched it: whoever has it as of a later one has this
   * change too. `time` does not tell: of two changes within a millisecond the second is dated after it.
   */
  previous_update_time?: string;
};

/**
 * What a follower is told: that the stream is there, what happened, that more was missed than can be told (`reset`),
 * or that the stream was cut and is being sought again.
 */
export type LiveMessage =
  | { type: "event"; id: number; event: LiveEvent }
  | { type: "ready" | "reset"; id: number }
  | { type: "cut"; id: number | undefined; error: unknown };

export type FollowOptions = {
  /** Ends the following; it then throws nothing. */
  signal: AbortSignal;
  /** The id of the last message seen: what happened since is told first. */
  after?: number | undefined;
  /**
   * Without `after`: for how long one has been reading already, in milliseconds. What happened since is told first, and
   * a little of what happened before.
   */
  lookBackMs?: number | undefined;
  /** Pause before another try after a cut, in milliseconds. @default 2_000 */
  retryMs?: number;
};

/** The server gives a sign of life every 15 seconds: silence of this length is a cut. */
const SILENCE_MS = 40_000;

/** Foyer alone: what happens to things the caller may see. */
export const events = (core: Core) => ({
  /**
   * What happens, as it happens. After a cut it goes on where it stopped, for as long as `signal` lets it.
   * @throws ApiError when the server refuses who asks (401, 403)
   * @example
   * for await (const message of foyer.events.follow({ signal })) if (message.type === "event") console.log(message.event);
   */
  follow: (options: FollowOptions): AsyncGenerator<LiveMessage> => following(core, options),
});

async function* following(
  core: Core,
  { signal, after, lookBackMs, retryMs = 2_000 }: FollowOptions,
): AsyncGenerator<LiveMessage> {
  let last = after;
  const since = lookBackMs === undefined ? undefined : Date.now() - lookBackMs;
  while (!signal.aborted) {
    let waitMs = 0; // a stream that ends by itself has only grown old
    for await (const message of untilCut(core, { last, since }, signal)) {
      last = message.id;
      if (message.type === "cut") waitMs = retryMs;
      if (message.type !== "alive") yield message;
    }
    await pause(waitMs, signal).catch(() => {});
  }
}

/** The last message seen, or else since when one has been reading, in milliseconds since 1970. */
type Seen = { last: number | undefined; since: number | undefined };

type Told = LiveMessage | { type: "alive"; id: number };

async function* untilCut(core: Core, seen: Seen, signal: AbortSignal): AsyncGenerator<Told> {
  let id = seen.last;
  try {
    for await (const message of once(core, seen, signal)) {
      id = message.id;
      yield message;
    }
  } catch (error) {
    if (signal.aborted) return;
    if (isApiError(error, 401) || isApiError(error, 403)) throw error;
    yield { type: "cut", id, error };
  }
}

/** One stream, until it ends. */
async function* once(core: Core, { last, since }: Seen, signal: AbortSignal): AsyncGenerator<Told> {
  const silence = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listen = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(new Error("The stream of events fell silent")), SILENCE_MS);
  };
  try {
    listen();
    const query = {
      ...(last !== undefined && { last_event_id: last }),
      ...(since !== undefined && { look_back_ms: Math.ceil(Date.now() - since) }),
    };
    const { body } = await core.open("/foyer/events", query, AbortSignal.any([signal, silence.signal]));
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      listen();
      const blocks = (rest + read.value).split("\n\n");
      rest = blocks.pop() ?? "";
      yield* blocks.flatMap((block) => toTold(block) ?? []);
    }
  } finally {
    clearTimeout(timer);
    silence.abort(); // whoever stops listening frees the connection
  }
}

/** A block of lines `name: value`. */
function toTold(block: string): Told | undefined {
  const lines = new Map(
    block.split("\n").map((line) => /^(\w+): (.*)$/.exec(line)?.slice(1) as [string, string]),
  );
  if (!lines.has("id")) return undefined;
  const id = Number(lines.get("id"));
  const type = lines.get("event") ?? "message";
  if (type === "ready" || type === "reset") return { type, id };
  const data = lines.get("data");
  return data === undefined
    ? { type: "alive", id }
    : { type: "event", id, event: JSON.parse(data) as LiveEvent };
}

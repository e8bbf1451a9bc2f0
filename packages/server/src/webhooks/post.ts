import dns from "node:dns";
import type { RequestOptions } from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { http } from "../lib/node-http.ts";
import { isPublicAddress } from "../lib/public-address.ts";

/** A receiver has this long to answer. Source: Pipedrive's guide. */
const ANSWER_MS = 10_000;
/** What a receiver says beyond its status interests nobody: more than this many bytes closes the connection. */
const MAX_ANSWER = 64 * 1_024;
const IDLE_MS = 15_000;

/** Answers the status of whatever answer came. Rejects when none did, with the reason as its message. */
export type Post = (
  url: string,
  request: { headers: Record<string, string>; body: string; signal: AbortSignal },
) => Promise<number>;

class RefusedAddress extends Error {
  override readonly name = "RefusedAddress";
  constructor(host: string, address: string) {
    super(`${host} is ${address}, which is not a public address`);
  }
}

/**
 * Name resolution that yields public addresses alone. What it yields is what is connected to: no second look-up, so
 * that a name cannot be one address when it is looked at and another when it is called.
 */
export const onlyPublic =
  (resolve: typeof dns.lookup): LookupFunction =>
  (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, "", 0);
      const refused = addresses.find(({ address }) => !isPublicAddress(address));
      const [first] = addresses;
      if (refused || !first) return done(new RefusedAddress(host, refused?.address ?? "nothing"), "", 0);
      if (options.all) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
export const publicLookup = onlyPublic(dns.lookup);

/** @throws Error when the host of the URL is an address that is not public. */
export function requirePublicLiteral({ hostname }: URL): void {
  const address = hostname.replace(/^\[(.*)\]$/, "$1");
  if (isIP(address) && !isPublicAddress(address)) throw new RefusedAddress(hostname, "a literal");
}

/**
 * Posts to receivers over kept connections, following no redirect. Unless `allowPrivate`, it connects to public
 * addresses alone, whatever a name resolves to at that moment.
 */
export function createPost({
  allowPrivate,
  lookup = publicLookup,
  answerMs = ANSWER_MS,
}: {
  allowPrivate: boolean;
  lookup?: LookupFunction;
  answerMs?: number;
}): { post: Post; close: () => void } {
  const kept = { keepAlive: true, timeout: IDLE_MS };
  const agents = { "http:": new http.Agent(kept), "https:": new https.Agent(kept) };

  async function post(text: string, request: Parameters<Post>[1], isAgain = false): Promise<number> {
    const url = new URL(text);
    if (!allowPrivate) requirePublicLiteral(url);
    const agent = agents[url.protocol as keyof typeof agents]; // only http and https are ever stored
    try {
      return await exchange(url, request, {
        agent: isAgain ? false : agent,
        signal: AbortSignal.any([request.signal, AbortSignal.timeout(answerMs)]),
        ...(!allowPrivate && { lookup }),
      });
    } catch (error) {
      if (isAgain || !(error instanceof StaleConnection)) throw error;
      return post(text, request, true);
    }
  }

  return {
    post,
    close() {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

/** A kept connection was closed at the other end before anything was answered on it. */
class StaleConnection extends Error {}

function exchange(
  url: URL,
  { headers, body }: Parameters<Post>[1],
  options: RequestOptions,
): Promise<number> {
  const { request } = url.protocol === "https:" ? https : http;
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      ...options,
      method: "POST",
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
    });
    sent.on("error", (error: NodeJS.ErrnoException) => {
      const isStale = sent.reusedSocket && (error.code === "ECONNRESET" || error.code === "EPIPE");
      reject(isStale ? new StaleConnection(error.message, { cause: error }) : error);
    });
    sent.on("response", (answer) => {
      let size = 0;
      answer.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > MAX_ANSWER) answer.destroy();
      });
      answer.on("error", () => answer.destroy()); // its status is known, and that is all that counts
      resolve(answer.statusCode ?? 0);
    });
    sent.end(body);
  });
}

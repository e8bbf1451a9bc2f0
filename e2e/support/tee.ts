import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";

/** One request as it left the client, and the answer as it reached the client. */
export type Exchange = {
  method: string;
  /** Path with query, as written on the request line. */
  path: string;
  requestHeaders: IncomingHttpHeaders;
  requestBody: unknown;
  status: number;
  headers: IncomingHttpHeaders;
  /** The parsed JSON, or the text when it is none. */
  body: unknown;
};

export type Tee = {
  baseUrl: string;
  exchanges: Exchange[];
  [Symbol.asyncDispose](): Promise<void>;
};

/** Headers of one connection, which are not the next connection's. */
const HOP_BY_HOP = ["connection", "keep-alive", "transfer-encoding"];

/** Listens between a client and `target`, passes everything on, and keeps what was said. */
export async function startTee(target: string): Promise<Tee> {
  const exchanges: Exchange[] = [];
  const server = createServer((incoming, outgoing) => {
    const record = (exchange: Exchange) => exchanges.push(exchange);
    passOn({ target, incoming, outgoing, record }).catch((cause) => outgoing.destroy(cause));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // a server that listens on TCP has no other kind of address
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    exchanges,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

type Passage = {
  target: string;
  incoming: IncomingMessage;
  outgoing: ServerResponse;
  record(exchange: Exchange): void;
};

async function passOn({ target, incoming, outgoing, record }: Passage): Promise<void> {
  const sent = await buffer(incoming);
  const { method = "GET", url: path = "/", headers: requestHeaders } = incoming;
  const answer = await forward(
    new URL(path, target),
    { method, headers: withoutHopByHop(requestHeaders) },
    sent,
  );
  const received = await buffer(answer);
  const { statusCode: status = 0, headers } = answer;
  const body = parseBody(decompress(received, headers["content-encoding"]));
  record({ method, path, requestHeaders, requestBody: parseBody(sent), status, headers, body });
  outgoing.writeHead(status, withoutHopByHop(headers));
  outgoing.end(received);
}

type Head = { method: string; headers: IncomingHttpHeaders };

function forward(url: URL, head: Head, body: Buffer): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(url, head, resolve).once("error", reject).end(body);
  });
}

function withoutHopByHop(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)));
}

function decompress(bytes: Buffer, encoding: string | undefined): Buffer {
  if (encoding === "gzip") return gunzipSync(bytes);
  if (encoding === "br") return brotliDecompressSync(bytes);
  if (encoding === "deflate") return inflateSync(bytes);
  return bytes;
}

function parseBody(bytes: Buffer): unknown {
  const text = bytes.toString("utf8");
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

import { createServer, request as forward, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a request meets instead of the server behind. */
export type Fault =
  | { status: number; headers?: Record<string, string>; body?: string }
  /** No answer, ever. */
  | "hang"
  /** The true answer, of which the second half is lost with the connection. */
  | "cut"
  /** The true answer ends half way as if it were whole. */
  | "cut cleanly"
  /** The true answer, a byte now and then. */
  | "slow"
  /** The connection is closed before an answer; the server behind has done what was asked. */
  | "lost answer"
  /** The connection is closed at once; the server behind heard nothing. */
  | "refuse"
  /** No fault. */
  | "pass";

type Seen = {
  method: string;
  url: string;
  headers: IncomingMessage["headers"];
  body: string;
  at: number;
};

/**
 * Stands between a client and a server and does, request by request, what bad servers and networks do. `choose` says
 * what a request meets where nothing was said before.
 */
export async function startFaultProxy(target: string, choose: (method: string) => Fault = () => "pass") {
  const faults: Fault[] = [];
  const seen: Seen[] = [];

  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const { method = "GET", url = "/", headers } = request;
    seen.push({ method, url, headers, body, at: Date.now() });
    await misbehave(faults.shift() ?? choose(method), { response, body, request, target });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Every request that came, in order. */
    seen,
    /** What the next requests meet, one each; those after it pass. */
    next(...these: Fault[]): void {
      faults.push(...these);
    },
    /** Forgets what came and what is still to go wrong. */
    reset(): void {
      faults.length = 0;
      seen.length = 0;
    },
    async [Symbol.asyncDispose](): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
export type FaultProxy = Awaited<ReturnType<typeof startFaultProxy>>;

type Exchange = { request: IncomingMessage; response: ServerResponse; body: string; target: string };

async function misbehave(fault: Fault, exchange: Exchange): Promise<void> {
  const { response } = exchange;
  if (fault === "hang") return;
  if (fault === "refuse") return void response.destroy();
  if (typeof fault === "object") {
    response.writeHead(fault.status, fault.headers).end(fault.body ?? "");
    return;
  }
  if (fault === "pass") return passOn(exchange);
  const answer = await ask(exchange);
  if (fault === "lost answer") return void response.destroy();
  await mangle(fault, answer, response);
}

async function mangle(
  fault: Fault,
  { status, headers, text }: TrueAnswer,
  response: ServerResponse,
): Promise<void> {
  const half = text.slice(0, text.length / 2);
  if (fault === "cut") {
    response.writeHead(status, headers).write(half, () => response.destroy());
  } else if (fault === "cut cleanly") {
    response.writeHead(status, { ...headers, "content-length": String(Buffer.byteLength(half)) }).end(half);
  } else {
    response.writeHead(status, headers);
    for (const character of text) {
      if (response.destroyed) return;
      response.write(character);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    response.end();
  }
}

/** Byte by byte as it comes, so that a stream stays one. */
function passOn({ request, response, body, target }: Exchange): void {
  const { method, headers } = request;
  const onward = forward(target + request.url, { method: method ?? "GET", headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 0, answer.headers);
    answer.pipe(response);
  });
  response.on("close", () => onward.destroy());
  onward.on("error", () => response.destroy()).end(body);
}

type TrueAnswer = { status: number; headers: IncomingMessage["headers"]; text: string };

function ask({ request, body, target }: Exchange): Promise<TrueAnswer> {
  const { method, headers } = request;
  return new Promise((resolve, reject) => {
    const onward = forward(target + request.url, { method: method ?? "GET", headers }, async (answer) => {
      let text = "";
      for await (const chunk of answer.setEncoding("utf8")) text += chunk;
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text });
    });
    onward.on("error", reject).end(body);
  });
}

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { createPlainReader } from "./plain-request.ts";
import type { ShortCut } from "./short-cut.ts";

type Deps = {
  find: ShortCut;
  /** Names and values of the headers every answer has, in turn. */
  always: readonly string[];
  /** How long an idle connection is kept, in milliseconds. */
  keepAlive: number;
};

type Exchange = { request: IncomingMessage; response: ServerResponse };

/**
 * Who was answered by the short cut is likely to go on. From then on what comes on that connection is looked at before
 * Node reads it, and a plain request that came whole is answered at once: half the work of a request that Node reads.
 * Node keeps the connection, its timeouts and its end, and reads all that is not plainly such a request. It is never
 * cut off in the middle of one: nothing is answered here unless what it read last was one whole request without a body,
 * and that has been answered.
 */
export function createEarlyAnswers({ find, always, keepAlive }: Deps) {
  const taken = new WeakSet<Socket>();
  const begin = `HTTP/1.1 200 OK\r\n${pairs(always)}content-length: `;
  const end = `\r\nConnection: keep-alive\r\nKeep-Alive: timeout=${Math.floor(keepAlive / 1_000)}\r\n\r\n`;
  const date = createDate();
  let isOpen = true;
  let read: Exchange[] | undefined;

  function send(socket: Socket, body: string | Buffer): void {
    const head = `${begin}${body.length}\r\nDate: ${date()}${end}`;
    if (typeof body === "string") return void socket.write(head + body, "latin1");
    socket.cork();
    socket.write(head, "latin1");
    socket.write(body);
    socket.uncork();
  }

  function expectMore(socket: Socket): void {
    if (taken.has(socket)) return;
    taken.add(socket);
    const listeners = socket.listeners("data") as ((bytes: Buffer) => void)[]; // Node's
    const toPlain = createPlainReader();
    let last: ServerResponse | undefined;

    socket.removeAllListeners("data").on("data", (bytes: Buffer) => {
      const isFree = isOpen && last?.writableFinished && !socket.writableNeedDrain;
      const plain = isFree ? toPlain(bytes) : undefined;
      const body = plain && find(plain.url, plain.token);
      if (body !== undefined) return send(socket, body);
      read = [];
      for (const listener of listeners) listener.call(socket, bytes);
      last = onlyOne(read, bytes)?.response;
      read = undefined;
    });
  }

  return {
    /** Tells of a request that Node has read. */
    note: (request: IncomingMessage, response: ServerResponse): void =>
      void read?.push({ request, response }),
    expectMore,
    isOpen: () => isOpen,
    /** From now on all is Node's. */
    end(): void {
      isOpen = false;
    },
  };
}

/**
 * The one request that Node read out of these bytes, if nothing follows it: they end with the only empty line in them,
 * so that a beginning of another would be another.
 */
function onlyOne([exchange, another]: Exchange[], bytes: Buffer): Exchange | undefined {
  const isAll = bytes.indexOf("\r\n\r\n") === bytes.length - "\r\n\r\n".length;
  return exchange?.request.complete && !another && isAll ? exchange : undefined;
}

function pairs(headers: readonly string[]): string {
  let lines = "";
  for (let at = 0; at < headers.length; at += 2) lines += `${headers[at]}: ${headers[at + 1]}\r\n`;
  return lines;
}

/** The time as headers have it, put into words once a second. */
function createDate(): () => string {
  let second = 0;
  let words = "";
  return () => {
    const now = Math.floor(Date.now() / 1_000);
    if (now !== second) words = new Date(now * 1_000).toUTCString();
    second = now;
    return words;
  };
}

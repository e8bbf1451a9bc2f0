import type { Socket } from "node:net";
import { http } from "../lib/node-http.ts";
import { JSON_TYPE } from "./headers.ts";
import type { Answer } from "./short-cut.ts";

export type Sending = {
  /** Names and values of the headers every answer begins with, in turn. */
  first: readonly string[];
  /** How long an idle connection is kept, in milliseconds. */
  keepAlive: number;
};

/** Writes answers as Node would, on a connection that stays. */
export function createSender({ first, keepAlive }: Sending) {
  const begin = pairs(first);
  const type = `${pairs(["content-type", JSON_TYPE])}content-length: `;
  const usual = startOf(200) + begin + type;
  const end = `\r\nConnection: keep-alive\r\nKeep-Alive: timeout=${Math.floor(keepAlive / 1_000)}\r\n\r\n`;
  const ending = createEnding(end);

  return (socket: Socket, { status, headers, body, length }: Answer): void => {
    const isUsual = status === 200 && headers.length === 0;
    const start = isUsual ? usual : startOf(status) + begin + pairs(headers) + type;
    const head = start + length + ending();
    if (typeof body === "string")
      return void socket.write(head + body, length === body.length ? "latin1" : "utf8");
    socket.cork();
    socket.write(head, "latin1");
    socket.write(body);
    socket.uncork();
  };
}

const startOf = (status: number): string => `HTTP/1.1 ${status} ${http.STATUS_CODES[status]}\r\n`;

function pairs(headers: readonly string[]): string {
  let lines = "";
  for (let at = 0; at < headers.length; at += 2) lines += `${headers[at]}: ${headers[at + 1]}\r\n`;
  return lines;
}

/** How heads end: with the time as headers have it, put into words once a second. */
function createEnding(end: string): () => string {
  let second = 0;
  let ending = "";
  return () => {
    const now = Math.floor(Date.now() / 1_000);
    if (now !== second) ending = `\r\nDate: ${new Date(now * 1_000).toUTCString()}${end}`;
    second = now;
    return ending;
  };
}

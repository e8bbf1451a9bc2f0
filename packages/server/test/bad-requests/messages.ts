import { connect } from "node:net";
import { faultOf } from "./envelope.ts";

/** How long a message may lack its end before we say that no more will come. */
const SILENCE_MS = 1_000;
const PATIENCE_MS = 5_000;

/** Sends bytes and answers all that comes back until the connection is closed. */
export function exchange(port: number, message: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect({ port, host: "127.0.0.1" });
    // Node drops the answer it is still working on when the other end falls silent: so not at once.
    const silence = setTimeout(() => socket.end(), SILENCE_MS);
    socket.setTimeout(PATIENCE_MS, () => reject(new Error(`left open after ${JSON.stringify(text)}`)));
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
    });
    socket.on("error", () => {}); // a server that refuses may close before everything is written
    socket.on("close", () => {
      clearTimeout(silence);
      resolve(text);
    });
    socket.write(message, "latin1");
  });
}

/** What is wrong with what came back; nothing may come back at all. */
export function messageFault(text: string): string | undefined {
  if (text === "") return undefined;
  const [head = "", body = ""] = text.replace("HTTP/1.1 100 Continue\r\n\r\n", "").split("\r\n\r\n");
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1]);
  const contentType = /^content-type: (.*)$/im.exec(head)?.[1];
  const answer = { status, contentType, text: body };
  // Nobody knows the family of a request that could not be read.
  const faults = ["/v1/leads", "/api/v2/persons"].map((url) => faultOf(url, answer));
  return faults.includes(undefined) ? undefined : `${faults[0]}: ${text.slice(0, 300)}`;
}

const lines = (...parts: string[]): string => `${parts.join("\r\n")}\r\n\r\n`;

/** Requests whose form is wrong, by what is wrong with them. */
export function badMessages({
  token,
  leadId,
}: {
  token: string;
  leadId: string;
}): Record<string, string | Buffer> {
  const common = ["Host: x", `x-api-token: ${token}`, "Connection: close"];
  const get = (target: string, ...headers: string[]) =>
    lines(`GET ${target} HTTP/1.1`, ...common, ...headers);
  const json = "Content-Type: application/json";
  const patch = (body: string, ...headers: string[]) =>
    lines(`PATCH /v1/leads/${leadId} HTTP/1.1`, ...common, json, ...headers) + body;
  const title = '{"title":"Changed"}';
  const { length } = title;
  return {
    ...requestLines(common, get),
    ...headerLines(common, get),
    "a negative length": patch(title, "Content-Length: -1"),
    "a length in words": patch(title, "Content-Length: ten"),
    "a length in hexadecimal": patch(title, "Content-Length: 0x13"),
    "two lengths": patch(title, `Content-Length: ${length}`, "Content-Length: 5"),
    "a list of lengths": patch(title, `Content-Length: ${length}, ${length}`),
    "a length beyond numbers": patch(title, "Content-Length: 99999999999999999999"),
    "a length beyond the body": patch(title, `Content-Length: ${length + 1}`),
    "a length beyond the limit": patch(title, "Content-Length: 1048577"),
    "a length short of the body": patch(title, `Content-Length: ${length - 1}`),
    "length and chunks": patch(title, `Content-Length: ${length}`, "Transfer-Encoding: chunked"),
    "an unknown transfer encoding": patch(title, "Transfer-Encoding: nonsense"),
    "chunked twice": patch(title, "Transfer-Encoding: chunked, chunked"),
    "chunks without sizes": patch(title, "Transfer-Encoding: chunked"),
    "a chunk of no size": patch(`zz\r\n${title}\r\n0\r\n\r\n`, "Transfer-Encoding: chunked"),
    "a chunk of negative size": patch(`-13\r\n${title}\r\n0\r\n\r\n`, "Transfer-Encoding: chunked"),
    "a chunk beyond numbers": patch(
      `${"F".repeat(20)}\r\n${title}\r\n0\r\n\r\n`,
      "Transfer-Encoding: chunked",
    ),
    "a chunk cut off": patch(`ff\r\n${title}`, "Transfer-Encoding: chunked"),
    "chunks without an end": patch(`13\r\n${title}\r\n`, "Transfer-Encoding: chunked"),
    "a chunk with a huge extension": patch(
      `13;${"x".repeat(20_000)}\r\n${title}\r\n0\r\n\r\n`,
      "Transfer-Encoding: chunked",
    ),
    "a body said to be gzip": patch("\x1f\x8b\x08\x00", "Content-Encoding: gzip", "Content-Length: 4"),
    "UTF-16 said to be JSON": patch("{\0}\0", "Content-Length: 4"),
  };
}

function requestLines(common: string[], get: (target: string) => string): Record<string, string | Buffer> {
  const line = (text: string) => lines(text, ...common);
  return {
    "nothing but line ends": "\r\n\r\n\r\n\r\n",
    "no request line": "nonsense\r\n\r\n",
    "a method alone": "GET\r\n\r\n",
    "no version": line("GET /v1/nothing"),
    "a version of the future": line("GET /v1/leads HTTP/9.9"),
    "another protocol": line("GET /v1/nothing RTSP/1.0"),
    "HTTP/2": "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    TLS: Buffer.from("16030100c8010000c40303", "hex"),
    "bytes at random": Buffer.from("00ff10804142e2280a0d0a0d", "hex"),
    "a method nobody has": line("FOO /v1/leads HTTP/1.1"),
    "a method in small letters": line("get /v1/leads HTTP/1.1"),
    CONNECT: line("CONNECT example.com:443 HTTP/1.1"),
    TRACE: line("TRACE /v1/leads HTTP/1.1"),
    PROPFIND: line("PROPFIND /v1/leads HTTP/1.1"),
    "OPTIONS of everything": line("OPTIONS * HTTP/1.1"),
    "a space in the target": line("GET /v1/le ads HTTP/1.1"),
    "no slash": get("v1/leads"),
    "a broken address": get("http://[::1/v1/leads"),
    "another scheme": get("ftp://x/v1/leads/y"),
    "a fragment": get("/v1/nothing#/v1/leads"),
    "dots in the path": get("/v1/leads/../../etc/passwd"),
    "encoded dots in the path": get("/v1/leads/%2e%2e/%2e%2e/etc/passwd"),
    "raw U+0000 in the path": get("/v1/leads/\0"),
    "raw bytes in the path": get("/v1/leads/\xff\xfe"),
    "raw bytes in the query": get("/v1/leads?sort=\xff\xfe"),
    "a target of 20,000 characters": get(`/v1/leads?x=${"x".repeat(20_000)}`),
  };
}

function headerLines(
  common: string[],
  get: (target: string, ...headers: string[]) => string,
): Record<string, string> {
  const many = Array.from({ length: 3_000 }, (_, index) => `X-${index}: 1`);
  return {
    "no host": lines("GET /v1/leads HTTP/1.1", ...common.slice(1)),
    "two hosts": get("/v1/nothing", "Host: y"),
    "a header without a colon": get("/v1/leads", "nonsense"),
    "a header without a name": get("/v1/leads", ": x"),
    "a space before the colon": get("/v1/leads", "X-Thing : x"),
    "a space in a name": get("/v1/leads", "X Thing: x"),
    "U+0000 in a header": get("/v1/leads", "X-Thing: a\0b"),
    "a lone line feed in a header": get("/v1/nothing", "X-Thing: a\nb"),
    "a lone carriage return in a header": get("/v1/leads", "X-Thing: a\rb"),
    "a folded header": get("/v1/nothing", "X-Thing: a", " b"),
    "a header of 20,000 characters": get("/v1/leads", `X-Thing: ${"x".repeat(20_000)}`),
    "3,000 headers": get("/v1/leads", ...many),
    "headers without an end": `GET /v1/leads HTTP/1.1\r\n${common.join("\r\n")}\r\n`,
    "an expectation nobody meets": get("/v1/nothing", "Expect: nonsense"),
    "a wish for another protocol": get("/v1/nothing", "Upgrade: websocket", "Connection: Upgrade"),
    "raw bytes for a token": get("/v1/leads?api_token=%ff", "X-Api-Token: \xff\xfe"),
  };
}

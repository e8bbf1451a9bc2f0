import type { Socket } from "node:net";
import type { ErrorCode } from "@leadfoyer/contract";
import { DomainError } from "../lib/domain-error.ts";
import { http } from "../lib/node-http.ts";
import { errorBody } from "./errors.ts";

const codes: Record<string, ErrorCode> = {
  HPE_HEADER_OVERFLOW: "headers_too_large",
  HPE_CHUNK_EXTENSIONS_OVERFLOW: "too_large",
  ERR_HTTP_REQUEST_TIMEOUT: "request_timeout",
};

const hints: Record<string, string> = {
  HPE_INVALID_URL: "The address has characters that must be percent-encoded, such as %C3%BC for ü.",
};

/** What Node cannot read never becomes a request: it is refused on the socket, in the envelope like everything else. */
export function refuseUnread({ code = "" }: NodeJS.ErrnoException, socket: Socket): void {
  if (code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const info = hints[code];
  const failure = new DomainError(codes[code] ?? "request_malformed", info === undefined ? {} : { info });
  const { status, body } = errorBody(failure, "v2");
  const text = JSON.stringify(body);
  const head = [
    `HTTP/1.1 ${status} ${http.STATUS_CODES[status]}`,
    "content-type: application/json; charset=utf-8",
    `content-length: ${Buffer.byteLength(text)}`,
    "connection: close",
  ];
  socket.write(`${head.join("\r\n")}\r\n\r\n${text}`);
  socket.destroySoon();
}

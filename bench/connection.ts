import { once } from "node:events";
import { connect } from "node:net";

const RECEIVE_BYTES = 262_144;
const HEAD_END = "\r\n\r\n";

/** A keep-alive connection that sends one request at a time and only counts what comes back. */
export type Connection = {
  /** Sends a request and resolves to the size of the answer's body. Rejects unless the status is 2xx. */
  send(request: Buffer): Promise<number>;
  close(): void;
};

type Waiting = { resolve: (bytes: number) => void; reject: (error: Error) => void };

/** As little work per answer as possible: whoever generates the load must not be what is measured. */
export async function openConnection(port: number): Promise<Connection> {
  let waiting: Waiting | undefined;
  let head = "";
  let body = 0;
  let missing = 0;

  const settle = (finish: (waiting: Waiting) => void) => {
    const current = waiting;
    waiting = undefined;
    head = "";
    if (current) finish(current);
  };

  function receive(length: number, buffer: Uint8Array): boolean {
    if (missing > 0) missing -= length;
    else readHead(Buffer.from(buffer.buffer, buffer.byteOffset, length));
    if (missing === 0 && head.startsWith("HTTP/1.1 2")) settle(({ resolve }) => resolve(body));
    return true;
  }

  function readHead(bytes: Buffer): void {
    const end = bytes.indexOf(HEAD_END);
    if (end === -1) throw new Error("The head of an answer came in parts");
    head = bytes.toString("latin1", 0, end);
    body = Number(/content-length: (\d+)/i.exec(head)?.[1]);
    missing = body - (bytes.length - end - HEAD_END.length);
    if (!head.startsWith("HTTP/1.1 2")) settle(({ reject }) => reject(new Error(bytes.toString())));
  }

  const buffer = Buffer.allocUnsafe(RECEIVE_BYTES);
  const socket = connect({ port, host: "127.0.0.1", noDelay: true, onread: { buffer, callback: receive } });
  socket.on("close", () => settle(({ reject }) => reject(new Error("The server closed the connection"))));
  await once(socket, "connect");
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request);
      }),
    close: () => void socket.destroy(),
  };
}

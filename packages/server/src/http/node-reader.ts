import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

export type Exchange = { request: IncomingMessage; response: ServerResponse };

/** What Node does with the bytes of a connection. */
export type NodeReader = {
  handOn(bytes: Buffer): void;
  /** Whether what it read last was one whole request with nothing behind it, and has been answered. */
  isFree(): boolean;
};

/** Puts whoever made them between connections and Node, which reads what is handed on to it. */
export function createNodeReaders() {
  let read: Exchange[] | undefined;

  /** Before Node's reader of a connection, of which `last` is what it read last. */
  function before(socket: Socket, last: Exchange, take: (bytes: Buffer) => void): NodeReader {
    const listeners = socket.listeners("data") as ((bytes: Buffer) => void)[];
    let isWhole = false;
    socket.removeAllListeners("data").on("data", take);
    takeAtOnce(socket, take);
    return {
      handOn(bytes) {
        read = [];
        for (const listener of listeners) listener.call(socket, bytes);
        last = read.at(-1) ?? last;
        isWhole = isOnlyOne(read, bytes);
        read = undefined;
      },
      isFree: () => isWhole && last.response.writableFinished,
    };
  }

  return {
    /** Tells of a request that Node has read. */
    note: (exchange: Exchange): void => void read?.push(exchange),
    before,
  };
}

/**
 * Has what a connection pushes into its stream taken before it gets there, as long as nobody holds it up: for each piece
 * the stream would look for more in a turn of its own, at a twentieth of what a read costs.
 */
function takeAtOnce(socket: Socket, take: (bytes: Buffer) => void): void {
  const push = socket.push;
  socket.push = (bytes: Buffer | null, encoding) => {
    if (bytes === null || !socket.readableFlowing || socket.readableLength > 0)
      return push.call(socket, bytes, encoding);
    take(bytes);
    return true;
  };
}

const [CR, LF] = [0x0d, 0x0a];

/**
 * Whether Node read one request out of these bytes and nothing follows it: its head ends with their first empty line,
 * and its body with them. They may not begin with an end of a line, for then the empty line may be an earlier one; an
 * empty line in what is left of a body before it would leave no room for a request.
 */
function isOnlyOne([exchange, another]: Exchange[], bytes: Buffer): boolean {
  if (!exchange?.request.complete || another || bytes[0] === CR || bytes[0] === LF) return false;
  const { "content-length": length = "0", "transfer-encoding": encoding } = exchange.request.headers;
  const headEnd = bytes.indexOf("\r\n\r\n") + "\r\n\r\n".length;
  return encoding === undefined && headEnd + Number(length) === bytes.length;
}

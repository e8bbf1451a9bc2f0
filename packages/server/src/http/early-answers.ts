import type { Socket } from "node:net";
import { createNodeReaders, type Exchange } from "./node-reader.ts";
import { createPlainReader } from "./plain-request.ts";
import { createSender, type Sending } from "./send-answer.ts";
import type { Answer, ShortCut } from "./short-cut.ts";

/**
 * Who was answered by the short cut is likely to go on. From then on what comes on that connection is looked at before
 * Node reads it, and a plain request that came whole is answered at once: half the work of a request that Node reads.
 * Node keeps the connection, its timeouts and its end, and reads all that is not plainly such a request; it is never
 * cut off in the middle of one.
 */
export function createEarlyAnswers(shortCut: ShortCut, sending: Sending) {
  const taken = new WeakSet<Socket>();
  const writing = new Set<Promise<unknown>>();
  const node = createNodeReaders();
  const send = createSender(sending);
  let isOpen = true;

  async function sendWritten(socket: Socket, writes: Promise<Answer>): Promise<void> {
    writing.add(writes);
    const answer = await writes;
    if (socket.writable) send(socket, answer);
    writing.delete(writes);
  }

  function expectMore(socket: Socket, first: Exchange): void {
    if (taken.has(socket)) return;
    taken.add(socket);
    const toPlain = createPlainReader();
    const reader = node.before(socket, first, take);
    let waiting: Buffer[] | undefined; // what came while a write is carried out
    let isHeld = false;

    function find(bytes: Buffer): ReturnType<ShortCut> {
      const plain = isOpen && reader.isFree() && !socket.writableNeedDrain ? toPlain(bytes) : undefined;
      return plain && shortCut(plain);
    }

    function take(bytes: Buffer): void {
      if (waiting) {
        waiting.push(bytes);
        socket.pause();
        isHeld = true;
        return;
      }
      const answer = find(bytes);
      if (answer === undefined) reader.handOn(bytes);
      else if (answer instanceof Promise) {
        waiting = [];
        void sendWritten(socket, answer).then(goOn);
      } else send(socket, answer);
    }

    function goOn(): void {
      const came = waiting ?? [];
      waiting = undefined;
      if (socket.destroyed) return; // Node's reader of it may be another's by now
      for (const bytes of came) take(bytes);
      if (waiting || !isHeld) return;
      isHeld = false;
      socket.resume();
    }
  }

  return {
    note: node.note,
    expectMore,
    isOpen: () => isOpen,
    /** From now on all is Node's. Resolves when what is being written has been answered. */
    async end(): Promise<void> {
      isOpen = false;
      await Promise.all(writing);
    },
  };
}

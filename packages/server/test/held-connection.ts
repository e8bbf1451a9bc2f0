import { once } from "node:events";
import { connect } from "node:net";

export type Held = Awaited<ReturnType<typeof holdConnection>>;

/** A connection whose client sends what it likes, and is told answers to the letter. */
export async function holdConnection(port: number) {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  let answers = "";
  let look = (): void => undefined;
  socket.on("data", (part: Buffer) => {
    answers += part.toString("latin1");
    look();
  });
  socket.on("error", () => undefined); // a test that fails for it says so by what it was not answered
  await once(socket, "connect");
  const send = (bytes: string): void => void socket.write(bytes, "latin1");

  /** So many answers, the last of them to a read: all that is said until it is whole. */
  function said(wanted: number, isWhole = endsWhole): Promise<string> {
    return new Promise((resolve) => {
      look = () => {
        if (count(answers) < wanted || !isWhole(answers)) return;
        look = () => undefined;
        resolve(steady(answers));
        answers = "";
      };
      look();
    });
  }

  const ask = (request: string): Promise<string> => {
    send(request);
    return said(1, request.startsWith("HEAD") ? endsWithHead : endsWhole);
  };
  return { socket, send, said, ask };
}

/** But for what the clock changes. */
const steady = (answers: string): string =>
  answers
    .replaceAll(/^date: .*$/gim, "date: now")
    .replaceAll(/^x-correlation-id: .*$/gim, "x-correlation-id: any");

const count = (answers: string): number => answers.match(/HTTP\/1\.1 \d/g)?.length ?? 0;
const endsWithHead = (answers: string): boolean => answers.endsWith("\r\n\r\n");

/** Whether the last answer has as many bytes as it says. */
function endsWhole(answers: string): boolean {
  const [head = "", body = ""] = answers.slice(answers.lastIndexOf("HTTP/1.1 ")).split("\r\n\r\n");
  return body.length === Number(/content-length: (\d+)/i.exec(head)?.[1]);
}

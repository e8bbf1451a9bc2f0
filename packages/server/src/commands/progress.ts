const WIDTH = 24;

/** What of a long task is done, as a bar where someone watches and as a line every tenth where not. */
export function createProgress(stream: NodeJS.WriteStream, now: () => number = Date.now) {
  const begin = now();
  let tenths = 0;

  function text(done: number, total: number): string {
    const seconds = Math.max((now() - begin) / 1000, 0.001);
    const left = Math.ceil((seconds / done) * (total - done));
    const percent = String(Math.floor((done / total) * 100)).padStart(3);
    return `${percent} %  ${Math.round(done / seconds).toLocaleString("en")} a second  ${left} s left`;
  }

  function bar(done: number, total: number): void {
    const full = Math.floor((done / total) * WIDTH);
    const end = done === total ? "\n" : "";
    stream.write(`\r${"█".repeat(full)}${"░".repeat(WIDTH - full)} ${text(done, total)}\u001b[K${end}`);
  }

  function line(done: number, total: number): void {
    const reached = Math.floor((done / total) * 10);
    if (reached === tenths) return;
    tenths = reached;
    stream.write(`${text(done, total)}\n`);
  }

  return stream.isTTY ? bar : line;
}

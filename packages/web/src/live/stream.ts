import type { LiveMessage } from "@leadfoyer/client";
import { foyer, signInAgain } from "../api/foyer.ts";

type Hear = (message: LiveMessage) => void;

/**
 * What happens, as it happens, for every page of this browser: the one that holds the lock reads and passes it on,
 * since a browser keeps but a few connections to a server. When it closes, the next goes on where it stopped.
 */
export function follow(hear: Hear): () => void {
  const ending = new AbortController();
  const channel = new BroadcastChannel("foyer-live");
  let last: number | undefined;
  const take: Hear = (message) => {
    last = message.id ?? last;
    hear(message);
  };
  channel.onmessage = ({ data }: MessageEvent<LiveMessage>) => take(data);

  const read = async () => {
    while (!ending.signal.aborted) {
      const messages = foyer.events.follow({
        signal: AbortSignal.any([ending.signal, untilWoken()]),
        after: last,
        lookBackMs: performance.now(),
      });
      for await (const message of messages) {
        take(message);
        channel.postMessage(message);
      }
    }
  };
  const start = (): Promise<void> =>
    alone(read, ending.signal).then(
      () => {},
      async (error) => {
        if (!ending.signal.aborted && (await signInAgain(error))) await start();
      },
    );
  void start();
  return () => {
    ending.abort();
    channel.close();
  };
}

/** Pages of plain HTTP know no locks: each of them reads for itself. */
const alone = (work: () => Promise<void>, signal: AbortSignal): Promise<unknown> =>
  "locks" in navigator ? navigator.locks.request("foyer-live", { signal }, work) : work();

/** Aborts when the network comes or goes: then nothing is gained by waiting for the old connection. */
function untilWoken(): AbortSignal {
  const woken = new AbortController();
  for (const name of ["online", "offline"])
    addEventListener(name, () => woken.abort(), { once: true, signal: woken.signal });
  return woken.signal;
}

import type { Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { FastifyInstance } from "fastify";

/** How often connections that fell idle while closing are looked for, in milliseconds. */
const SWEEP_MS = 50;
/** How often it is looked whether all has been sent, in milliseconds. */
const LOOK_MS = 5;
/** How long who does not read his answer holds up the others, in milliseconds. */
const UNREAD_MS = 5_000;

/**
 * Closing answers what is in flight, and sends it. Node counts a connection as idle once its answer was ended, though
 * much of it is not sent yet, and would cut it off; and it keeps one that was busy when closing began, though its
 * answer is out. So idle ones are closed here: when nothing is unsent, and again until all are gone.
 */
export function closeGently(app: FastifyInstance): void {
  const { server } = app;
  const open = new Set<Socket>();
  let sweep: NodeJS.Timeout | undefined;
  server.on("connection", (socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });

  app.addHook("preClose", async () => {
    const until = performance.now() + UNREAD_MS;
    const isUnsent = () => performance.now() < until && [...open].some((socket) => socket.writableLength > 0);
    while (isUnsent()) await wait(LOOK_MS);
    sweep = setInterval(() => {
      if (!isUnsent()) server.closeIdleConnections();
    }, SWEEP_MS);
  });
  app.addHook("onClose", async () => clearInterval(sweep));
}

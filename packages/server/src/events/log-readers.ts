import type { FastifyBaseLogger } from "fastify";
import type { Clock } from "../lib/clock.ts";
import { seenComment } from "../notes/comment-sight.ts";
import type { Storage } from "../storage/open.ts";
import { createWebhooks } from "../webhooks/create-webhooks.ts";
import { createWebhookThings } from "../webhooks/webhook-things.ts";
import { createLiveService } from "./live.service.ts";
import { createEventWatch } from "./watch.ts";

type Deps = Parameters<typeof createWebhookThings>[0] & {
  storage: Storage;
  clock: Clock;
  logger: FastifyBaseLogger;
  publicUrl: () => string;
  webhooksToPrivate: boolean;
};

/** What reads the log of events as it grows: webhooks and open pages. */
export function createLogReaders({
  persons,
  organizations,
  deals,
  publicUrl,
  webhooksToPrivate,
  ...deps
}: Deps) {
  const { storage, clock } = deps;
  const watch = createEventWatch(storage);
  const things = createWebhookThings({ persons, organizations, deals });
  const webhooks = createWebhooks({ ...deps, watch, things, publicUrl, allowPrivate: webhooksToPrivate });
  return {
    ...webhooks,
    live: createLiveService({ storage, clock, watch, things: { ...things, note_comment: seenComment } }),
    /** What goes on beside the answering of requests. */
    background: {
      start: () => webhooks.deliverer.start(),
      async stop(): Promise<void> {
        await webhooks.deliverer.stop();
        watch.close();
      },
    },
  };
}

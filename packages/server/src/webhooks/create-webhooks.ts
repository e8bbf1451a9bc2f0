import type { FastifyBaseLogger } from "fastify";
import type { EventWatch } from "../events/watch.ts";
import type { Clock } from "../lib/clock.ts";
import type { Storage } from "../storage/open.ts";
import { createDeliverer } from "./deliverer.ts";
import { createDeliveryService } from "./deliveries.service.ts";
import { createPost } from "./post.ts";
import type { WebhookThings } from "./webhook-things.ts";
import { createWebhookService } from "./webhooks.service.ts";

type Deps = {
  things: WebhookThings;
  storage: Storage;
  clock: Clock;
  logger: FastifyBaseLogger;
  watch: EventWatch;
  /** Where others reach Foyer. */
  publicUrl: () => string;
  /** Whether webhooks may go to addresses that are not public. */
  allowPrivate: boolean;
};

/** Webhooks as a whole: what is said about them, and what delivers them. */
export function createWebhooks({ things, publicUrl, allowPrivate, ...deps }: Deps) {
  const { storage } = deps;
  const host = () => new URL(publicUrl()).host;
  const { post, close } = createPost({ allowPrivate });
  const deliverer = createDeliverer({ ...deps, db: storage.db, things, host, post });
  const changed = () => void deliverer.lookNow();
  return {
    webhooks: createWebhookService({ storage, allowPrivate, host, changed }),
    deliveries: createDeliveryService({ storage, things, host, changed }),
    deliverer: {
      ...deliverer,
      async stop(): Promise<void> {
        await deliverer.stop();
        close();
      },
    },
  };
}

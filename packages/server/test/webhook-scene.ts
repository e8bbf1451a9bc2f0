import type { Webhook, WebhookCreate } from "@leadfoyer/contract";
import { pino } from "pino";
import { createApp } from "../src/app.ts";
import type { Engine } from "../src/storage/prepared.ts";
import { startTestApp } from "./app.ts";
import { startReceiver } from "./receiver.ts";

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const DAY = 24 * 60 * MINUTE;

/** A company, a receiver, and a deliverer whose clock is moved by hand. */
export async function startWebhookScene(engine: Engine) {
  const app = await startTestApp(engine);
  const receiver = await startReceiver();
  let ahead = 0;
  const clock = () => Date.now() + ahead;
  const options = { clock, webhooksToPrivate: true, publicUrl: () => "https://foyer.example" };
  const logger = pino({ level: process.env.FOYER_TEST_LOG ?? "fatal" });
  const startDeliverer = () => createApp({ storage: app.storage, logger, ...options }).deliverer;
  const deliverer = startDeliverer();
  await deliverer.start();

  async function subscribe(body: Partial<WebhookCreate> = {}): Promise<Webhook> {
    const webhook = {
      subscription_url: receiver.url,
      event_action: "*",
      event_object: "lead",
      name: "Test",
      ...body,
    };
    return app.data("POST", "/v1/webhooks", webhook);
  }

  /** Delivers everything that is due. */
  async function deliver(): Promise<void> {
    await deliverer.lookNow();
    await deliverer.settled();
  }

  return {
    app,
    receiver,
    subscribe,
    deliver,
    deliverer,
    /** Another process, as far as delivering goes. */
    startDeliverer,
    /** Lets time pass, then delivers what has come due. */
    async pass(ms: number): Promise<void> {
      ahead += ms;
      await deliver();
    },
    deliveries: (id: number, query = "") => app.data("GET", `/foyer/webhooks/${id}/deliveries${query}`),
    health: async (id: number) =>
      (await app.data("GET", "/foyer/webhooks")).find((one: Webhook) => one.id === id),
    async [Symbol.asyncDispose]() {
      for (const { id } of await app.data("GET", "/v1/webhooks"))
        await app.request("DELETE", `/v1/webhooks/${id}`);
      await deliverer.stop();
      await receiver.close();
    },
  };
}
export type WebhookScene = Awaited<ReturnType<typeof startWebhookScene>>;

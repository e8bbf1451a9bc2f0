import { expect } from "vitest";
import { answers, startReceiver } from "../../../packages/server/test/receiver.ts";
import { idNumber, idOf } from "../fixtures.ts";
import { asItem, pluck } from "../json.ts";
import type { Check } from "./check.ts";

const KEYS = [
  ...[
    "id",
    "company_id",
    "owner_id",
    "user_id",
    "event_action",
    "event_object",
    "subscription_url",
    "version",
  ],
  ...[
    "is_active",
    "add_time",
    "remove_time",
    "type",
    "http_auth_user",
    "http_auth_password",
    "remove_reason",
  ],
  ...["last_delivery_time", "last_http_status", "admin_id", "name"],
];
const UNKNOWN = 999_999_999;

const body = {
  subscription_url: "http://127.0.0.1:9/hook",
  event_action: "create",
  event_object: "lead",
  name: "Leads",
};

export const webhookChecks: Check[] = [
  {
    operation: "addWebhook",
    fact: "answers 201 with the webhook in its own envelope",
    async run({ call }) {
      const exchange = await call("addWebhook", { body: { ...body, version: "2.0" } });
      expect(exchange.status).toBe(201);
      const { status, data } = asItem(exchange.body);
      expect(status).toBe("ok");
      expect(Object.keys(asItem(data))).toEqual(KEYS);
      expect(data).toMatchObject({ ...body, version: "2.0", is_active: 1 });
      await call("deleteWebhook", { id: idNumber(asItem(data)) });
    },
  },
  {
    operation: "addWebhook",
    fact: "makes leads be told to the receiver, as Pipedrive tells them",
    async run({ call, one, given }) {
      await using receiver = await startReceiver(answers.ok);
      const webhook = await one("addWebhook", { body: { ...body, subscription_url: receiver.url } });
      const lead = await given.lead();
      await expect.poll(() => receiver.received.length, { timeout: 5_000 }).toBe(1);
      expect(receiver.received[0]?.body).toMatchObject({
        data: { id: idOf(lead), title: lead.title, custom_fields: {} },
        previous: null,
        meta: {
          action: "create",
          entity: "lead",
          entity_id: idOf(lead),
          webhook_id: `${webhook.id}`,
          attempt: 1,
        },
      });
      await call("deleteWebhook", { id: idNumber(webhook) });
    },
  },
  {
    operation: "addWebhook",
    fact: "refuses a URL that is none, and names the key",
    async run({ refused }) {
      const exchange = await refused("addWebhook", { body: { ...body, subscription_url: "nowhere" } });
      expect(exchange.status).toBe(400);
      const errors = { subscription_url: ["invalid or non-reachable URL"] };
      expect(exchange.body).toMatchObject({ status: "error", success: false, errors });
    },
  },
  {
    operation: "getWebhooks",
    fact: "lists the webhooks there are",
    async run({ call, one, list }) {
      const webhook = await one("addWebhook", { body });
      expect(await list("getWebhooks")).toContainEqual(webhook);
      await call("deleteWebhook", { id: idNumber(webhook) });
    },
  },
  {
    operation: "deleteWebhook",
    fact: "answers that all is well, and the webhook is gone",
    async run({ call, one, list }) {
      const webhook = await one("addWebhook", { body });
      const exchange = await call("deleteWebhook", { id: idNumber(webhook) });
      expect(exchange.body).toEqual({ status: "ok", success: true });
      expect(pluck(await list("getWebhooks"), "id")).not.toContain(webhook.id);
    },
  },
  {
    operation: "deleteWebhook",
    fact: "does not know a webhook that never was",
    async run({ refused }) {
      const exchange = await refused("deleteWebhook", { id: UNKNOWN });
      expect(exchange.status).toBe(404);
      expect(exchange.body).toMatchObject({ status: "error", errors: { id: ["not found"] } });
    },
  },
];

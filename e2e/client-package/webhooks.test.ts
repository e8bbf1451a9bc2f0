import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { createClient, readWebhook } from "../../packages/client/src/index.ts";
import { startFoyer } from "../support/foyer.ts";

type Delivery = { headers: IncomingMessage["headers"]; body: string };

/** Keeps what is posted to it. */
async function startReceiver() {
  const deliveries: Delivery[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    deliveries.push({ headers: request.headers, body });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return { url, deliveries, [Symbol.asyncDispose]: async () => void server.close() };
}

test("what Foyer delivers passes the client's check, and its own alone", async () => {
  await using receiver = await startReceiver();
  await using foyer = await startFoyer();
  const { webhooks, persons, leads } = createClient(foyer);
  const basic = { user: "foyer", password: "secret" };
  const webhook = await webhooks.add({
    subscription_url: receiver.url,
    event_action: "*",
    event_object: "lead",
    http_auth_user: basic.user,
    http_auth_password: basic.password,
  });
  const { secret } = await webhooks.renewSecret(webhook.id);
  const { id: person_id } = await persons.add({ name: "Ann" });
  const lead = await leads.add({ title: "Blue door", person_id });
  await leads.update(lead.id, { title: "Red door" });
  await leads.delete(lead.id);
  await expect.poll(() => receiver.deliveries.length, { timeout: 20_000 }).toBe(3);

  const events = await Promise.all(
    receiver.deliveries.map((delivery) => readWebhook(delivery, { secret, basic })),
  );
  expect(events).toMatchObject([
    { entity: "lead", action: "create", data: { id: lead.id, title: "Blue door" }, previous: null },
    { entity: "lead", action: "change", data: { title: "Red door" }, previous: { title: "Blue door" } },
    { entity: "lead", action: "delete", data: null, previous: { title: "Red door" } },
  ]);
  const { secret: renewed } = await webhooks.renewSecret(webhook.id);
  for (const delivery of receiver.deliveries)
    await expect(readWebhook(delivery, { secret: renewed })).rejects.toThrow("not signed");
});

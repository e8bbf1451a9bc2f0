/** Receives what happens to leads, and checks who tells it: `node examples/webhook-receiver.ts` */
import { createServer, type IncomingMessage } from "node:http";
import { readWebhook, WebhookError } from "@leadfoyer/client";
import { foyer } from "./foyer.ts";

const port = Number(process.env.PORT ?? 8091);
// A real receiver is found by an address of its own, is subscribed once, and keeps the secret.
const { id } = await foyer.webhooks.add({
  subscription_url: `http://127.0.0.1:${port}/`,
  event_action: "*",
  event_object: "lead",
});
const { secret } = await foyer.webhooks.renewSecret(id);
const seen = new Set<string>();

/** The body as it came: the signature is over its bytes. */
async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text;
}

const server = createServer(async (request, response) => {
  try {
    const event = await readWebhook({ headers: request.headers, body: await textOf(request) }, { secret });
    response.end(); // soon, and then to work: who waits too long is told again
    if (seen.has(event.meta.id)) return;
    seen.add(event.meta.id);
    if (event.entity === "lead" && event.action === "create") console.log("new:", event.data.title);
    if (event.entity === "lead" && event.action === "change")
      console.log("changed:", Object.keys(event.previous).join(", "));
    if (event.entity === "lead" && event.action === "delete") console.log("gone:", event.previous.title);
  } catch (error) {
    response.writeHead(error instanceof WebhookError ? 400 : 500).end();
    console.log("refused:", error instanceof Error ? error.message : error);
  }
});
server.listen(port, "127.0.0.1", () => console.log(`Listening on http://127.0.0.1:${port}/`));

process.once("SIGTERM", async () => {
  await foyer.webhooks.delete(id);
  server.close();
});

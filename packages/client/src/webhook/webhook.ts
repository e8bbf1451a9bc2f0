import type { WebhookEvent, WebhookMeta } from "./events.ts";
import { basicOf, isSame, isSigned, sign, WebhookError } from "./signature.ts";

type AnyHeaders = Headers | Record<string, string | string[] | undefined>;

/** A delivery: a `Request`, or the headers and the body as it came, before anything parsed it. */
export type Delivery = Request | { headers: AnyHeaders; body: string };

/** What a delivery must prove. Give at least one. */
export type Proof = {
  /** The webhook's signing secret, `whsec_…`: Foyer signs by Standard Webhooks. Pipedrive signs nothing. */
  secret?: string;
  /** The `http_auth_user` and `http_auth_password` of the webhook. */
  basic?: { user: string; password: string };
  /** How old a signed delivery may be, in milliseconds: a copy of it is worth nothing later. @default 300_000 */
  toleranceMs?: number;
};

/**
 * Checks where a delivery comes from, and reads it.
 *
 * @throws WebhookError when it proves nothing, is too old, or is no webhook of version 2.0.
 * @example
 * const event = await readWebhook(request, { secret });
 * if (event.entity === "lead" && event.action === "create") console.log(event.data.title);
 */
export async function readWebhook(delivery: Delivery, proof: Proof): Promise<WebhookEvent> {
  const body = delivery instanceof Request ? await delivery.text() : delivery.body;
  const header = (name: string) => readHeader(delivery.headers, name);
  if (!proof.secret && !proof.basic)
    throw new WebhookError("Give a secret or Basic credentials to check against");
  if (proof.basic && !(await isSame(header("authorization"), basicOf(proof.basic))))
    throw new WebhookError("The delivery has not the Basic credentials of this webhook");
  if (proof.secret)
    await requireSigned(proof.secret, { header, body, toleranceMs: proof.toleranceMs ?? 300_000 });
  return toEvent(body);
}

type Checked = { header: (name: string) => string; body: string; toleranceMs: number };

async function requireSigned(secret: string, { header, body, toleranceMs }: Checked): Promise<void> {
  const timestamp = header("webhook-timestamp");
  const signed = { id: header("webhook-id"), timestamp, body };
  if (!(await isSigned(secret, header("webhook-signature"), signed)))
    throw new WebhookError("The delivery is not signed with this webhook's secret");
  if (!(Math.abs(Date.now() - Number(timestamp) * 1_000) <= toleranceMs))
    throw new WebhookError("The delivery was signed too long ago");
}

function readHeader(headers: AnyHeaders, name: string): string {
  const value = headers instanceof Headers ? headers.get(name) : headers[name];
  return String(value ?? "");
}

type Payload = Pick<WebhookEvent, "data" | "previous" | "meta">;

function toEvent(body: string): WebhookEvent {
  let payload: Payload | undefined;
  try {
    payload = JSON.parse(body);
  } catch (cause) {
    throw new WebhookError("The delivery is not JSON", { cause });
  }
  const { data = null, previous = null, meta } = payload ?? {};
  if (!meta?.entity) throw new WebhookError("The delivery is no webhook of version 2.0");
  return { entity: meta.entity, action: meta.action, data, previous, meta } as WebhookEvent;
}

/** What a test says happened; the rest of `meta` is made up. */
export type TestEvent = Pick<WebhookEvent, "entity" | "action" | "data" | "previous"> & {
  meta?: Partial<WebhookMeta>;
};

/** Where a test delivery goes, and how it proves itself. */
export type TestDelivery = Pick<Proof, "secret" | "basic"> & {
  url: string;
  /** When it claims to have been signed, in milliseconds. @default now */
  signedAt?: number;
};

/**
 * A delivery as Foyer makes it, to test a receiver with.
 *
 * @example
 * const request = await testWebhook({ entity: "lead", action: "create", data: lead, previous: null }, { url, secret });
 * const response = await receiver.fetch(request);
 */
export async function testWebhook(
  event: TestEvent,
  { url, secret, basic, signedAt = Date.now() }: TestDelivery,
): Promise<Request> {
  const { entity, action, data, previous } = event;
  const id = event.meta?.id ?? crypto.randomUUID();
  const subject = (data ?? previous) as { id?: unknown } | null;
  const meta = {
    ...madeUp,
    id,
    action,
    entity,
    entity_id: String(subject?.id ?? ""),
    timestamp: new Date(signedAt).toISOString(),
    ...event.meta,
  };
  const body = JSON.stringify({ data, previous, meta });
  const timestamp = String(Math.floor(signedAt / 1_000));
  const headers = new Headers({
    "content-type": "application/json",
    "user-agent": "Pipedrive-Webhook",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
  });
  if (secret) headers.set("webhook-signature", await sign(secret, { id, timestamp, body }));
  if (basic) headers.set("authorization", basicOf(basic));
  return new Request(url, { method: "POST", headers, body });
}

const madeUp = {
  company_id: "1",
  user_id: "1",
  correlation_id: "00000000-0000-4000-8000-000000000000",
  is_bulk_edit: false,
  type: "general",
  version: "2.0",
  webhook_id: "1",
  webhook_owner_id: "1",
  change_source: "api",
  attempt: 1,
  host: "foyer.test",
  permitted_user_ids: ["1"],
};

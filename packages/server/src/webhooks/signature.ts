import { createHmac, randomBytes } from "node:crypto";

const PREFIX = "whsec_";
/** 192 bits, as the Standard Webhooks specification advises at least. */
const SECRET_BYTES = 24;

/** A new signing secret: `whsec_` and base64. */
export const newWebhookSecret = (): string => PREFIX + randomBytes(SECRET_BYTES).toString("base64");

/** What is signed: https://github.com/standard-webhooks/standard-webhooks */
export type Message = { id: string; timestamp: number; body: string };

/** The `webhook-signature` header: one signature per secret, separated by spaces. `timestamp` is in seconds. */
export function signatureOf({ id, timestamp, body }: Message, secrets: readonly string[]): string {
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice(PREFIX.length), "base64");
      return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
    })
    .join(" ");
}

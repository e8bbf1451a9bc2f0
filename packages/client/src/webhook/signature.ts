import { FoyerError } from "../errors.ts";

/** A delivery that is not what it claims to be, or not one at all. Answer it with 400 and nothing more. */
export class WebhookError extends FoyerError {
  override name = "WebhookError";
  override readonly kind = "webhook";
}

const PREFIX = "whsec_";

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const toBase64 = (bytes: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(bytes)));

function keyOf(secret: string) {
  const raw = fromBase64(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret);
  return crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
}

/** What is signed. Source: https://github.com/standard-webhooks/standard-webhooks */
export type Signed = { id: string /** Seconds. */; timestamp: string; body: string };

const bytesOf = ({ id, timestamp, body }: Signed) => new TextEncoder().encode(`${id}.${timestamp}.${body}`);

/** The `webhook-signature` of a delivery. */
export async function sign(secret: string, signed: Signed): Promise<string> {
  return `v1,${toBase64(await crypto.subtle.sign("HMAC", await keyOf(secret), bytesOf(signed)))}`;
}

/** Whether any of the signatures was made with the secret: for a while after a new secret there are two. */
export async function isSigned(secret: string, signatures: string, signed: Signed): Promise<boolean> {
  const key = await keyOf(secret);
  const checks = signatures.split(" ").map(async (signature) => {
    const [version, text = ""] = signature.split(",");
    if (version !== "v1" || !/^[A-Za-z0-9+/]+=*$/.test(text) || text.length % 4 > 0) return false;
    return crypto.subtle.verify("HMAC", key, fromBase64(text), bytesOf(signed)); // in constant time
  });
  return (await Promise.all(checks)).includes(true);
}

/** The value of an `Authorization` header. */
export const basicOf = ({ user, password }: { user: string; password: string }): string =>
  `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${user}:${password}`)))}`;

/** Whether two texts are the same, in a time that tells nothing about where they differ. */
export async function isSame(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all(
    [one, other].map(
      async (text) => new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))),
    ),
  );
  return a?.every((byte, index) => byte === b?.[index]) ?? false;
}

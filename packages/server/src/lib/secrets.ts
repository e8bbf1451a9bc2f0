import { hash, randomBytes } from "node:crypto";

/** A new API token: 40 hexadecimal characters, as Pipedrive's. */
export const newApiToken = (): string => randomBytes(20).toString("hex");

/** A new secret for a link or a session: 256 bits, safe in a URL. */
export const newSecret = (): string => randomBytes(32).toString("base64url");

/** What is stored of a secret. They are long and random, so one round of SHA-256 is enough. */
export const hashSecret = (secret: string): string => hash("sha256", secret);

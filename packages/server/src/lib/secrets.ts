import { hash, randomBytes } from "node:crypto";

/** A new API token, or secret of an app: 40 hexadecimal characters, as Pipedrive's. */
export const newApiToken = (): string => randomBytes(20).toString("hex");

/** What an app is known by: 16 hexadecimal characters, as Pipedrive's. */
export const newClientId = (): string => randomBytes(8).toString("hex");

/** A new secret for a link or a session: 256 bits, safe in a URL. */
export const newSecret = (): string => randomBytes(32).toString("base64url");

/** Access tokens begin so; with the dot, which no API token has, it is clear where to look one up. */
const ACCESS = "v1u.";

/** A new access token: of characters that survive clients that send it without encoding, or with one too many. */
export const newAccessToken = (): string => ACCESS + newSecret();

export const isAccessToken = (secret: string): boolean => secret.startsWith(ACCESS);

/** What is stored of a secret. They are long and random, so one round of SHA-256 is enough. */
export const hashSecret = (secret: string): string => hash("sha256", secret);

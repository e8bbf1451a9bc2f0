import { createClient } from "@leadfoyer/client";

/** The Foyer these examples speak to. */
export const baseUrl = process.env.FOYER_URL ?? "http://127.0.0.1:8080";

export const foyer = createClient({ baseUrl, token: process.env.FOYER_TOKEN ?? "", idempotent: true });

import type { AddressInfo } from "node:net";
import { startTestApp, type TestApp } from "../../server/test/app.ts";
import { type Client, type ClientOptions, createClient } from "../src/index.ts";

export type Foyer = TestApp & {
  baseUrl: string;
  /** A client of this company's administrator, through another address if need be. */
  client(options?: Partial<ClientOptions>): Client;
};

/** A fresh company on a Foyer that listens on a port of its own. */
export async function startFoyer(engine: "sqlite" | "postgres" = "sqlite"): Promise<Foyer> {
  const app = await startTestApp(engine);
  const { http } = app.services;
  if (!http.server.listening) await http.listen({ port: 0, host: "127.0.0.1" });
  const baseUrl = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`;
  const client = (options: Partial<ClientOptions> = {}) =>
    createClient({ baseUrl, token: app.token, backoffMs: 5, ...options } as ClientOptions);
  return { ...app, baseUrl, client };
}

import { createCore } from "./core.ts";
import type { ClientOptions } from "./options.ts";
import { organizations, persons } from "./resources/contacts.ts";
import { labels, leads, sources } from "./resources/leads.ts";
import { currencies, users } from "./resources/settings.ts";

export type Client = ReturnType<typeof createClient>;

/**
 * A client of one account, of Foyer or of Pipedrive.
 *
 * @example
 * const foyer = createClient({ baseUrl: "http://127.0.0.1:8080", token: () => secret });
 * for await (const lead of foyer.leads.list({ sort: "add_time DESC" })) console.log(lead.title);
 */
export function createClient(options: ClientOptions) {
  const core = createCore(options);
  return {
    leads: leads(core),
    labels: labels(core),
    sources: sources(core),
    persons: persons(core),
    organizations: organizations(core),
    users: users(core),
    currencies: currencies(core),
    /** The OAuth of this client, where it has one. */
    oauth: core.oauth,
    /** Tokens of the daily budget this client has spent since midnight UTC. */
    spentToday: core.spentToday,
  };
}

import { createCore } from "./core.ts";
import { events } from "./live.ts";
import type { OAuth } from "./oauth.ts";
import type { ClientOptions } from "./options.ts";
import { activities, activityTypes } from "./resources/activities.ts";
import { apps, company, members, permissionSets, profile, tokens } from "./resources/administration.ts";
import { organizations, persons } from "./resources/contacts.ts";
import { conversions, deals, pipelines, stages } from "./resources/deals.ts";
import { fields } from "./resources/fields.ts";
import { bulk, inbox, session, undo } from "./resources/foyer.ts";
import { labels, leads, sources } from "./resources/leads.ts";
import { notes } from "./resources/notes.ts";
import { search } from "./resources/search.ts";
import { currencies, filters, roles, users, webhooks } from "./resources/settings.ts";

/** A client of one account: its resources, and what it knows of itself. */
export type Client = {
  leads: ReturnType<typeof leads>;
  labels: ReturnType<typeof labels>;
  sources: ReturnType<typeof sources>;
  fields: ReturnType<typeof fields>;
  persons: ReturnType<typeof persons>;
  organizations: ReturnType<typeof organizations>;
  deals: ReturnType<typeof deals>;
  conversions: ReturnType<typeof conversions>;
  pipelines: ReturnType<typeof pipelines>;
  stages: ReturnType<typeof stages>;
  notes: ReturnType<typeof notes>;
  search: ReturnType<typeof search>;
  activities: ReturnType<typeof activities>;
  activityTypes: ReturnType<typeof activityTypes>;
  filters: ReturnType<typeof filters>;
  users: ReturnType<typeof users>;
  roles: ReturnType<typeof roles>;
  currencies: ReturnType<typeof currencies>;
  webhooks: ReturnType<typeof webhooks>;
  inbox: ReturnType<typeof inbox>;
  bulk: ReturnType<typeof bulk>;
  undo: ReturnType<typeof undo>;
  session: ReturnType<typeof session>;
  profile: ReturnType<typeof profile>;
  tokens: ReturnType<typeof tokens>;
  members: ReturnType<typeof members>;
  company: ReturnType<typeof company>;
  apps: ReturnType<typeof apps>;
  permissionSets: ReturnType<typeof permissionSets>;
  events: ReturnType<typeof events>;
  /** The OAuth of this client, where it has one. */
  oauth: OAuth | undefined;
  /** Tokens of the daily budget this client has spent since midnight UTC. */
  spentToday(): number;
};

/**
 * A client of one account, of Foyer or of Pipedrive.
 *
 * @example
 * const foyer = createClient({ baseUrl: "http://127.0.0.1:8080", token: () => secret });
 * for await (const lead of foyer.leads.list({ sort: "add_time DESC" })) console.log(lead.title);
 */
export function createClient(options: ClientOptions): Client {
  const core = createCore(options);
  return {
    leads: leads(core),
    labels: labels(core),
    sources: sources(core),
    fields: fields(core),
    persons: persons(core),
    organizations: organizations(core),
    deals: deals(core),
    conversions: conversions(core),
    pipelines: pipelines(core),
    stages: stages(core),
    notes: notes(core),
    search: search(core),
    activities: activities(core),
    activityTypes: activityTypes(core),
    filters: filters(core),
    users: users(core),
    roles: roles(core),
    currencies: currencies(core),
    webhooks: webhooks(core),
    inbox: inbox(core),
    bulk: bulk(core),
    undo: undo(core),
    session: session(core),
    profile: profile(core),
    tokens: tokens(core),
    members: members(core),
    company: company(core),
    apps: apps(core),
    permissionSets: permissionSets(core),
    events: events(core),
    oauth: core.oauth,
    spentToday: core.spentToday,
  };
}

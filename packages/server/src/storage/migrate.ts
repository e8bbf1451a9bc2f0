import { up as house } from "./migrations/0001-house.ts";
import { up as fields } from "./migrations/0002-fields.ts";
import { up as notes } from "./migrations/0003-notes.ts";
import { up as activities } from "./migrations/0004-activities.ts";
import { up as visibility } from "./migrations/0005-visibility.ts";
import { up as search } from "./migrations/0006-search.ts";
import { up as filters } from "./migrations/0007-filters.ts";
import { up as idempotencyKeys } from "./migrations/0008-idempotency-keys.ts";
import { up as apps } from "./migrations/0009-apps.ts";
import { up as limits } from "./migrations/0010-limits.ts";
import { up as webhooks } from "./migrations/0011-webhooks.ts";
import { up as deals } from "./migrations/0012-deals.ts";
import { up as operations } from "./migrations/0013-operations.ts";
import { up as conversions } from "./migrations/0014-conversions.ts";
import { up as merges } from "./migrations/0015-merges.ts";
import { up as settings } from "./migrations/0018-settings.ts";
import { up as sharedLeads } from "./migrations/0019-shared-leads.ts";
import { up as dealsOfContacts } from "./migrations/0020-deals-of-contacts.ts";
import { up as wonDeals } from "./migrations/0021-won-deals.ts";
import { up as filterUse } from "./migrations/0022-filter-use.ts";
import { up as sharedContacts } from "./migrations/0023-shared-contacts.ts";
import { up as deeds } from "./migrations/0025-deeds.ts";
import { up as participantsLog } from "./migrations/0026-participants-log.ts";
import { up as shownOrder } from "./migrations/0027-shown-order.ts";
import { up as shown } from "./migrations/0028-shown.ts";
import { up as searchDeletions } from "./migrations/0029-search-deletions.ts";
import { up as shownContacts } from "./migrations/0032-shown-contacts.ts";
import { up as singleDeeds } from "./migrations/0034-single-deeds.ts";
import type { Engine } from "./prepared.ts";

/** In order of application. Numbered, forward only, each imported by name. */
const migrations: readonly { name: string; up: (engine: Engine) => string }[] = [
  { name: "0001-house", up: house },
  { name: "0002-fields", up: fields },
  { name: "0003-notes", up: notes },
  { name: "0004-activities", up: activities },
  { name: "0005-visibility", up: visibility },
  { name: "0006-search", up: search },
  { name: "0007-filters", up: filters },
  { name: "0008-idempotency-keys", up: idempotencyKeys },
  { name: "0009-apps", up: apps },
  { name: "0010-limits", up: limits },
  { name: "0011-webhooks", up: webhooks },
  { name: "0012-deals", up: deals },
  { name: "0013-operations", up: operations },
  { name: "0014-conversions", up: conversions },
  { name: "0015-merges", up: merges },
  { name: "0018-settings", up: settings },
  { name: "0019-shared-leads", up: sharedLeads },
  { name: "0020-deals-of-contacts", up: dealsOfContacts },
  { name: "0025-deeds", up: deeds },
  { name: "0021-won-deals", up: wonDeals },
  { name: "0022-filter-use", up: filterUse },
  { name: "0023-shared-contacts", up: sharedContacts },
  { name: "0026-participants-log", up: participantsLog },
  { name: "0027-shown-order", up: shownOrder },
  { name: "0028-shown", up: shown },
  { name: "0029-search-deletions", up: searchDeletions },
  { name: "0034-single-deeds", up: singleDeeds },
  { name: "0032-shown-contacts", up: shownContacts },
];

export const MIGRATION_TABLE = "create table if not exists foyer_migrations (name text not null primary key)";
export const APPLIED_MIGRATIONS = "select name from foyer_migrations order by name";

/**
 * The SQL that brings a schema, on which `applied` have run, up to this program's version.
 * @throws Error when the schema is newer than the program.
 */
export function pendingMigrations(engine: Engine, applied: readonly string[]): string[] {
  const known = new Set(migrations.map(({ name }) => name));
  const newer = applied.filter((name) => !known.has(name));
  if (newer.length > 0) {
    throw new Error(
      `This database was made by a newer Foyer (it has ${newer.join(", ")}). Run that version or a later one.`,
    );
  }
  return migrations
    .filter(({ name }) => !applied.includes(name))
    .map(({ name, up }) => `${up(engine)};insert into foyer_migrations (name) values ('${name}')`);
}

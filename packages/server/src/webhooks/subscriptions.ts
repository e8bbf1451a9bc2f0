import type { WebhookAction, WebhookCreate } from "@leadfoyer/contract";
import { DomainError } from "../lib/domain-error.ts";
import type { Watched } from "./deliveries.store.ts";
import type { WebhookRow } from "./webhooks.store.ts";

/** What v1 calls the actions. Who asks for `merged` is told of the deletions that were merges. */
const v1Actions: Partial<Record<WebhookAction, string>> = {
  added: "create",
  updated: "change",
  deleted: "delete",
  merged: "delete",
};
export const v1Names: Readonly<Record<string, string>> = {
  create: "added",
  change: "updated",
  delete: "deleted",
};

/** What Foyer tells of in each version. Pipedrive has no v1 webhooks of leads. */
const told: Record<string, readonly string[]> = {
  "2.0": ["activity", "deal", "lead", "note", "organization", "person", "user"],
  "1.0": ["activity", "deal", "note", "organization", "person", "user"],
};

const NO_V1 =
  '"event_object" lead has no webhooks of version 1.0: leave version out, with create, change, delete or *';

/**
 * Since 2025-03-17 a webhook is of version 2.0 unless it says otherwise, or uses the words of 1.0.
 * @throws DomainError `invalid` for leads in 1.0, of which nobody would ever be told
 */
export function versionOf({ version, event_action, event_object }: WebhookCreate): "1.0" | "2.0" {
  const chosen = version ?? (event_action in v1Actions ? "1.0" : "2.0");
  if (chosen === "1.0" && event_object === "lead") throw new DomainError("invalid", { info: NO_V1 });
  return chosen;
}

/** Which events of the log a webhook watches. */
export function watchedBy({ version, event_action, event_object }: WebhookRow): Watched {
  const all = told[version] ?? [];
  const action = v1Actions[event_action as WebhookAction] ?? event_action; // only actions of the contract are stored
  return {
    objects: event_object === "*" ? all : all.filter((object) => object === event_object),
    action: action === "*" ? undefined : action,
  };
}

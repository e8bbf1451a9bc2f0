import type { WebhookAction, WebhookCreate } from "@leadfoyer/contract";
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

/** Since 2025-03-17 a webhook is of version 2.0 unless it says otherwise, or uses the words of 1.0. */
export const versionOf = ({ version, event_action }: WebhookCreate): "1.0" | "2.0" =>
  version ?? (event_action in v1Actions ? "1.0" : "2.0");

/** Which events of the log a webhook watches. */
export function watchedBy({ version, event_action, event_object }: WebhookRow): Watched {
  const all = told[version] ?? [];
  const action = v1Actions[event_action as WebhookAction] ?? event_action; // only actions of the contract are stored
  return {
    objects: event_object === "*" ? all : all.filter((object) => object === event_object),
    action: action === "*" ? undefined : action,
  };
}

import type * as contract from "@leadfoyer/contract";
import type { Opened } from "../opened.ts";

/** A custom field in a webhook: its type, and the value in members of its own. */
export type WebhookField = { type: string; [member: string]: unknown };
type WithFields<T> = Omit<T, "custom_fields"> & { custom_fields: Record<string, WebhookField | null> };

/** A lead as webhooks tell it: without who may see it, where to mail it, and when it was archived. */
export type WebhookLead = WithFields<
  Omit<Opened<contract.Lead>, "visible_to" | "cc_email" | "archive_time" | "source_deal_id">
>;
/** A person as webhooks tell it. */
export type WebhookPerson = WithFields<Partial<Omit<Opened<contract.Person>, "visible_to">>> & {
  id: number;
  visible_to: string;
};
/** An organization as webhooks tell it. */
export type WebhookOrganization = WithFields<Partial<Omit<Opened<contract.Organization>, "visible_to">>> & {
  id: number;
  visible_to: string;
};
/** A deal as webhooks tell it. */
export type WebhookDeal = WithFields<Partial<Omit<Opened<contract.Deal>, "visible_to">>> & {
  id: number;
  title: string;
  status: string;
  visible_to: string;
};
/** Anything else, or what a newer server tells of. */
export type WebhookThing = { id: number | string; [member: string]: unknown };

/** What stands beside the data. Ids are texts here. */
export type WebhookMeta = {
  action: string;
  entity: string;
  entity_id: string;
  company_id: string;
  user_id: string;
  /** One per event and webhook, the same whenever it is sent: what was seen already can be told by it. */
  id: string;
  timestamp: string;
  version: string;
  webhook_id: string;
  /** From 1. */
  attempt: number;
  [member: string]: unknown;
};

type Told<Entity, Data> = {
  entity: Entity;
  meta: WebhookMeta;
} & (
  | { action: "create"; data: Data; previous: null }
  | { action: "change"; data: Data; previous: Partial<Data> }
  | { action: "delete"; data: null; previous: Data }
);

/** What happened, told apart by `entity` and `action`. Webhooks of version 1.0 have another form and are not read. */
export type WebhookEvent =
  | Told<"lead", WebhookLead>
  | Told<"person", WebhookPerson>
  | Told<"organization", WebhookOrganization>
  | Told<"deal", WebhookDeal>
  | Told<"note" | "user" | "activity", WebhookThing>;

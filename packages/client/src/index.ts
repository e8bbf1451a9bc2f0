export type { Body } from "./attempt.ts";
export type { Call } from "./call.ts";
export { type Client, createClient } from "./client.ts";
export * from "./errors.ts";
export type { FieldMap, Money, NamedValue, NamedValues, Span } from "./fields/field-map.ts";
export type { RateLimit } from "./gate.ts";
export type { List, ListOptions, Next, Page } from "./list.ts";
export type { FollowOptions, LiveEvent, LiveMessage } from "./live.ts";
export { type Authorization, createOAuth, type OAuth, type OAuthOptions } from "./oauth.ts";
export type { CustomFields, Opened } from "./opened.ts";
export type { Budget, CallOptions, ClientOptions, Credential, Provided } from "./options.ts";
export { ApiClient, type ErrorContext } from "./pipedrive/api-client.ts";
export { LeadLabelsApi, LeadSourcesApi, LeadsApi, type Whole } from "./pipedrive/leads-api.ts";
export {
  AddLeadLabelRequest,
  AddLeadRequest,
  type Model,
  UpdateLeadLabelRequest,
  UpdateLeadRequest,
} from "./pipedrive/models.ts";
export { default } from "./pipedrive/pipedrive.ts";
export type { FieldOwner } from "./resources/fields.ts";
export type { TokenStore, Tokens } from "./tokens.ts";
export type * from "./types.ts";
export type {
  WebhookDeal,
  WebhookEvent,
  WebhookField,
  WebhookLead,
  WebhookMeta,
  WebhookOrganization,
  WebhookPerson,
  WebhookThing,
} from "./webhook/events.ts";
export { WebhookError } from "./webhook/signature.ts";
export {
  type Delivery,
  type Proof,
  readWebhook,
  type TestDelivery,
  type TestEvent,
  testWebhook,
} from "./webhook/webhook.ts";

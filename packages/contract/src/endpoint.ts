import type { Static, TSchema } from "typebox";

/**
 * How a part of the API speaks: its envelope, error bodies, time format and list style.
 *
 * - `leads`: v1 leads, labels, sources. Times `…T08:15:30.123Z`, validation in Joi's words.
 * - `v1`: the older v1 resources. Times `YYYY-MM-DD HH:MM:SS` in UTC.
 * - `webhooks`: v1 webhooks, which put `status` beside `success` and tell errors by key.
 * - `v2`: `/api/v2` and Foyer's own `/foyer`. Cursor lists, whole-second times, unknown keys refused.
 */
export type Family = "leads" | "v1" | "v2" | "webhooks";

/** OAuth scopes; a caller needs any one of those an endpoint lists. Source: Pipedrive's scope table. */
export const scopes = [
  "base",
  "leads:read",
  "leads:full",
  "contacts:read",
  "contacts:full",
  "deals:read",
  "deals:full",
  "activities:read",
  "activities:full",
  "deal-fields:full",
  "contact-fields:full",
  "product-fields:full",
  "search:read",
  "recents:read",
  "users:read",
  "webhooks:read",
  "webhooks:full",
  "admin",
] as const;
export type Scope = (typeof scopes)[number];

/** `all` is an unpaged array, `offset` pages by `start` and `limit`, `cursor` by `cursor` and `limit`. */
export type ListStyle = "all" | "offset" | "cursor";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

type Shape = {
  /** Pipedrive's operation id, such as `addLead`. Unique together with the major version. */
  operation: string;
  family: Family;
  method: Method;
  /** Further methods answered alike: clients in use send PUT where Pipedrive documents PATCH. */
  alsoMethod?: Method;
  /** Path with `{parameters}`, beginning `/v1/`, `/api/v2/` or `/foyer/`. */
  path: string;
  summary: string;
  tag: string;
  /** Any one of these suffices. Empty: only who may do everything, a session or an API token without a list of scopes. */
  scopes: readonly Scope[];
  /** Answers callers nobody knows, too. */
  open?: true;
  /** What is sent or answered is a secret: nothing of either is kept, so an `Idempotency-Key` means nothing. */
  secret?: true;
  /** Tokens taken from Pipedrive's daily budget. */
  cost: number;
  /** Whether it heeds `If-Match`, which holds the `update_time` a change is meant for. */
  conditional?: true;
  params?: TSchema;
  query?: TSchema;
  body?: TSchema;
  status: 200 | 201;
  /** The schema of `data`; for a list, of one item. */
  data: TSchema;
  list?: ListStyle;
  /** Searches keep their list a level deeper, in `data.items`, itemSearch with `data.related_items` beside it. */
  found?: "items" | "items and related_items";
  /** Schema of `related_objects`, which v1 persons and organizations send beside `data`. */
  related?: TSchema;
  /** Answers a file, of one of these media types, in no envelope. */
  file?: readonly string[];
  /** Sends `additional_data: null`, as Pipedrive does where other lists say their paging. */
  nothingBeside?: true;
};

type In<S> = S extends TSchema ? Static<S> : undefined;

/** One endpoint, as data. `Input` and `Data` are worked out once here, so that no caller infers them again. */
export type Endpoint<Input = unknown, Data = unknown, List = ListStyle | undefined> = Shape & {
  readonly types?: { input: Input; data: Data; list: List };
};

export type InputOf<E> = E extends Endpoint<infer Input, infer _D, infer _L> ? Input : never;
export type DataOf<E> = E extends Endpoint<infer _I, infer Data, infer _L> ? Data : never;
export type ListOf<E> = E extends Endpoint<infer _I, infer _D, infer List> ? List : never;

/** Declares an endpoint, derives the types of its input and data, and keeps what the client repeats as literals. */
export function endpoint<const S extends Shape>(
  shape: S,
): Endpoint<
  { params: In<S["params"]>; query: In<S["query"]>; body: In<S["body"]> },
  Static<S["data"]>,
  S extends { list: infer L } ? L : undefined
> &
  Pick<S, "method" | "path" | "cost"> {
  return shape;
}

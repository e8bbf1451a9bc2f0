import * as Type from "typebox";
import { endpoint, scopes } from "./endpoint.ts";
import { Id, Name, Nullable, SecondTime } from "./scalars.ts";

const ScopeName = Type.Enum([...scopes]);

const token = {
  id: Id,
  name: Type.String(),
  hint: Type.String({ description: "Its last four characters" }),
  scopes: { ...Nullable(Type.Array(ScopeName)), description: "Null: everything its owner may do" },
  add_time: SecondTime,
  last_used_time: { ...Nullable(SecondTime), description: "To the hour" },
};

/** A token of the caller's own. */
export const ApiToken = Type.Object(token);
export type ApiToken = Type.Static<typeof ApiToken>;

export const ApiTokenCreate = Type.Object(
  {
    name: Name("What it is for"),
    scopes: Type.Optional(Nullable(Type.Array(ScopeName, { minItems: 1, maxItems: scopes.length }))),
  },
  { additionalProperties: false },
);
export type ApiTokenCreate = Type.Static<typeof ApiTokenCreate>;

const common = { family: "v2", tag: "Settings", scopes: [], cost: 0 } as const;

export const getApiTokens = endpoint({
  ...common,
  operation: "getApiTokens",
  method: "GET",
  path: "/foyer/tokens",
  summary: "List the caller's API tokens",
  status: 200,
  data: ApiToken,
  list: "all",
});

export const addApiToken = endpoint({
  ...common,
  operation: "addApiToken",
  method: "POST",
  path: "/foyer/tokens",
  summary: "Make an API token for the caller, and show it this once",
  secret: true,
  body: ApiTokenCreate,
  status: 201,
  data: Type.Object({
    ...token,
    token: Type.String({ description: "Answered here and nowhere else" }),
  }),
});

export const deleteApiToken = endpoint({
  ...common,
  operation: "deleteApiToken",
  method: "DELETE",
  path: "/foyer/tokens/{id}",
  summary: "Revoke a token of the caller's",
  params: Type.Object({ id: Id }),
  status: 200,
  data: Type.Object({ id: Id }),
});

export const apiTokenEndpoints = [getApiTokens, addApiToken, deleteApiToken];

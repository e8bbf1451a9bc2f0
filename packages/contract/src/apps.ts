import * as Type from "typebox";
import { endpoint, type Scope, scopes } from "./endpoint.ts";
import { Id, Name, SecondTime, Text } from "./scalars.ts";

const ScopeName = Type.Enum([...scopes]);

const app = {
  id: Id,
  name: Name("Shown to whoever is asked to let the app act for them"),
  client_id: Type.String(),
  redirect_uris: Type.Array(Type.String()),
  scopes: Type.Array(ScopeName),
  add_time: SecondTime,
};

/** An app that may act for users who let it, by OAuth 2. */
export const App = Type.Object(app);
export type App = Type.Static<typeof App>;

export const AppCreate = Type.Object(
  {
    name: Name("Shown to whoever is asked to let the app act for them"),
    redirect_uris: Type.Array(Text({ minLength: 1, maxLength: 2_000 }), { minItems: 1, maxItems: 20 }),
    scopes: Type.Optional(
      Type.Array(ScopeName, { maxItems: scopes.length, description: "All but admin unless given" }),
    ),
  },
  { additionalProperties: false },
);
export type AppCreate = Type.Static<typeof AppCreate>;

const AppCreated = Type.Object({
  ...app,
  client_secret: Type.String({ description: "Answered here and nowhere else" }),
});

/** A user let an app act for them. */
export const Grant = Type.Object({
  id: Id,
  app_id: Id,
  app_name: Type.String(),
  scopes: Type.Array(ScopeName),
  add_time: SecondTime,
  expire_time: { ...SecondTime, description: "60 days after the app last asked for a token" },
});
export type Grant = Type.Static<typeof Grant>;

const Removed = Type.Object({ id: Id });

/** What an app may do unless it says otherwise. */
export const defaultScopes: readonly Scope[] = scopes.filter((scope) => scope !== "admin");

const common = { family: "v2", tag: "Apps", scopes: [], cost: 0, status: 200 } as const;
const params = Type.Object({ id: Id });

export const getApps = endpoint({
  ...common,
  operation: "getApps",
  method: "GET",
  path: "/foyer/apps",
  summary: "List the company's apps (administrators)",
  data: App,
  list: "all",
});

export const addApp = endpoint({
  ...common,
  operation: "addApp",
  method: "POST",
  path: "/foyer/apps",
  summary: "Make an app (administrators)",
  secret: true,
  body: AppCreate,
  status: 201,
  data: AppCreated,
});

export const deleteApp = endpoint({
  ...common,
  operation: "deleteApp",
  method: "DELETE",
  path: "/foyer/apps/{id}",
  summary: "Remove an app with all its tokens (administrators)",
  params,
  data: Removed,
});

export const getGrants = endpoint({
  ...common,
  operation: "getGrants",
  method: "GET",
  path: "/foyer/grants",
  summary: "List the apps that may act for the caller",
  data: Grant,
  list: "all",
});

export const deleteGrant = endpoint({
  ...common,
  operation: "deleteGrant",
  method: "DELETE",
  path: "/foyer/grants/{id}",
  summary: "Let an app act for the caller no more",
  params,
  data: Removed,
});

export const appEndpoints = [getApps, addApp, deleteApp, getGrants, deleteGrant];

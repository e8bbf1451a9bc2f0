import * as Type from "typebox";
import { endpoint } from "./endpoint.ts";
import { Id, Nullable, SpacedTime, Text } from "./scalars.ts";

const UserAccess = Type.Object({
  app: Type.String(),
  admin: Type.Boolean(),
  permission_set_id: Type.String(),
});

const user = {
  id: Id,
  name: Type.String(),
  default_currency: Type.String(),
  locale: Type.String(),
  lang: Type.Integer(),
  email: Type.String(),
  phone: Nullable(Type.String()),
  activated: Type.Boolean(),
  last_login: SpacedTime,
  created: SpacedTime,
  modified: SpacedTime,
  has_created_company: Type.Boolean(),
  access: Type.Array(UserAccess),
  active_flag: Type.Boolean(),
  timezone_name: Type.String(),
  timezone_offset: Type.String({ description: "+03:00" }),
  role_id: Type.Integer(),
  icon_url: Nullable(Type.String()),
  is_you: Type.Boolean({ description: "Whether this is the caller" }),
  is_deleted: Type.Boolean(),
};

export const User = Type.Object(user);
export type User = Type.Static<typeof User>;

/** The caller, with the company. */
export const CurrentUser = Type.Object({
  ...user,
  company_id: Id,
  company_name: Type.String(),
  company_domain: Type.String(),
  company_country: Type.String(),
  company_industry: Type.String(),
  language: Type.Object({ language_code: Type.String(), country_code: Type.String() }),
});
export type CurrentUser = Type.Static<typeof CurrentUser>;

const common = { family: "v1", tag: "Users", method: "GET", status: 200 } as const;

export const getUsers = endpoint({
  ...common,
  operation: "getUsers",
  path: "/v1/users",
  summary: "List all users of the company",
  scopes: ["users:read"],
  cost: 20,
  data: User,
  list: "all",
});

export const getCurrentUser = endpoint({
  ...common,
  operation: "getCurrentUser",
  path: "/v1/users/me",
  summary: "Read the user who asks, with the company",
  scopes: ["base"],
  cost: 2,
  data: CurrentUser,
});

export const findUsersByName = endpoint({
  ...common,
  operation: "findUsersByName",
  path: "/v1/users/find",
  summary: "Find users by name or e-mail",
  scopes: ["users:read"],
  cost: 40,
  query: Type.Object({
    term: Text({ minLength: 1, maxLength: 255 }),
    search_by_email: Type.Optional(
      Type.Boolean({ description: "1 searches the e-mail instead of the name" }),
    ),
  }),
  data: User,
  list: "all",
});

export const getUser = endpoint({
  ...common,
  operation: "getUser",
  path: "/v1/users/{id}",
  summary: "Read a user",
  scopes: ["users:read"],
  cost: 2,
  params: Type.Object({ id: Id }),
  data: User,
});

export const userEndpoints = [getUsers, getCurrentUser, findUsersByName, getUser];

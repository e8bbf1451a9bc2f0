import * as Type from "typebox";
import { endpoint } from "./endpoint.ts";
import { Email, Id, Name, Nullable, SpacedTime, Text } from "./scalars.ts";

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

/** Apps of Pipedrive's, to which access is given one by one. */
const apps = ["global", "sales", "campaigns", "projects", "account_settings", "partnership", "nova"] as const;

export const UserCreate = Type.Object({
  email: Email,
  name: Type.Optional(
    Name("What others see; what stands before the @ unless given. Clients until 16 send it"),
  ),
  access: Type.Optional(
    Type.Array(
      Type.Object({
        app: Type.Enum([...apps]),
        admin: Type.Optional(Type.Boolean()),
        permission_set_id: Type.Optional(Text({ maxLength: 64 })),
      }),
      { maxItems: 20, description: "Who may administer `global` or `account_settings` is an administrator" },
    ),
  ),
  active_flag: Type.Optional(Type.Boolean({ default: true })),
});
export type UserCreate = Type.Static<typeof UserCreate>;

export const UserUpdate = Type.Object({
  active_flag: Type.Boolean({ description: "false: signs in no more; leads and history stay" }),
});

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

export const addUser = endpoint({
  ...common,
  operation: "addUser",
  method: "POST",
  path: "/v1/users",
  summary: "Add a user (administrators)",
  scopes: ["admin"],
  cost: 10,
  body: UserCreate,
  data: User,
});

export const updateUser = endpoint({
  ...common,
  operation: "updateUser",
  method: "PUT",
  path: "/v1/users/{id}",
  summary: "Deactivate a user, or bring one back (administrators)",
  scopes: ["admin"],
  cost: 10,
  params: Type.Object({ id: Id }),
  body: UserUpdate,
  data: User,
});

export const userEndpoints = [getUsers, getCurrentUser, findUsersByName, getUser, addUser, updateUser];

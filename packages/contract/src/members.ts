import * as Type from "typebox";
import { endpoint } from "./endpoint.ts";
import { Email, Id, Name, Nullable, SecondTime, Text } from "./scalars.ts";

/** A user as an administrator looks after them. */
export const Member = Type.Object({
  id: Id,
  name: Type.String(),
  email: Type.String(),
  is_admin: Type.Boolean(),
  active_flag: Type.Boolean(),
  role_id: Id,
  has_password: Type.Boolean({ description: "Whether they have signed in and chosen one" }),
  last_login_time: Nullable(SecondTime),
});
export type Member = Type.Static<typeof Member>;

export const MemberCreate = Type.Object(
  {
    name: Name("What others see"),
    email: Email,
    is_admin: Type.Optional(Type.Boolean()),
    role_id: Type.Optional(Id),
  },
  { additionalProperties: false },
);
export type MemberCreate = Type.Static<typeof MemberCreate>;

export const MemberUpdate = Type.Object(
  {
    name: Type.Optional(Name("What others see")),
    is_admin: Type.Optional(Type.Boolean()),
    active_flag: Type.Optional(
      Type.Boolean({ description: "false: signs in no more; leads and history stay" }),
    ),
    role_id: Type.Optional(Id),
  },
  { additionalProperties: false },
);
export type MemberUpdate = Type.Static<typeof MemberUpdate>;

const link = Text({ description: "Signs them in once, within a day; answered here and nowhere else" });

const common = { family: "v2", tag: "Settings", scopes: [], cost: 0, status: 200 } as const;
const params = Type.Object({ id: Id });

export const getMembers = endpoint({
  ...common,
  operation: "getMembers",
  method: "GET",
  path: "/foyer/users",
  summary: "List users with how they sign in (administrators)",
  data: Member,
  list: "all",
});

export const inviteMember = endpoint({
  ...common,
  operation: "inviteMember",
  method: "POST",
  path: "/foyer/users",
  summary: "Add a user, and make the link they first sign in by (administrators)",
  secret: true,
  body: MemberCreate,
  status: 201,
  data: Type.Object({ ...Member.properties, link }),
});

export const updateMember = endpoint({
  ...common,
  operation: "updateMember",
  method: "PATCH",
  path: "/foyer/users/{id}",
  summary: "Rename, promote, deactivate or bring back a user, or give them a role (administrators)",
  params,
  body: MemberUpdate,
  data: Member,
});

export const addMemberLink = endpoint({
  ...common,
  operation: "addMemberLink",
  method: "POST",
  path: "/foyer/users/{id}/link",
  summary: "Make a link that signs a user in once (administrators)",
  secret: true,
  params,
  data: Type.Object({ id: Id, link }),
});

export const memberEndpoints = [getMembers, inviteMember, updateMember, addMemberLink];

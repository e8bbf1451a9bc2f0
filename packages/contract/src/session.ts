import * as Type from "typebox";
import { endpoint } from "./endpoint.ts";
import { Id, Nullable, SecondTime, Text } from "./scalars.ts";

/** Shortest password taken, in characters. */
export const PASSWORD_MIN = 8;
/** Longest password taken, in characters. */
export const PASSWORD_MAX = 256;

/** Who is signed in, and to which company. */
export const Session = Type.Object({
  user: Type.Object({ id: Id, name: Type.String(), email: Type.String(), is_admin: Type.Boolean() }),
  company: Type.Object({ id: Id, name: Type.String(), domain: Type.String() }),
  expire_time: { ...Nullable(SecondTime), description: "When the session ends; null for an API token" },
});
export type Session = Type.Static<typeof Session>;

const Ended = Type.Object({ ended: Type.Integer({ description: "How many sessions this ended" }) });

const common = { family: "v2", tag: "Session", scopes: [], cost: 0 } as const;

export const createSession = endpoint({
  ...common,
  operation: "createSession",
  method: "POST",
  path: "/foyer/session",
  summary: "Sign in with e-mail and password, and get a session cookie",
  open: true,
  body: Type.Object(
    {
      email: Text({ minLength: 1, maxLength: 255 }),
      password: Text({ minLength: 1, maxLength: PASSWORD_MAX }),
      company_domain: Type.Optional(
        Text({ maxLength: 64, description: "For who has the same e-mail and password in several companies" }),
      ),
    },
    { additionalProperties: false },
  ),
  status: 201,
  data: Session,
});

export const getSession = endpoint({
  ...common,
  operation: "getSession",
  method: "GET",
  path: "/foyer/session",
  summary: "Read who is signed in",
  status: 200,
  data: Session,
});

export const deleteSession = endpoint({
  ...common,
  operation: "deleteSession",
  method: "DELETE",
  path: "/foyer/session",
  summary: "Sign out in this browser",
  status: 200,
  data: Ended,
});

export const deleteSessions = endpoint({
  ...common,
  operation: "deleteSessions",
  method: "DELETE",
  path: "/foyer/sessions",
  summary: "Sign out everywhere",
  status: 200,
  data: Ended,
});

export const changePassword = endpoint({
  ...common,
  operation: "changePassword",
  method: "PUT",
  path: "/foyer/password",
  summary: "Choose another password, and sign out everywhere else",
  secret: true,
  body: Type.Object(
    {
      current_password: Text({ minLength: 1, maxLength: PASSWORD_MAX }),
      new_password: Text({ minLength: PASSWORD_MIN, maxLength: PASSWORD_MAX }),
    },
    { additionalProperties: false },
  ),
  status: 200,
  data: Ended,
});

export const sessionEndpoints = [createSession, getSession, deleteSession, deleteSessions, changePassword];

import type { Permission, Scope } from "@leadfoyer/contract";
import type { Once } from "./once.ts";

/** Who asks: resolved once per request and handed down. */
export type Actor = {
  company_id: number;
  company_domain: string;
  user_id: number;
  is_admin: boolean;
  /** null: everything, as an ordinary API token. */
  scopes: readonly Scope[] | null;
  /** What the actor may see; null: everything, as an administrator. */
  sees: Sight | null;
  /** What the actor is not permitted to do. */
  denied: readonly Permission[];
  /** Set where the request is to be carried out once. */
  once?: Once;
  /** Signed in with a browser rather than a token. */
  via?: "app";
  /** The operation that what is done now is a part of. */
  operation?: number;
};

/** What a query needs to know to leave out what a user may not see. Plain data: it crosses to the writer thread. */
export type Sight = {
  user_id: number;
  /** The user's role, which is a visibility group. */
  role_id: number;
  /** The roles above it, a JSON array of ids. */
  above: string;
  /** The roles below it, likewise. */
  below: string;
  /** Whether the company has no other role, so that only what is private is hidden from anyone. */
  alone: boolean;
};

/** Whose data, and how much of it: all a store needs to know of who asks. */
export type Viewer = Pick<Actor, "company_id" | "sees">;

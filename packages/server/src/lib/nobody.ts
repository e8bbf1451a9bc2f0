import type { Actor } from "./actor.ts";

/** Stands in for an actor where nobody is known yet: the founding of a company, a sign-in. */
export const nobody: Actor = {
  company_id: 0,
  company_domain: "",
  user_id: 0,
  is_admin: false,
  scopes: null,
  sees: null,
  denied: [],
};

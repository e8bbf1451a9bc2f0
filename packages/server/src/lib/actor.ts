import type { Scope } from "@leadfoyer/contract";

/** Who asks: resolved once per request and handed down. */
export type Actor = {
  company_id: number;
  company_domain: string;
  user_id: number;
  is_admin: boolean;
  /** null: everything, as an ordinary API token. */
  scopes: readonly Scope[] | null;
};

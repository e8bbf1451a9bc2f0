import type { Actor } from "./actor.ts";
import { DomainError } from "./domain-error.ts";

/** @throws DomainError `admin_required` when who asks is no administrator. */
export function requireAdmin({ is_admin }: Actor): void {
  if (!is_admin) throw new DomainError("admin_required");
}

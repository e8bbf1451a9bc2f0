import { type Permission, type PermissionApp, permissions, permissionsOf } from "@leadfoyer/contract";
import type { Actor } from "./actor.ts";
import { DomainError } from "./domain-error.ts";

/** What regular users go without until an administrator permits it. */
const withheld: ReadonlySet<Permission> = new Set<Permission>([
  "can_delete_custom_fields",
  "can_see_company_wide_statistics",
  "can_see_hidden_items_names",
  "can_see_security_dashboard",
  "can_use_import",
]);

type PermissionSet = { app: PermissionApp; type: "admin" | "regular" };

/** What a set permits unless it was changed. */
export const defaultContents = ({ app, type }: PermissionSet): Permission[] =>
  permissionsOf[app].filter((name) => type === "admin" || !withheld.has(name));

/** What was said of the regular sets, each a JSON array; null where nothing was. */
export type RegularSets = { sales_set: string | null; global_set: string | null };

const deniedByDefault: readonly Permission[] = permissions.filter((name) => withheld.has(name));

/** What regular users are not permitted. */
export function deniedBy({ sales_set, global_set }: RegularSets): readonly Permission[] {
  if (sales_set === null && global_set === null) return deniedByDefault;
  const contents = (app: "sales" | "global", said: string | null): Permission[] =>
    said === null ? defaultContents({ app, type: "regular" }) : JSON.parse(said);
  const granted = new Set([...contents("sales", sales_set), ...contents("global", global_set)]);
  return permissions.filter((name) => !granted.has(name));
}

/** @throws DomainError `permission_missing` */
export function requirePermission({ denied }: Actor, permission: Permission): void {
  if (!denied.includes(permission)) return;
  throw new DomainError("permission_missing", {
    info: `This needs the permission ${permission}: ask an administrator.`,
  });
}

type Kind = "leads" | "people" | "organizations" | "deals";
type Seen = { owner_id: number; visible_to: number | string };

/**
 * Whether `actor` may change a thing into `next`: another's needs a permission, and so does whom it is visible to.
 * @throws DomainError `permission_missing`
 */
export function requireMayChange(
  actor: Actor,
  kind: Kind,
  { before, next }: { before: Seen; next: Seen },
): void {
  if (before.owner_id !== actor.user_id) requirePermission(actor, `can_edit_other_users_${kind}`);
  if (before.visible_to !== next.visible_to) requirePermission(actor, "can_change_visibility_of_items");
}

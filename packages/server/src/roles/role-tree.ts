import { DomainError } from "../lib/domain-error.ts";
import type { RoleRow } from "./roles.store.ts";

/** The ids of all roles above one, from the top down. */
export const ancestorsOf = ({ ancestors }: RoleRow): number[] => JSON.parse(ancestors);

/**
 * What a role below `parent_id` has above it.
 * @throws DomainError `invalid` when there is no such parent, or it stands below the role itself.
 */
export function placeBelow(
  roles: readonly RoleRow[],
  parent_id: number | null,
  id?: number,
): Pick<RoleRow, "parent_id" | "ancestors"> {
  if (parent_id === null) return { parent_id, ancestors: "[]" };
  const parent = roles.find((role) => role.id === parent_id);
  if (!parent) throw new DomainError("invalid", { info: `parent_role_id ${parent_id} is not a role.` });
  const above = [...ancestorsOf(parent), parent_id];
  if (id !== undefined && above.includes(id))
    throw new DomainError("invalid", { info: `parent_role_id ${parent_id} is the role itself or below it.` });
  return { parent_id, ancestors: JSON.stringify(above) };
}

/** The roles below one that moved, as they stand now, parents first. */
export function movedAlong(roles: readonly RoleRow[], moved: RoleRow): RoleRow[] {
  const children = roles.filter(({ parent_id }) => parent_id === moved.id);
  return children.flatMap((child) => {
    const next = { ...child, ancestors: JSON.stringify([...ancestorsOf(moved), moved.id]) };
    return [next, ...movedAlong(roles, next)];
  });
}

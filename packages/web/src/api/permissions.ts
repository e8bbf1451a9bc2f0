import { queryOptions, useQuery } from "@tanstack/react-query";
import { foyer } from "./foyer.ts";
import { profile } from "./profile.ts";

type Permissions = Awaited<ReturnType<typeof foyer.users.permissions>>;
type Permission = keyof Permissions;

const permissionsOf = (user: number) =>
  queryOptions({
    queryKey: ["permissions", user],
    queryFn: ({ signal }) => foyer.users.permissions(user, { signal }),
  });

/**
 * Tells what whoever is signed in may do, so that nothing is offered that would be refused. Until it is known,
 * everything: administrators may, and most others are permitted most.
 */
export function usePermitted(): (...needed: Permission[]) => boolean {
  const { data: user } = useQuery(profile);
  const isRegular = user !== undefined && !user.is_admin;
  const { data } = useQuery({ ...permissionsOf(user?.id ?? 0), enabled: isRegular });
  return (...needed) => needed.every((name) => data?.[name] !== false);
}

/** Tells whether a contact may be changed, by whose it is. */
export function useMayChange(
  kind: "people" | "organizations",
): (owner: number | null | undefined) => boolean {
  const permitted = usePermitted();
  const { data: user } = useQuery(profile);
  return (owner) => permitted(`can_edit_other_users_${kind}`) || owner === user?.id;
}

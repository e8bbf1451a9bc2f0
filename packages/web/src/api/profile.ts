import { queryOptions } from "@tanstack/react-query";
import { foyer } from "./foyer.ts";
import { queries } from "./queries.ts";
import type { ProfileChange } from "./types.ts";

export const profile = queryOptions({
  queryKey: ["profile"],
  queryFn: ({ signal }) => foyer.profile.get({ signal }),
});

/** Changes what one chose; whoever follows the profile shows it at once. */
export async function changeProfile(change: ProfileChange): Promise<void> {
  queries.setQueryData(profile.queryKey, await foyer.profile.update(change));
}

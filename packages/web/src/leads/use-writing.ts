import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useZone } from "../activities/use-zone.ts";
import { labels as labelsQuery, users as usersQuery } from "../api/queries.ts";
import { useTexts } from "../texts/texts.tsx";
import type { Writing } from "./columns.tsx";
import { useLeadRights } from "./use-lead-rights.ts";

/** What leads are written with: words, locale, time zone, what may be done, and the names of owners and labels. */
export function useWriting(): Writing {
  const { t, locale } = useTexts();
  const zone = useZone();
  const may = useLeadRights();
  const { data: users } = useQuery(usersQuery);
  const { data: labels } = useQuery(labelsQuery);
  return useMemo(
    () => ({
      t,
      locale,
      zone,
      may,
      users: new Map(users?.map((user) => [user.id, user])),
      labels: new Map(labels?.map((label) => [label.id, label])),
    }),
    [t, locale, zone, may, users, labels],
  );
}

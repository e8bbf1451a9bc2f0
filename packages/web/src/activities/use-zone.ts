import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { me } from "../api/queries.ts";
import { knownZone } from "../lib/zoned.ts";

/** The time zone of whoever is signed in. */
export function useZone(): string {
  const { data: user } = useQuery(me);
  return useMemo(() => knownZone(user?.timezone_name), [user?.timezone_name]);
}

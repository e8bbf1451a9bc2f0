import { useNavigate } from "@tanstack/react-router";
import type { Search } from "../leads/search.ts";

/** Opens another lead in the panel; `replace`: as if it had been asked for in the first place. */
export function useOpenLead(): (id: string, how?: { replace: boolean }) => Promise<void> {
  const navigate = useNavigate();
  return (lead, how) => navigate({ to: ".", search: (before: Search) => ({ ...before, lead }), ...how });
}

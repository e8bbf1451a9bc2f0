import { useNavigate } from "@tanstack/react-router";
import type { Search } from "../leads/search.ts";

/** Opens another lead in the panel. */
export function useOpenLead(): (id: string) => Promise<void> {
  const navigate = useNavigate();
  return (lead) => navigate({ to: ".", search: (before: Search) => ({ ...before, lead }) });
}

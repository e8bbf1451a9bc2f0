import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { foyer } from "./foyer.ts";

export type ContactKind = "person" | "organization";
export type FoundContact = { id: number; name: string; detail?: string | undefined };

/** Shortest text that is searched for. */
const MIN = 2;
const MOST = 8;

/** Persons or organizations whose name, or mail, or phone, holds what was typed. */
export const contactsByName = (kind: ContactKind, term: string) =>
  queryOptions({
    queryKey: ["contacts", kind, term],
    enabled: term.length >= MIN,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<FoundContact[]> => {
      if (kind === "organization") {
        const { data } = await foyer.organizations.search({ term, limit: MOST }, { signal });
        return data.map(({ item }) => ({ id: item.id, name: item.name, detail: item.address ?? undefined }));
      }
      const { data } = await foyer.persons.search({ term, limit: MOST }, { signal });
      return data.map(({ item }) => ({
        id: item.id,
        name: item.name,
        detail: item.organization?.name ?? item.emails[0],
      }));
    },
  });

import type { Client } from "@leadfoyer/client";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { foyer } from "./foyer.ts";
import { queries } from "./queries.ts";
import { takeBack } from "./take-back.ts";

/** A deal to choose, with what tells it from others. */
export type OpenDeal = {
  id: number;
  title: string;
  value: number;
  currency: string;
  stage: string | undefined;
  contact?: string | undefined;
};

export type IntoPreview = Awaited<ReturnType<Client["conversions"]["previewInto"]>>;

/** Shortest text that is searched for. */
const MIN = 2;
const MOST = 8;
const key = ["deals"] as const;

/** The names of all stages. */
const stageNames = queryOptions({
  queryKey: ["stages", "names"],
  queryFn: async ({ signal }) => {
    const all = await foyer.stages.list({}, { signal }).toArray();
    return new Map(all.map(({ id, name }) => [id, name]));
  },
});

type Contact = { person_id: number } | { org_id: number };

/** The open deals of a person or an organization, those last worked on first. */
export const openDealsOf = (contact: Contact) =>
  queryOptions({
    queryKey: [...key, contact],
    staleTime: 0,
    queryFn: async ({ signal }): Promise<OpenDeal[]> => {
      const newest = { sort_by: "update_time", sort_direction: "desc", limit: MOST } as const;
      const [{ data }, stages] = await Promise.all([
        foyer.deals.list({ ...contact, ...newest, status: "open" }, { signal }),
        queries.ensureQueryData(stageNames),
      ]);
      return data.map(({ id, title, value, currency, stage_id }) => ({
        ...{ id, title, value, currency, stage: stages.get(stage_id) },
      }));
    },
  });

/** Open deals in which what was typed is found, best first. */
export const openDealsLike = (term: string) =>
  queryOptions({
    queryKey: [...key, "search", term],
    enabled: term.length >= MIN,
    staleTime: 0,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<OpenDeal[]> => {
      const { data } = await foyer.deals.search({ term, status: "open", limit: MOST }, { signal });
      return data
        .filter(({ item }) => !item.is_archived)
        .map(({ item: { id, title, value, currency, stage, person, organization } }) => ({
          ...{ id, title, value, currency, stage: stage.name },
          contact: person?.name ?? organization?.name,
        }));
    },
  });

/** What a deal would get of a lead. */
export const intoPreview = (lead: string, deal: number) =>
  queryOptions({
    queryKey: [...key, "into", lead, deal],
    staleTime: 0,
    gcTime: 0,
    queryFn: ({ signal }) => foyer.conversions.previewInto(lead, deal, { signal }),
  });

/** Makes a lead a part of a deal. Answers how to take that back. */
export async function convertInto(lead: string, deal: number): Promise<() => Promise<void>> {
  const { conversion_id } = await foyer.conversions.into(lead, deal);
  return () => takeBack(conversion_id);
}

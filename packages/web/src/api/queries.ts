import { isApiError } from "@leadfoyer/client";
import { keepPreviousData, QueryCache, queryOptions, replaceEqualDeep } from "@tanstack/react-query";
import { toConditions, type Where } from "../find/where.ts";
import { foyer, signInAgain } from "./foyer.ts";
import { asShown } from "./lead-versions.ts";
import { FreshQueryClient } from "./query-client.ts";
import type { Lead, Related } from "./types.ts";

const MINUTE_MS = 60_000;

/** Leads of one request: few enough to come at once, many enough to scroll far. */
export const PAGE = 100;

export const queries = new FreshQueryClient({
  queryCache: new QueryCache({ onError: signInAgain }),
  defaultOptions: {
    queries: {
      staleTime: MINUTE_MS,
      // The client has tried again already, and what is refused stays refused.
      retry: (failures, error) => failures < 1 && !isApiError(error),
    },
  },
});

/** Which leads, in which order. Part of every key of theirs. */
export type LeadList = {
  archived: boolean;
  /** Undefined: as search finds them, the newest first. */
  sort: string | undefined;
  owner?: number | undefined;
  q?: string | undefined;
  filter?: number | undefined;
  where?: Where | undefined;
};

type Selection = NonNullable<Parameters<typeof foyer.inbox.count>[0]>;

/** The leads of a list, as the server is told of them: for a page, for a count, for a bulk. */
export const selectionOf = ({ archived, owner, q, filter, where }: LeadList): Selection => ({
  archived_status: archived ? ("archived" as const) : ("not_archived" as const),
  ...(owner !== undefined && { owner_id: owner }),
  ...(q !== undefined && { term: q }),
  ...(filter !== undefined && { filter_id: filter }),
  ...(where && { conditions: toConditions(where) }),
});

export const leadsKey = ["leads"] as const;
const pageKey = (list: LeadList, page: number) => [...leadsKey, "page", list, page] as const;

/** One page of a list, with the names of what its leads point at. */
export const leadPage = (list: LeadList, page: number) =>
  queryOptions({
    queryKey: pageKey(list, page),
    queryFn: async ({ signal }) => {
      const sorted = list.sort === undefined ? {} : { sort: list.sort };
      const query = { ...selectionOf(list), ...sorted, start: page * PAGE, limit: PAGE };
      const { data, body } = await foyer.inbox.list(query, { signal });
      return { leads: data as Lead[], related: body.related_objects as Related };
    },
    structuralSharing: (before, came) => {
      const page = came as LeadPage;
      return replaceEqualDeep(before, { ...page, leads: page.leads.map(asShown) });
    },
  });
export type LeadPage = { leads: Lead[]; related: Related };

export const leadCount = (list: LeadList) =>
  queryOptions({
    queryKey: [...leadsKey, "count", list],
    queryFn: ({ signal }) => foyer.inbox.count(selectionOf(list), { signal }),
    placeholderData: keepPreviousData,
  });

export const leadById = (id: string) =>
  queryOptions({
    queryKey: [...leadsKey, "one", id],
    queryFn: ({ signal }) => foyer.leads.get(id, { signal }),
    structuralSharing: (before, came) => replaceEqualDeep(before, asShown(came as Lead)),
  });

export const me = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => foyer.users.me({ signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const users = queryOptions({
  queryKey: ["users"],
  queryFn: async ({ signal }) => (await foyer.users.list({ signal })).data,
});

export const labels = queryOptions({
  queryKey: ["labels"],
  queryFn: async ({ signal }) => (await foyer.labels.list({ signal })).data,
});

export const currencies = queryOptions({
  queryKey: ["currencies"],
  queryFn: async ({ signal }) => (await foyer.currencies.list({}, { signal })).data,
  staleTime: Number.POSITIVE_INFINITY,
});

export const person = (id: number) =>
  queryOptions({ queryKey: ["person", id], queryFn: ({ signal }) => foyer.persons.get(id, {}, { signal }) });

export const organization = (id: number) =>
  queryOptions({
    queryKey: ["organization", id],
    queryFn: ({ signal }) => foyer.organizations.get(id, {}, { signal }),
  });

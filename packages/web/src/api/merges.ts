import type { Client } from "@leadfoyer/client";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { foyer } from "./foyer.ts";
import { leadsKey } from "./queries.ts";

type Answered<F extends (...args: never[]) => unknown> = Awaited<ReturnType<F>>;

/** A lead that looks like another, and why. */
export type SimilarLead = Answered<Client["inbox"]["similar"]>["data"][number];
export type MergeInput = NonNullable<Parameters<Client["inbox"]["merge"]>[1]>;
export type MergePreview = Answered<Client["inbox"]["previewMerge"]>;

/** Leads that look like one, the most alike first. */
export const similarTo = (id: string) =>
  queryOptions({
    queryKey: [...leadsKey, "similar", id],
    queryFn: async ({ signal }) => (await foyer.inbox.similar(id, {}, { signal })).data,
  });

/** What a merge would make of leads. */
export const mergePreview = (id: string, input: MergeInput) =>
  queryOptions({
    queryKey: [...leadsKey, "merge", id, input],
    queryFn: ({ signal }) => foyer.inbox.previewMerge(id, input, { signal }),
    placeholderData: keepPreviousData,
  });

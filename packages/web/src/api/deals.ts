import { queryOptions, skipToken } from "@tanstack/react-query";
import { foyer } from "./foyer.ts";
import { takeBack } from "./take-back.ts";

/** How deals go, in the order of the account. */
export const pipelines = queryOptions({
  queryKey: ["pipelines"],
  queryFn: async ({ signal }) =>
    (await foyer.pipelines.list({}, { signal }).toArray()).sort((a, b) => a.order_nr - b.order_nr),
});

/** The stages of a pipeline, the first one first. */
export const stagesOf = (pipeline: number | undefined) =>
  queryOptions({
    queryKey: ["stages", pipeline],
    queryFn:
      pipeline === undefined
        ? skipToken
        : ({ signal }) =>
            foyer.stages.list({ pipeline_id: pipeline, sort_by: "order_nr" }, { signal }).toArray(),
  });

/** Makes a deal of a lead. Answers how to take that back. */
export async function convert(lead: string, stage_id: number): Promise<() => Promise<void>> {
  const { conversion_id } = await foyer.leads.convert(lead, { stage_id });
  return () => takeBack(conversion_id);
}

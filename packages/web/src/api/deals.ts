import { queryOptions, skipToken } from "@tanstack/react-query";
import { foyer } from "./foyer.ts";

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

/**
 * Makes deals of leads. Answers how to take all of it back.
 * @throws what the server refused; those before it are converted
 */
export async function convert(leads: readonly string[], stage_id: number): Promise<() => Promise<void>> {
  const conversions: string[] = [];
  for (const id of leads) conversions.push((await foyer.leads.convert(id, { stage_id })).conversion_id);
  return async () => {
    for (const id of conversions) await foyer.conversions.takeBack(id);
  };
}

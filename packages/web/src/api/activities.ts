import type { Client } from "@leadfoyer/client";
import { queryOptions } from "@tanstack/react-query";
import { foyer } from "./foyer.ts";

export type Activity = Awaited<ReturnType<Client["activities"]["get"]>>;
export type ActivityInput = NonNullable<Parameters<Client["activities"]["add"]>[0]>;

/** Most activities of one lead that are shown. */
const MOST = 500;

/** What is to be done for a lead and what was, by when it is due. */
export const activitiesOf = (lead: string) =>
  queryOptions({
    queryKey: ["activities", lead],
    queryFn: ({ signal }): Promise<Activity[]> =>
      foyer.activities.list({ lead_id: lead, sort_by: "due_date" }, { signal, max: MOST }).toArray(),
  });

/** The kinds of activities, deleted ones too: old activities still name them. */
export const activityTypes = queryOptions({
  queryKey: ["activityTypes"],
  queryFn: async ({ signal }) =>
    (await foyer.activityTypes.list({ signal })).data.sort((a, b) => a.order_nr - b.order_nr),
});

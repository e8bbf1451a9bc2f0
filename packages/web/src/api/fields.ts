import type { Client } from "@leadfoyer/client";
import { queryOptions } from "@tanstack/react-query";
import { foyer } from "./foyer.ts";

type Answered = Awaited<ReturnType<Client["fields"]["lead"]["list"]>>["data"][number];

/** A custom field, as far as the inbox cares. */
export type CustomField = Pick<Answered, "key" | "name" | "field_type" | "options">;

/** The custom fields of leads, in the order of the account. */
export const customFields = queryOptions({
  queryKey: ["fields", "lead"],
  queryFn: async ({ signal }): Promise<CustomField[]> =>
    (await foyer.fields.lead.list({}, { signal }).toArray())
      .filter(({ edit_flag, active_flag }) => edit_flag && active_flag)
      .sort((a, b) => a.order_nr - b.order_nr),
});

import type { InboxQuery, InboxRelated, Lead, LeadSelection } from "@leadfoyer/contract";
import { activityBriefs } from "../activities/activity-briefs.ts";
import { contactNames } from "../contacts/contact-names.ts";
import type { LeadService } from "../leads/leads.service.ts";
import type { Actor } from "../lib/actor.ts";
import type { OffsetPage } from "../lib/answers.ts";
import type { Storage } from "../storage/open.ts";

/** Leads as the inbox shows them: with the names a person reads beside them. */
export function createInboxService({ storage, leads }: { storage: Storage; leads: LeadService }) {
  /** What is next for leads that are seen, and so are their activities. */
  const nextOf = async ({ company_id }: Actor, items: Lead[]) => {
    const ids = items.flatMap(({ next_activity_id }) => next_activity_id ?? []);
    return Object.fromEntries(
      (await activityBriefs(storage.db, company_id, ids)).map((one) => [one.id, one]),
    );
  };

  const namesOf = async (actor: Actor, table: "persons" | "organizations", ids: (number | null)[]) => {
    const named = await contactNames(storage.db, actor, table, [...new Set(ids.filter((id) => id !== null))]);
    return Object.fromEntries(named.map((one) => [one.id, one]));
  };

  return {
    async list(
      actor: Actor,
      query: InboxQuery,
    ): Promise<OffsetPage<Lead> & { items: Lead[]; related: InboxRelated }> {
      const page = await leads.page(actor, query);
      const [person, organization, activity] = await Promise.all([
        namesOf(
          actor,
          "persons",
          page.items.map(({ person_id }) => person_id),
        ),
        namesOf(
          actor,
          "organizations",
          page.items.map(({ organization_id }) => organization_id),
        ),
        nextOf(actor, page.items),
      ]);
      return { ...page, related: { person, organization, activity } };
    },

    count: (actor: Actor, selection: LeadSelection) => leads.count(actor, selection),
  };
}
export type InboxService = ReturnType<typeof createInboxService>;

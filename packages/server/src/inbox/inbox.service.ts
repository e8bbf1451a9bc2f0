import type { InboxQuery, InboxRelated, Lead, LeadSelection } from "@leadfoyer/contract";
import { contactNames } from "../contacts/contact-names.ts";
import type { LeadService } from "../leads/leads.service.ts";
import type { Actor } from "../lib/actor.ts";
import type { OffsetPage } from "../lib/answers.ts";
import type { Storage } from "../storage/open.ts";

/** Leads as the inbox shows them: with the names a person reads beside them. */
export function createInboxService({ storage, leads }: { storage: Storage; leads: LeadService }) {
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
      const [person, organization] = await Promise.all([
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
      ]);
      return { ...page, related: { person, organization } };
    },

    count: (actor: Actor, selection: LeadSelection) => leads.count(actor, selection),
  };
}
export type InboxService = ReturnType<typeof createInboxService>;

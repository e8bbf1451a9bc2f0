import { getOrganizationDeals, getPersonDeals } from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";
import type { Actor } from "../lib/actor.ts";
import type { OrganizationService } from "../organizations/organizations.service.ts";
import type { PersonService } from "../persons/persons.service.ts";
import { dealsV1 } from "./deal-v1.ts";
import type { DealPage, DealService } from "./deals.service.ts";

type Services = { deals: DealService; persons: PersonService; organizations: OrganizationService };

/** Deals of persons and organizations. Whoever does not see those is told there are none. */
export function contactDealRoutes(serve: Serve, { deals, persons, organizations }: Services): void {
  async function page(actor: Actor, of: Promise<DealPage>) {
    const { items, ...place } = await of;
    return { ...place, ...dealsV1(actor, items, await deals.relations(actor, items)) };
  }

  serve(getPersonDeals, async ({ actor, params, query }) => {
    const { id } = await persons.get(actor, params.id);
    return page(actor, deals.listOf(actor, { taken_by: id }, query));
  });
  serve(getOrganizationDeals, async ({ actor, params, query }) => {
    const { id } = await organizations.get(actor, params.id);
    const isOwn = query.only_primary_association === 1;
    return page(actor, deals.listOf(actor, isOwn ? { org_id: id } : { around: id }, query));
  });
}

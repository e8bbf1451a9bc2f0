import {
  addDealV1,
  deleteDeals,
  deleteDealV1,
  getArchivedDealsV1,
  getDealsCollection,
  getDealsV1,
  getDealV1,
  getPipelineDeals,
  getStageDeals,
  updateDealV1,
} from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";
import type { Actor } from "../lib/actor.ts";
import type { StoredDeal } from "./deal-changes.ts";
import { dealMailAddress } from "./deal-mail.ts";
import { dealsV1, dealV1, toDealBriefV1, toFlatDealV1 } from "./deal-v1.ts";
import { fromDealV1 } from "./deal-v1-input.ts";
import type { DealPage, DealService } from "./deals.service.ts";

export function dealV1Routes(serve: Serve, deals: DealService): void {
  const show = async (actor: Actor, deal: StoredDeal) =>
    dealV1(actor, deal, await deals.relations(actor, [deal]));

  async function page(actor: Actor, of: Promise<DealPage>) {
    const { items, ...place } = await of;
    return { ...place, ...dealsV1(actor, items, await deals.relations(actor, items)) };
  }

  async function flatPage(actor: Actor, of: Promise<DealPage>) {
    const { items, ...place } = await of;
    const relations = await deals.relations(actor, items);
    return { ...place, items: items.map((deal) => toFlatDealV1(actor, deal, relations)) };
  }

  serve(getDealsV1, ({ actor, query }) => page(actor, deals.listByPosition(actor, query)));
  serve(getArchivedDealsV1, ({ actor, query }) => page(actor, deals.listArchivedByPosition(actor, query)));
  serve(getDealsCollection, async ({ actor, query }) => {
    const { items, next_cursor } = await deals.collection(actor, query);
    return { items: items.map(toDealBriefV1), next_cursor };
  });
  serve(addDealV1, async ({ actor, body }) => show(actor, await deals.add(actor, fromDealV1(body))));
  serve(getDealV1, async ({ actor, params }) => ({
    ...(await show(actor, await deals.get(actor, params.id))),
    additional: { dropbox_email: dealMailAddress(actor, params.id) },
  }));
  serve(updateDealV1, async ({ actor, params, body }) =>
    show(actor, await deals.change(actor, params.id, fromDealV1(body))),
  );
  serve(deleteDealV1, ({ actor, params }) => deals.remove(actor, params.id));
  serve(deleteDeals, ({ actor, query }) => deals.removeMany(actor, query.ids));

  serve(getPipelineDeals, ({ actor, params, query }) =>
    flatPage(actor, deals.listIn(actor, { pipeline_id: params.id }, query)),
  );
  serve(getStageDeals, ({ actor, params, query }) =>
    flatPage(actor, deals.listIn(actor, { stage_id: params.id }, query)),
  );
}

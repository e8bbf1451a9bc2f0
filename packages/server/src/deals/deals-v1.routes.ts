import {
  addDealV1,
  deleteDeals,
  deleteDealV1,
  duplicateDeal,
  getArchivedDealsSummary,
  getArchivedDealsTimeline,
  getArchivedDealsV1,
  getDealsCollection,
  getDealsSummary,
  getDealsTimeline,
  getDealsV1,
  getDealV1,
  getPipelineDeals,
  getStageDeals,
  mergeDeals,
  updateDealV1,
} from "@leadfoyer/contract";
import type { ActivityService } from "../activities/activities.service.ts";
import { toActivityV1 } from "../activities/activity-v1.ts";
import type { Serve } from "../http/serve.ts";
import type { Actor } from "../lib/actor.ts";
import type { StoredDeal } from "./deal-changes.ts";
import type { DealRelations } from "./deal-relations.ts";
import { dealsV1, dealV1, oneDealV1, toDealBriefV1, toFlatDealV1 } from "./deal-v1.ts";
import { fromDealV1 } from "./deal-v1-input.ts";
import type { DealPage, DealService } from "./deals.service.ts";

type Services = { deals: DealService; activities: ActivityService };

export function dealV1Routes(serve: Serve, { deals, activities }: Services): void {
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

  /** What was done last about a deal and is to be done next, as far as it is seen. */
  async function around(actor: Actor, { work: of }: DealRelations) {
    const [work] = of.values();
    const ids = [work?.last?.id, work?.next?.id].filter((id) => id !== undefined);
    const { items } = await activities.list(actor, { ids: ids.length > 0 ? ids.join(",") : "0" });
    const relations = await activities.relations(actor, items);
    const show = (id: number | undefined) => {
      const found = items.find((one) => one.id === id);
      return found ? toActivityV1(actor, found, relations) : null;
    };
    return { last_activity: show(work?.last?.id), next_activity: show(work?.next?.id) };
  }

  serve(getDealsV1, ({ actor, query }) => page(actor, deals.listByPosition(actor, query)));
  serve(getArchivedDealsV1, ({ actor, query }) => page(actor, deals.listArchivedByPosition(actor, query)));
  serve(getDealsSummary, ({ actor, query }) => deals.summary(actor, query, false));
  serve(getArchivedDealsSummary, ({ actor, query }) => deals.summary(actor, query, true));
  serve(getDealsTimeline, ({ actor, query }) => deals.timeline(actor, query, false));
  serve(getArchivedDealsTimeline, ({ actor, query }) => deals.timeline(actor, query, true));
  serve(getDealsCollection, async ({ actor, query }) => {
    const { items, next_cursor } = await deals.collection(actor, query);
    return { items: items.map(toDealBriefV1), next_cursor };
  });
  serve(addDealV1, async ({ actor, body }) => show(actor, await deals.add(actor, fromDealV1(body))));
  serve(getDealV1, async ({ actor, params }) => {
    const deal = await deals.get(actor, params.id);
    const relations = await deals.relations(actor, [deal]);
    const course = { ...(await deals.course(actor, deal, relations)), ...(await around(actor, relations)) };
    return oneDealV1(actor, deal, { relations, course });
  });
  serve(updateDealV1, async ({ actor, params, body }) =>
    show(actor, await deals.change(actor, params.id, fromDealV1(body))),
  );
  serve(deleteDealV1, ({ actor, params }) => deals.remove(actor, params.id));
  serve(duplicateDeal, async ({ actor, params }) => {
    const deal = await deals.copy(actor, params.id);
    return toFlatDealV1(actor, deal, await deals.relations(actor, [deal]));
  });
  serve(mergeDeals, async ({ actor, params, body }) => {
    const deal = await deals.merge(actor, params.id, body.merge_with_id);
    const relations = await deals.relations(actor, [deal]);
    return toFlatDealV1(actor, deal, relations, { merge_what_id: params.id });
  });
  serve(deleteDeals, ({ actor, query }) => deals.removeMany(actor, query.ids));

  serve(getPipelineDeals, ({ actor, params, query }) =>
    flatPage(actor, deals.listIn(actor, { pipeline_id: params.id }, query)),
  );
  serve(getStageDeals, ({ actor, params, query }) =>
    flatPage(actor, deals.listIn(actor, { stage_id: params.id }, query)),
  );
}

import {
  addDeal,
  type DealListQuery,
  dealIncludes,
  deleteDeal,
  getArchivedDeals,
  getDeal,
  getDeals,
  updateDeal,
} from "@leadfoyer/contract";
import { parseIncludes } from "../contacts/includes.ts";
import type { Serve } from "../http/serve.ts";
import type { Actor } from "../lib/actor.ts";
import type { CursorPage } from "../lib/answers.ts";
import type { StoredDeal } from "./deal-changes.ts";
import { fromDealV2, toDealV2 } from "./deal-v2.ts";
import type { DealService } from "./deals.service.ts";

export function dealRoutes(serve: Serve, deals: DealService): void {
  async function page(actor: Actor, query: DealListQuery, of: Promise<CursorPage<StoredDeal>>) {
    const includes = parseIncludes(query, dealIncludes);
    const { items, next_cursor } = await of;
    const custom = await deals.view(actor, query);
    const work = await deals.work(actor, includes.length > 0 ? items : []);
    const shown = items.map((deal) => toDealV2(actor, deal, { custom, includes, work: work(deal.id) }));
    return { items: shown, next_cursor };
  }

  serve(getDeals, ({ actor, query }) => page(actor, query, deals.list(actor, query)));
  serve(getArchivedDeals, ({ actor, query }) => page(actor, query, deals.listArchived(actor, query)));
  serve(addDeal, async ({ actor, body }) => {
    const deal = await deals.add(actor, fromDealV2(body));
    return toDealV2(actor, deal, { custom: await deals.view(actor) });
  });
  serve(getDeal, async ({ actor, params, query }) => {
    const includes = parseIncludes(query, dealIncludes);
    const custom = await deals.view(actor, query);
    const deal = await deals.get(actor, params.id);
    const work = await deals.work(actor, includes.length > 0 ? [deal] : []);
    return toDealV2(actor, deal, { custom, includes, work: work(deal.id) });
  });
  serve(updateDeal, async ({ actor, params, body }) => {
    const deal = await deals.change(actor, params.id, fromDealV2(body));
    return toDealV2(actor, deal, { custom: await deals.view(actor) });
  });
  serve(deleteDeal, ({ actor, params }) => deals.remove(actor, params.id));
}

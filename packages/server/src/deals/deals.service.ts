import type {
  DealCollectionQuery,
  DealListQuery,
  DealListQueryV1,
  DealSpan,
  DealsSummaryQuery,
  DealTimelineQuery,
  DealViewQuery,
  PipelineDealsQuery,
} from "@leadfoyer/contract";
import { customView } from "../fields/custom-view.ts";
import type { FilterService } from "../filters/filters.service.ts";
import type { Actor } from "../lib/actor.ts";
import type { Clock } from "../lib/clock.ts";
import { parseIds } from "../lib/csv.ts";
import { DomainError } from "../lib/domain-error.ts";
import { type Place, requirePlace } from "../pipelines/stage-rules.ts";
import type { Storage } from "../storage/open.ts";
import type { GivenDeal, StoredDeal } from "./deal-changes.ts";
import { addDeal, changeDeal, deleteDeals } from "./deal-commands.ts";
import { conditionsOfSum, conditionsOfTimeline } from "./deal-conditions.ts";
import { copyDeal } from "./deal-copies.ts";
import { courseOf } from "./deal-course.ts";
import { createDealLists, type DealPage } from "./deal-lists.ts";
import { mergeDeals } from "./deal-merges.ts";
import { type DealRelations, relationsOf } from "./deal-relations.ts";
import { summaryOf } from "./deal-sums.ts";
import { timelineOf } from "./deal-timeline.ts";
import { newestWins } from "./deal-wins.store.ts";
import { type DealWork, idle, workOf } from "./deal-work.store.ts";
import { findDeal } from "./deals.store.ts";

const MAX_IDS = 100;

type Deps = { storage: Storage; filters: FilterService; clock: Clock };

/** What deals come to together. */
const createDealSums = ({ storage, filters }: Omit<Deps, "clock">) => ({
  /** What deals are worth together, of those that are archived or of those that are not. */
  async summary(actor: Actor, query: DealsSummaryQuery, archived: boolean) {
    const filter = await filters.compiled(actor, "deals", query.filter_id);
    return summaryOf(storage.db, actor, { given: conditionsOfSum(query, archived), filter });
  },

  /** Open and won deals by spans of time, of those that are archived or of those that are not. */
  async timeline(actor: Actor, query: DealTimelineQuery, archived: boolean): Promise<DealSpan[]> {
    const filter = await filters.compiled(actor, "deals", query.filter_id);
    return timelineOf(storage.db, actor, query, { given: conditionsOfTimeline(query, archived), filter });
  },
});

/** Deals: what becomes of a lead that is worth it, from its first stage to being won or lost. */
export function createDealService({ storage, filters, clock }: Deps) {
  const lists = createDealLists({ storage, filters });
  return {
    ...createDealSums({ storage, filters }),
    list: (actor: Actor, query: DealListQuery) => lists.list(actor, query, false),
    listArchived: (actor: Actor, query: DealListQuery) => lists.list(actor, query, true),
    listByPosition: (actor: Actor, query: DealListQueryV1) => lists.listByPosition(actor, query, false),
    listArchivedByPosition: (actor: Actor, query: DealListQueryV1) =>
      lists.listByPosition(actor, query, true),
    collection: (actor: Actor, query: DealCollectionQuery) => lists.collection(actor, query),

    /** A page of the open deals of a pipeline or in a stage. */
    async listIn(actor: Actor, place: Place, query: PipelineDealsQuery): Promise<DealPage> {
      await requirePlace(storage.db, actor.company_id, place);
      return lists.listIn(actor, place, query);
    },

    /** A page of the deals of a contact, who is seen. */
    listOf: lists.listOf,

    /** One deal, archived, deleted or not. */
    async get(actor: Actor, id: number): Promise<StoredDeal> {
      const deal = await findDeal(storage.db, actor, id);
      if (!deal) throw new DomainError("deal_not_found");
      return deal;
    },

    /** How a v2 request wants to see the custom fields of deals. */
    view: (actor: Actor, query?: DealViewQuery) => customView(storage.db, actor, "deal", query),

    /** What deals point at, as far as it is seen, and what is going on about them. */
    relations: (actor: Actor, deals: readonly StoredDeal[]) => relationsOf(storage.db, actor, deals),

    /** How far a deal has come, and how others of its pipeline did. */
    async course({ company_id }: Actor, deal: StoredDeal, { stages }: Pick<DealRelations, "stages">) {
      const wins = await newestWins(storage.db, company_id, deal.pipeline_id);
      return courseOf(deal, { stages: [...stages.values()], wins, now: clock() });
    },

    /** What is going on about deals. */
    async work(actor: Actor, deals: readonly StoredDeal[]): Promise<(id: number) => DealWork> {
      const ids = deals.map(({ id }) => id);
      const work = await workOf(storage.db, actor.company_id, ids);
      return (id) => work.get(id) ?? idle;
    },

    copy: (actor: Actor, id: number) => storage.run(copyDeal, actor, id),
    merge: (actor: Actor, id: number, merge_with_id: number) =>
      storage.run(mergeDeals, actor, { id, merge_with_id }),
    add: (actor: Actor, input: GivenDeal) => storage.run(addDeal, actor, input),
    change: (actor: Actor, id: number, input: GivenDeal) => storage.run(changeDeal, actor, { id, input }),

    async remove(actor: Actor, id: number): Promise<{ id: number }> {
      await storage.run(deleteDeals, actor, [id]);
      return { id };
    },

    async removeMany(actor: Actor, text: string): Promise<{ id: number[] }> {
      const ids = parseIds(text, { key: "ids", max: MAX_IDS });
      await storage.run(deleteDeals, actor, ids);
      return { id: ids };
    },
  };
}
export type { DealPage };
export type DealService = ReturnType<typeof createDealService>;

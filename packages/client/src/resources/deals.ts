import type * as contract from "@leadfoyer/contract";
import { call } from "../call.ts";
import { settled } from "../conversion.ts";
import type { Core } from "../core.ts";
import { list } from "../list.ts";
import type { CallOptions } from "../options.ts";

/** Who has to do with a deal: those who may see it, follow it, take part in it. */
const people = (core: Core) => ({
  /** Ids of the users who may see it. */
  permittedUsers: list<(typeof contract.dealFollowersV1)["viewers"]>(
    core,
    "GET /v1/deals/{id}/permittedUsers 10 all",
  ),
  /** Who follows a deal, and so sees it whatever its `visible_to`. */
  followers: list<(typeof contract.dealFollowers)["list"]>(
    core,
    "GET /api/v2/deals/{id}/followers? 10 cursor",
  ),
  /** Lets a user follow it. */
  addFollower: call<(typeof contract.dealFollowers)["add"]>(core, "POST /api/v2/deals/{id}/followers! 5"),
  /** Ends a user's following, by the id of the user. */
  removeFollower: call<(typeof contract.dealFollowers)["remove"]>(
    core,
    "DELETE /api/v2/deals/{id}/followers/{follower_id} 3",
  ),
  /** Persons who take part in a deal beside its own. */
  participants: list<typeof contract.getDealParticipants>(core, "GET /v1/deals/{id}/participants? 10 offset"),
  /** Lets a person take part. */
  addParticipant: call<typeof contract.addDealParticipant>(core, "POST /v1/deals/{id}/participants! 10"),
  /** Lets a person take part no more, by the id the participation has. */
  removeParticipant: call<typeof contract.deleteDealParticipant>(
    core,
    "DELETE /v1/deals/{id}/participants/{deal_participant_id} 6",
  ),
});

/** What deals come to together, by currency. */
const sums = (core: Core) => ({
  /** Of deals that are not archived, of a filter, a user, a stage or a status if wanted. */
  summary: call<typeof contract.getDealsSummary>(core, "GET /v1/deals/summary? 40"),
  /** Of archived deals. */
  archivedSummary: call<typeof contract.getArchivedDealsSummary>(core, "GET /v1/deals/summary/archived? 80"),
});

/** What became of a deal, the latest first, and of deals by time. */
const logs = (core: Core) => ({
  /** Its changes, and the notes and activities that came to hang on it. */
  flow: list<typeof contract.getDealUpdates>(core, "GET /v1/deals/{id}/flow? 40 offset"),
  /** Its changes, member by member. */
  changelog: list<typeof contract.getDealChangelog>(core, "GET /v1/deals/{id}/changelog? 20 cursor"),
  /** Who came to take part in it, and who ceased to. */
  participantsChangelog: list<typeof contract.getDealParticipantsChangelog>(
    core,
    "GET /v1/deals/{id}/participantsChangelog? 10 cursor",
  ),
  /** Open and won deals by spans of time, and what they are worth. */
  timeline: list<typeof contract.getDealsTimeline>(core, "GET /v1/deals/timeline? 20 all"),
  /** The same of archived deals. */
  archivedTimeline: list<typeof contract.getArchivedDealsTimeline>(
    core,
    "GET /v1/deals/timeline/archived? 40 all",
  ),
});

/** Deals, as v2 has them: what leads become. */
export function deals(core: Core) {
  const startConversion = call<typeof contract.convertDealToLead>(
    core,
    "POST /api/v2/deals/{id}/convert/lead 40",
  );
  const conversion = call<typeof contract.getDealConversionStatus>(
    core,
    "GET /api/v2/deals/{id}/convert/status/{conversion_id} 1",
  );
  return {
    /** Deals that are not archived, of a pipeline, stage, status or contact if wanted. */
    list: list<typeof contract.getDeals>(core, "GET /api/v2/deals? 10 cursor"),
    /** Archived deals. */
    listArchived: list<typeof contract.getArchivedDeals>(core, "GET /api/v2/deals/archived? 20 cursor"),
    /** Adds a deal, in the first stage of the first pipeline unless it says otherwise. */
    add: call<typeof contract.addDeal>(core, "POST /api/v2/deals! 5"),
    /** Reads a deal, archived, deleted or not. */
    get: call<typeof contract.getDeal>(core, "GET /api/v2/deals/{id}? 1"),
    /** Changes the properties given. */
    update: call<typeof contract.updateDeal>(core, "PATCH /api/v2/deals/{id}! 5"),
    /** Marks a deal as deleted. */
    delete: call<typeof contract.deleteDeal>(core, "DELETE /api/v2/deals/{id} 3"),
    /** Marks several deals as deleted. */
    deleteMany: call<typeof contract.deleteDeals>(core, "DELETE /v1/deals? 10"),
    /** Makes a deal like it. */
    duplicate: call<typeof contract.duplicateDeal>(core, "POST /v1/deals/{id}/duplicate 10"),
    /** Merges a deal into another, `merge_with_id`, whose values win; it is gone then. */
    merge: call<typeof contract.mergeDeals>(core, "PUT /v1/deals/{id}/merge! 40"),
    /** What deals that are not archived are worth together, by currency. */
    sum: call<typeof contract.getDealsSummary>(core, "GET /v1/deals/summary? 40"),
    /** What archived deals are worth together. */
    sumArchived: call<typeof contract.getArchivedDealsSummary>(core, "GET /v1/deals/summary/archived? 80"),
    /** By title, notes and custom fields; best first. */
    search: list<typeof contract.searchDealsV2>(core, "GET /api/v2/deals/search? 20 cursor"),
    ...sums(core),
    ...people(core),
    ...logs(core),
    /**
     * Turns a deal back into a lead, and waits until that is done. The deal is deleted then.
     * @throws FoyerError when it failed or was rejected.
     */
    async convert(id: number, options?: CallOptions) {
      const { conversion_id } = await startConversion(id, options);
      return settled(() => conversion(id, conversion_id), options);
    },
    /** Begins to turn a deal into a lead: `convert` waits for the end too. */
    startConversion,
    /** How far a conversion has come. */
    conversion,
  };
}

/** Foyer alone: conversions taken back, and made into deals that are there. */
export const conversions = (core: Core) => ({
  /** Takes a conversion back: all is as it was. */
  takeBack: call<typeof contract.takeConversionBack>(
    core,
    "POST /foyer/conversions/{conversion_id}/take-back! 40",
  ),
  /** What a deal that is there would get of a lead. */
  previewInto: call<typeof contract.previewConversionInto>(
    core,
    "GET /foyer/leads/{id}/convert/into/{deal_id} 10",
  ),
  /** Makes a lead a part of a deal that is there: only what is empty is filled. */
  into: call<typeof contract.convertLeadInto>(core, "POST /foyer/leads/{id}/convert/into/{deal_id} 40"),
});

/** Pipelines: the ways deals go. */
export const pipelines = (core: Core) => ({
  /** All pipelines. */
  list: list<typeof contract.getPipelines>(core, "GET /api/v2/pipelines? 5 cursor"),
  /** Adds a pipeline, as an administrator. */
  add: call<typeof contract.addPipeline>(core, "POST /api/v2/pipelines! 5"),
  /** Reads a pipeline, deleted or not. */
  get: call<typeof contract.getPipeline>(core, "GET /api/v2/pipelines/{id} 1"),
  /** Changes the properties given, as an administrator. */
  update: call<typeof contract.updatePipeline>(core, "PATCH /api/v2/pipelines/{id}! 5"),
  /** Marks a pipeline and its stages as deleted, as an administrator. */
  delete: call<typeof contract.deletePipeline>(core, "DELETE /api/v2/pipelines/{id} 3"),
});

/** Stages of pipelines. */
export const stages = (core: Core) => ({
  /** Stages of one pipeline, or of all. */
  list: list<typeof contract.getStages>(core, "GET /api/v2/stages? 5 cursor"),
  /** Adds a stage at the end of a pipeline, as an administrator. */
  add: call<typeof contract.addStage>(core, "POST /api/v2/stages! 5"),
  /** Reads a stage, deleted or not. */
  get: call<typeof contract.getStage>(core, "GET /api/v2/stages/{id} 1"),
  /** Changes the properties given, as an administrator. */
  update: call<typeof contract.updateStage>(core, "PATCH /api/v2/stages/{id}! 5"),
  /** Marks a stage as deleted, as an administrator. */
  delete: call<typeof contract.deleteStage>(core, "DELETE /api/v2/stages/{id} 3"),
  /** Marks several stages as deleted, as an administrator. */
  deleteMany: call<typeof contract.deleteStages>(core, "DELETE /v1/stages? 10"),
});

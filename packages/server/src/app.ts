import { getLeadHistory } from "@leadfoyer/contract";
import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { createAccess } from "./access.ts";
import { activityRoutes } from "./activities/activities.routes.ts";
import { createActivityService } from "./activities/activities.service.ts";
import { activityV1Routes } from "./activities/activities-v1.routes.ts";
import { activityTypeRoutes } from "./activities/activity-types.routes.ts";
import { createActivityTypeService } from "./activities/activity-types.service.ts";
import { companyRoutes } from "./companies/companies.routes.ts";
import { createCompanyService } from "./companies/companies.service.ts";
import { conversionRoutes } from "./conversions/conversions.routes.ts";
import { createConversionService } from "./conversions/conversions.service.ts";
import { currencyRoutes } from "./currencies/currencies.routes.ts";
import { contactDealRoutes } from "./deals/contact-deals.routes.ts";
import { createDealFlowService } from "./deals/deal-flow.service.ts";
import { dealLogRoutes } from "./deals/deal-log.routes.ts";
import { createDealLogService } from "./deals/deal-log.service.ts";
import { dealRoutes } from "./deals/deals.routes.ts";
import { createDealService } from "./deals/deals.service.ts";
import { dealV1Routes } from "./deals/deals-v1.routes.ts";
import { participantRoutes } from "./deals/participants.routes.ts";
import { createParticipantService } from "./deals/participants.service.ts";
import { duplicateRoutes } from "./duplicates/duplicates.routes.ts";
import { createDuplicateService } from "./duplicates/duplicates.service.ts";
import { liveRoutes } from "./events/live.routes.ts";
import { createLogReaders } from "./events/log-readers.ts";
import { createLeadExportService } from "./exports/lead-export.service.ts";
import { fieldRoutes } from "./fields/fields.routes.ts";
import { createFieldService } from "./fields/fields.service.ts";
import { fieldV2Routes } from "./fields/fields-v2.routes.ts";
import { filterRoutes } from "./filters/filters.routes.ts";
import { createFilterService } from "./filters/filters.service.ts";
import { followerRoutes } from "./followers/followers.routes.ts";
import { createFollowerService } from "./followers/followers.service.ts";
import { serveDocs } from "./http/docs.ts";
import { serveHealth } from "./http/health.ts";
import { withinImports } from "./http/import-of.ts";
import { createLimit } from "./http/limit.ts";
import { createServe } from "./http/serve.ts";
import { createHttpServer, type Patience } from "./http/server.ts";
import { createShortCut } from "./http/short-cut.ts";
import type { WebFiles } from "./http/web-files.ts";
import { serveWeb } from "./http/web-pages.ts";
import { createIdempotencyService } from "./idempotency/idempotency.service.ts";
import { inboxRoutes } from "./inbox/inbox.routes.ts";
import { createInboxService } from "./inbox/inbox.service.ts";
import { labelRoutes } from "./labels/labels.routes.ts";
import { createLabelService } from "./labels/labels.service.ts";
import { createLeadHistoryService } from "./leads/lead-history.service.ts";
import { leadSourceRoutes } from "./leads/lead-sources.routes.ts";
import { leadRoutes } from "./leads/leads.routes.ts";
import { createLeadService } from "./leads/leads.service.ts";
import type { Clock } from "./lib/clock.ts";
import type { TrustProxy } from "./lib/proxies.ts";
import { createLimitService } from "./limits/limits.service.ts";
import type { Plan } from "./limits/plans.ts";
import { mergeRoutes } from "./merges/merges.routes.ts";
import { createMergeService } from "./merges/merges.service.ts";
import { createCommentService } from "./notes/note-comments.service.ts";
import { noteCommentRoutes, noteRoutes } from "./notes/notes.routes.ts";
import { createNoteService } from "./notes/notes.service.ts";
import { createOperations } from "./operations/create-operations.ts";
import { organizationRoutes } from "./organizations/organizations.routes.ts";
import { createOrganizationService } from "./organizations/organizations.service.ts";
import { organizationV1Routes } from "./organizations/organizations-v1.routes.ts";
import { permissionRoutes } from "./permissions/permissions.routes.ts";
import { createPermissionService } from "./permissions/permissions.service.ts";
import { hangingV1Routes } from "./persons/hanging-v1.routes.ts";
import { personRoutes } from "./persons/persons.routes.ts";
import { createPersonService } from "./persons/persons.service.ts";
import { personV1Routes } from "./persons/persons-v1.routes.ts";
import { pipelineRoutes } from "./pipelines/pipelines.routes.ts";
import { createPipelineService } from "./pipelines/pipelines.service.ts";
import { pipelineV1Routes } from "./pipelines/pipelines-v1.routes.ts";
import { createStageService } from "./pipelines/stages.service.ts";
import { createRoleMemberService } from "./roles/role-members.service.ts";
import { roleRoutes } from "./roles/roles.routes.ts";
import { createRoleService } from "./roles/roles.service.ts";
import { createFieldSearchService } from "./search/field-search.service.ts";
import { searchRoutes } from "./search/search.routes.ts";
import { createSearchService } from "./search/search.service.ts";
import { createSearchFill } from "./search/search-fill.ts";
import { createDemoService } from "./seed/demo.ts";
import type { Storage } from "./storage/open.ts";
import { createUserService } from "./users/users.service.ts";
import { webhookRoutes } from "./webhooks/webhooks.routes.ts";

type Deps = {
  storage: Storage;
  clock: Clock;
  logger: FastifyBaseLogger;
  /** Where others reach Foyer, known at the latest when it listens. */
  publicUrl?: () => string;
  /** The same as it was set; where it is not, pages and tokens go by the address each request came to. */
  configuredUrl?: string | undefined;
  /** Whose word is taken for where requests come from: Foyer's proxies. */
  trustProxy?: TrustProxy | undefined;
  /** How long requests may take to arrive; as long as is usual unless given. */
  patience?: Patience | undefined;
  /** Whether webhooks may go to addresses that are not public. */
  webhooksToPrivate?: boolean;
  /** The plan of Pipedrive's whose limits are imitated; none unless given. */
  rateLimit?: Plan | undefined;
  /** The inbox to serve in a browser, where it is built. */
  web?: WebFiles | undefined;
};

const NOWHERE = "http://127.0.0.1";

/** Storage, services, routes: put together by hand, top to bottom. */
export function createApp(deps: Deps) {
  const { storage, clock, logger, publicUrl = () => NOWHERE, webhooksToPrivate = false, web } = deps;
  const companies = createCompanyService({ storage });
  const users = createUserService({ storage, companies });
  const access = createAccess({
    storage,
    clock,
    users,
    configuredUrl: deps.configuredUrl,
    ...(web && { home: "/inbox" }),
  });
  const roles = createRoleService({ storage, users });
  const labels = createLabelService({ storage });
  const fields = createFieldService({ storage });
  const filters = createFilterService({ storage, clock });
  const organizations = createOrganizationService({ storage, filters });
  const persons = createPersonService({ storage, filters });
  const leads = createLeadService({ storage, filters });
  const deals = createDealService({ storage, filters, clock });
  const pipelines = createPipelineService({ storage });
  const stages = createStageService({ storage });
  const inbox = createInboxService({ storage, leads });
  const operations = createOperations({ storage, leads, clock, logger });
  const activities = createActivityService({ storage, filters });
  const notes = createNoteService({ storage });
  const search = createSearchService({ storage });
  const fieldSearch = createFieldSearchService({ storage });
  const history = createLeadHistoryService({ storage, leads });
  const told = { persons, organizations, deals };
  const readers = createLogReaders({ storage, clock, logger, ...told, publicUrl, webhooksToPrivate });

  const http: FastifyInstance = createHttpServer({
    ...{ authenticate: withinImports(access.authenticate, operations.within) },
    ...{ isSecure: access.isSecure, logger },
    ...{ trustProxy: deps.trustProxy, patience: deps.patience },
    // A proxy's word counts with every request where it was not told whether visitors come by TLS.
    shortCut:
      deps.trustProxy && deps.configuredUrl === undefined
        ? undefined
        : {
            shortCut: createShortCut({
              known: access.known,
              findLead: leads.documentAtOnce,
              findPage: leads.pageAtOnce,
              addLead: leads.add,
              logger,
            }),
            secure: deps.configuredUrl?.startsWith("https:") ?? false,
          },
    limit: deps.rateLimit && createLimit(createLimitService({ storage, clock, plan: deps.rateLimit })),
  });
  const { serve, refuseTheRest } = createServe(http, createIdempotencyService({ storage, clock }));
  searchRoutes(serve, { search, fieldSearch });
  leadRoutes(serve, leads);
  inboxRoutes(serve, { inbox, exports: createLeadExportService({ storage, leads, clock }) });
  duplicateRoutes(serve, createDuplicateService({ storage, leads }));
  mergeRoutes(serve, createMergeService({ storage, clock }));
  operations.serve(serve);
  conversionRoutes(serve, createConversionService({ storage }));
  serve(getLeadHistory, ({ actor, params, query }) => history.list(actor, params.id, query));
  labelRoutes(serve, labels);
  leadSourceRoutes(serve);
  fieldRoutes(serve, fields);
  fieldV2Routes(serve, fields);
  filterRoutes(serve, filters);
  followerRoutes(serve, createFollowerService({ storage }));
  permissionRoutes(serve, createPermissionService({ storage, users }));
  roleRoutes(serve, { roles, members: createRoleMemberService({ storage, users }) });
  personRoutes(serve, persons);
  personV1Routes(serve, persons);
  organizationRoutes(serve, organizations);
  organizationV1Routes(serve, organizations);
  dealRoutes(serve, deals);
  dealV1Routes(serve, { deals, activities });
  contactDealRoutes(serve, { deals, persons, organizations });
  hangingV1Routes(serve, { deals, persons, organizations, activities });
  participantRoutes(serve, { participants: createParticipantService({ storage, persons }), persons });
  pipelineRoutes(serve, { pipelines, stages });
  pipelineV1Routes(serve, { pipelines, stages });
  noteRoutes(serve, notes);
  const flow = createDealFlowService({ storage, deals, notes, activities });
  dealLogRoutes(serve, { log: createDealLogService({ storage, deals }), flow });
  noteCommentRoutes(serve, createCommentService({ storage, leads }));
  activityRoutes(serve, activities);
  activityV1Routes(serve, activities);
  activityTypeRoutes(serve, createActivityTypeService({ storage }));
  currencyRoutes(serve);
  companyRoutes(serve, { companies, demo: createDemoService({ storage, clock }) });
  access.serveEndpoints(serve);
  webhookRoutes(serve, readers);
  refuseTheRest();
  access.servePages(http);
  liveRoutes(http, readers.live);
  if (web) serveWeb(http, { web, isSignedIn: access.isSignedIn });
  serveHealth(http, storage);
  serveDocs(http);

  const { tokens, apps, signIn } = access;
  const { deliverer } = readers;
  const background = together([
    readers.background,
    operations.background,
    createSearchFill({ storage, logger }),
  ]);
  return { http, fields, companies, tokens, apps, users, roles, signIn, deliverer, background };
}

type Background = { start: () => Promise<void>; stop: () => Promise<void> };

/** Several things that go on beside the answering of requests, as one. */
const together = (all: readonly Background[]): Background => ({
  start: async () => void (await Promise.all(all.map((one) => one.start()))),
  stop: async () => void (await Promise.all(all.map((one) => one.stop()))),
});

export type App = ReturnType<typeof createApp>;

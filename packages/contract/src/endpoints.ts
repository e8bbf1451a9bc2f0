import { activityEndpoints } from "./activities.ts";
import { activityV1Endpoints } from "./activities-v1.ts";
import { activityFieldEndpoints } from "./activity-fields.ts";
import { activityTypeEndpoints } from "./activity-types.ts";
import { apiTokenEndpoints } from "./api-tokens.ts";
import { appEndpoints } from "./apps.ts";
import { companyEndpoints } from "./company.ts";
import { conversionEndpoints } from "./conversions.ts";
import { currencyEndpoints } from "./currencies.ts";
import { dealListV1Endpoints } from "./deal-lists-v1.ts";
import { dealLogV1Endpoints } from "./deal-log-v1.ts";
import { dealMergeV1Endpoints } from "./deal-merges-v1.ts";
import { dealParticipantEndpoints } from "./deal-participants.ts";
import { dealSumV1Endpoints } from "./deal-sums-v1.ts";
import { dealTimelineV1Endpoints } from "./deal-timeline-v1.ts";
import { dealEndpoints } from "./deals.ts";
import { dealV1Endpoints } from "./deals-v1.ts";
import { duplicateEndpoints } from "./duplicates.ts";
import type { Endpoint } from "./endpoint.ts";
import { fieldOrderEndpoints } from "./field-order.ts";
import { fieldEndpoints } from "./fields.ts";
import { fieldV2Endpoints } from "./fields-v2.ts";
import { filterEndpoints } from "./filters.ts";
import { followerEndpoints } from "./followers.ts";
import { hangingV1Endpoints } from "./hanging-v1.ts";
import { historyEndpoints } from "./history.ts";
import { inboxEndpoints } from "./inbox.ts";
import { exportLeads } from "./lead-export.ts";
import { leadFieldEndpoints } from "./lead-fields.ts";
import { leadLabelEndpoints } from "./lead-labels.ts";
import { leadSourceEndpoints } from "./lead-sources.ts";
import { leadEndpoints } from "./leads.ts";
import { memberEndpoints } from "./members.ts";
import { mergeEndpoints } from "./merges.ts";
import { noteCommentEndpoints } from "./note-comments.ts";
import { noteEndpoints } from "./notes.ts";
import { operationEndpoints } from "./operations.ts";
import { organizationEndpoints } from "./organizations.ts";
import { organizationV1Endpoints } from "./organizations-v1.ts";
import { permissionEndpoints } from "./permissions.ts";
import { personEndpoints } from "./persons.ts";
import { personV1Endpoints } from "./persons-v1.ts";
import { pipelineEndpoints } from "./pipelines.ts";
import { profileEndpoints } from "./profile.ts";
import { roleEndpoints } from "./roles.ts";
import { searchEndpoints } from "./search.ts";
import { sessionEndpoints } from "./session.ts";
import { stageEndpoints } from "./stages.ts";
import { stageV1Endpoints } from "./stages-v1.ts";
import { userEndpoints } from "./users.ts";
import { webhookEndpoints } from "./webhooks.ts";

/** Everything Foyer answers. What is not here is not served, documented, fuzzed or callable by the client. */
export const endpoints: readonly Endpoint[] = [
  ...searchEndpoints,
  ...leadEndpoints,
  ...inboxEndpoints,
  exportLeads,
  ...duplicateEndpoints,
  ...mergeEndpoints,
  ...conversionEndpoints,
  ...historyEndpoints,
  ...operationEndpoints,
  ...leadLabelEndpoints,
  ...leadSourceEndpoints,
  ...leadFieldEndpoints,
  ...fieldEndpoints,
  ...fieldV2Endpoints,
  ...fieldOrderEndpoints,
  ...filterEndpoints,
  ...userEndpoints,
  ...roleEndpoints,
  ...permissionEndpoints,
  ...followerEndpoints,
  ...currencyEndpoints,
  ...personEndpoints,
  ...personV1Endpoints,
  ...organizationEndpoints,
  ...organizationV1Endpoints,
  ...dealEndpoints,
  ...dealListV1Endpoints,
  ...dealSumV1Endpoints,
  ...dealTimelineV1Endpoints,
  ...dealLogV1Endpoints,
  ...dealV1Endpoints,
  ...dealMergeV1Endpoints,
  ...dealParticipantEndpoints,
  ...hangingV1Endpoints,
  ...pipelineEndpoints,
  ...stageEndpoints,
  ...stageV1Endpoints,
  ...sessionEndpoints,
  ...profileEndpoints,
  ...apiTokenEndpoints,
  ...memberEndpoints,
  ...companyEndpoints,
  ...noteEndpoints,
  ...noteCommentEndpoints,
  ...webhookEndpoints,
  ...appEndpoints,
  ...activityEndpoints,
  ...activityV1Endpoints,
  ...activityTypeEndpoints,
  ...activityFieldEndpoints,
];

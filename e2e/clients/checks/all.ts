import { activityV1Checks } from "./activities-v1.ts";
import { activityV2Checks } from "./activities-v2.ts";
import { activityTypeChecks } from "./activity-types.ts";
import type { Check } from "./check.ts";
import { contactV1Checks } from "./contacts-v1.ts";
import { contactV2Checks } from "./contacts-v2.ts";
import { conversionChecks } from "./conversions.ts";
import { dealLogChecks } from "./deal-logs.ts";
import { dealRelationChecks } from "./deal-relations.ts";
import { dealV1Checks } from "./deals-v1.ts";
import { dealV2Checks } from "./deals-v2.ts";
import { fieldV1Checks } from "./fields-v1.ts";
import { fieldV2Checks } from "./fields-v2.ts";
import { filterChecks } from "./filters.ts";
import { followerChecks } from "./followers.ts";
import { leadLabelChecks } from "./lead-labels.ts";
import { leadListChecks } from "./lead-lists.ts";
import { leadReadChecks } from "./lead-reads.ts";
import { leadSettingChecks } from "./lead-settings.ts";
import { updateLeadChecks } from "./lead-updates.ts";
import { addLeadChecks, deleteLeadChecks } from "./lead-writes.ts";
import { noteCommentChecks } from "./note-comments.ts";
import { noteChecks } from "./notes.ts";
import { pipelineChecks } from "./pipelines.ts";
import { permissionChecks, roleChecks } from "./roles.ts";
import { searchChecks } from "./searches.ts";
import { currencyChecks, userChecks } from "./users.ts";
import { webhookChecks } from "./webhooks.ts";

export const checks: Check[] = [
  ...addLeadChecks,
  ...leadReadChecks,
  ...updateLeadChecks,
  ...deleteLeadChecks,
  ...leadListChecks,
  ...leadLabelChecks,
  ...searchChecks,
  ...fieldV1Checks,
  ...fieldV2Checks,
  ...filterChecks,
  ...leadSettingChecks,
  ...userChecks,
  ...currencyChecks,
  ...roleChecks,
  ...permissionChecks,
  ...followerChecks,
  ...contactV1Checks,
  ...contactV2Checks,
  ...conversionChecks,
  ...dealV1Checks,
  ...dealRelationChecks,
  ...dealLogChecks,
  ...dealV2Checks,
  ...pipelineChecks,
  ...noteChecks,
  ...noteCommentChecks,
  ...activityV1Checks,
  ...activityV2Checks,
  ...activityTypeChecks,
  ...webhookChecks,
];

import { activityWebhook } from "../activities/activity-webhook.ts";
import { dealWebhook } from "../deals/deal-webhook.ts";
import type { DealService } from "../deals/deals.service.ts";
import { leadWebhook } from "../leads/lead-webhook.ts";
import { noteWebhook } from "../notes/note-webhook.ts";
import { organizationWebhook } from "../organizations/organization-webhook.ts";
import type { OrganizationService } from "../organizations/organizations.service.ts";
import { personWebhook } from "../persons/person-webhook.ts";
import type { PersonService } from "../persons/persons.service.ts";
import { userWebhook } from "../users/user-webhook.ts";
import { type AnyThing, anyThing } from "./webhook-thing.ts";

type Services = { persons: PersonService; organizations: OrganizationService; deals: DealService };

/** What webhooks tell of, by the name events have for it. */
export const createWebhookThings = ({
  persons,
  organizations,
  deals,
}: Services): Record<string, AnyThing> => ({
  lead: anyThing(leadWebhook),
  person: anyThing(personWebhook(persons)),
  organization: anyThing(organizationWebhook(organizations)),
  deal: anyThing(dealWebhook(deals)),
  activity: anyThing(activityWebhook),
  note: anyThing(noteWebhook),
  user: anyThing(userWebhook),
});
export type WebhookThings = ReturnType<typeof createWebhookThings>;

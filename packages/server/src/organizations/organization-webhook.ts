import { toWebhookValues } from "../fields/webhook-values.ts";
import { toSecondTime } from "../lib/clock.ts";
import type { Db } from "../storage/db.ts";
import { type Audience, administrators, type WebhookThing } from "../webhooks/webhook-thing.ts";
import type { StoredOrganization } from "./organization-changes.ts";
import { organizationsV1 } from "./organization-v1.ts";
import type { OrganizationService } from "./organizations.service.ts";
import { findOrganization } from "./organizations.store.ts";

const toAudience = ({ id, owner_id, visible_to }: StoredOrganization): Audience => ({
  table: "organizations",
  item: id,
  owner: owner_id,
  to: visible_to,
});

/** Who may see an organization, deleted or not. */
export async function organizationAudience(db: Db, company_id: number, id: number): Promise<Audience> {
  const organization = await findOrganization(db, { company_id, sees: null }, id);
  return organization ? toAudience(organization) : administrators("organizations");
}

export const organizationWebhook = (
  organizations: OrganizationService,
): WebhookThing<StoredOrganization> => ({
  present: (db, company_id, id) => findOrganization(db, { company_id, sees: null }, Number(id)),
  audience: async (_db, _company, organization) => toAudience(organization),

  v2: (organization, fields) => ({
    add_time: toSecondTime(organization.add_time),
    address: organization.address,
    country_code: null,
    custom_fields: toWebhookValues(fields.held("organization").values(), organization.custom),
    id: organization.id,
    label: organization.label_ids[0] ?? null,
    name: organization.name,
    owner_id: organization.owner_id,
    picture_id: null,
    update_time: toSecondTime(organization.update_time ?? organization.add_time),
    visible_to: `${organization.visible_to}`,
  }),

  async v1(actor, organization) {
    const relations = await organizations.relations(actor, [organization]);
    const { items } = organizationsV1(actor, [organization], relations);
    return { ...items[0], owner_id: organization.owner_id };
  },
});

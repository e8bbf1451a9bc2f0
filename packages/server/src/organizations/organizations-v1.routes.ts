import {
  addOrganizationV1,
  deleteOrganizationV1,
  getOrganizationsV1,
  getOrganizationV1,
  updateOrganizationV1,
} from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";
import {
  fromOrganizationV1,
  oneOrganizationV1,
  organizationsV1,
  writtenOrganizationV1,
} from "./organization-v1.ts";
import type { OrganizationService } from "./organizations.service.ts";

export function organizationV1Routes(serve: Serve, organizations: OrganizationService): void {
  serve(getOrganizationsV1, async ({ actor, query }) => {
    const { items, ...page } = await organizations.listByPosition(actor, query);
    return { ...page, ...organizationsV1(actor, items, await organizations.relations(actor, items)) };
  });
  serve(addOrganizationV1, async ({ actor, body }) => {
    const organization = await organizations.add(actor, fromOrganizationV1(body));
    return writtenOrganizationV1(actor, organization, await organizations.relations(actor, [organization]));
  });
  serve(getOrganizationV1, async ({ actor, params }) => {
    const organization = await organizations.get(actor, params.id);
    return oneOrganizationV1(actor, organization, await organizations.relations(actor, [organization]));
  });
  serve(updateOrganizationV1, async ({ actor, params, body }) => {
    const organization = await organizations.change(actor, params.id, fromOrganizationV1(body));
    return writtenOrganizationV1(actor, organization, await organizations.relations(actor, [organization]));
  });
  serve(deleteOrganizationV1, ({ actor, params }) => organizations.remove(actor, params.id));
}

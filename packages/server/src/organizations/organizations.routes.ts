import {
  addOrganization,
  deleteOrganization,
  getOrganization,
  getOrganizations,
  organizationIncludes,
  updateOrganization,
} from "@leadfoyer/contract";
import { parseIncludes } from "../contacts/includes.ts";
import type { Serve } from "../http/serve.ts";
import { fromOrganizationV2, toOrganizationV2 } from "./organization-v2.ts";
import type { OrganizationService } from "./organizations.service.ts";

export function organizationRoutes(serve: Serve, organizations: OrganizationService): void {
  serve(getOrganizations, async ({ actor, query }) => {
    const includes = parseIncludes(query, organizationIncludes);
    const { items, next_cursor } = await organizations.list(actor, query);
    const counted = await organizations.counted(actor, includes.length > 0 ? items : []);
    const view = { custom: await organizations.view(actor, query), includes, ...counted };
    return { items: items.map((one) => toOrganizationV2(actor, one, view)), next_cursor };
  });
  serve(addOrganization, async ({ actor, body }) => {
    const organization = await organizations.add(actor, fromOrganizationV2(body));
    return toOrganizationV2(actor, organization, { custom: await organizations.view(actor) });
  });
  serve(getOrganization, async ({ actor, params, query }) => {
    const includes = parseIncludes(query, organizationIncludes);
    const organization = await organizations.get(actor, params.id);
    const counted = await organizations.counted(actor, includes.length > 0 ? [organization] : []);
    const custom = await organizations.view(actor, query);
    return toOrganizationV2(actor, organization, { custom, includes, ...counted });
  });
  serve(updateOrganization, async ({ actor, params, body }) => {
    const organization = await organizations.change(actor, params.id, fromOrganizationV2(body));
    return toOrganizationV2(actor, organization, { custom: await organizations.view(actor) });
  });
  serve(deleteOrganization, ({ actor, params }) => organizations.remove(actor, params.id));
}

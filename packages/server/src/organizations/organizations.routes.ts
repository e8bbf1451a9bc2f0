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
    const counted = includes.includes("people_count") ? items : [];
    const people = await organizations.people(actor, counted);
    return { items: items.map((one) => toOrganizationV2(actor, one, { includes, people })), next_cursor };
  });
  serve(addOrganization, async ({ actor, body }) =>
    toOrganizationV2(actor, await organizations.add(actor, fromOrganizationV2(body))),
  );
  serve(getOrganization, async ({ actor, params, query }) => {
    const includes = parseIncludes(query, organizationIncludes);
    const organization = await organizations.get(actor, params.id);
    const counted = includes.includes("people_count") ? [organization] : [];
    const people = await organizations.people(actor, counted);
    return toOrganizationV2(actor, organization, { includes, people });
  });
  serve(updateOrganization, async ({ actor, params, body }) =>
    toOrganizationV2(actor, await organizations.change(actor, params.id, fromOrganizationV2(body))),
  );
  serve(deleteOrganization, ({ actor, params }) => organizations.remove(actor, params.id));
}

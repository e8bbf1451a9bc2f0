import * as Type from "typebox";
import { endpoint, type Scope } from "./endpoint.ts";
import { Id } from "./scalars.ts";

/** Most fields put in order at once: as many custom ones as a kind of thing can have. */
const MAX_ORDERED = 1_000;

const FieldOrder = Type.Object(
  {
    ids: Type.Array(Id, {
      minItems: 1,
      maxItems: MAX_ORDERED,
      description: "Custom fields in the order they shall stand; those left out follow, as they stood",
    }),
  },
  { additionalProperties: false },
);

type Names<E extends string, P extends string> = { entity: E; path: P; scopes: readonly Scope[] };

/** Foyer alone: Pipedrive's API answers the order of fields as `order_nr`, but cannot set it. */
const orderEndpoint = <const E extends string, const P extends string>({
  entity,
  path,
  scopes,
}: Names<E, P>) =>
  endpoint({
    family: "v2",
    tag: "Foyer",
    operation: `order${entity}Fields`,
    method: "PUT",
    path,
    summary: `Put the custom fields of ${entity.toLowerCase()}s in order`,
    scopes,
    cost: 10,
    body: FieldOrder,
    status: 200,
    data: FieldOrder,
  });

export const orderDealFields = orderEndpoint({
  entity: "Deal",
  path: "/foyer/deal-fields/order",
  scopes: ["deal-fields:full", "admin"],
});

export const orderPersonFields = orderEndpoint({
  entity: "Person",
  path: "/foyer/person-fields/order",
  scopes: ["contact-fields:full", "admin"],
});

export const orderOrganizationFields = orderEndpoint({
  entity: "Organization",
  path: "/foyer/organization-fields/order",
  scopes: ["contact-fields:full", "admin"],
});

export const fieldOrderEndpoints = [orderDealFields, orderPersonFields, orderOrganizationFields];

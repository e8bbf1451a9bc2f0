import {
  dealFieldsV1,
  type FieldEndpointsV1,
  type FieldEntity,
  getActivityFields,
  getLeadFields,
  getNoteFields,
  orderDealFields,
  orderOrganizationFields,
  orderPersonFields,
  organizationFieldsV1,
  personFieldsV1,
} from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";
import type { Actor } from "../lib/actor.ts";
import { offsetPage } from "../lib/paging.ts";
import type { Fielded } from "./field-definition.ts";
import { fromFieldCreate, fromFieldUpdate, noteFields, toFieldV1 } from "./field-v1.ts";
import type { FieldService } from "./fields.service.ts";

type PageQuery = { start?: number; limit?: number };

export function fieldRoutes(serve: Serve, fields: FieldService): void {
  const list = async (actor: Actor, thing: Fielded, query: PageQuery) => {
    const { items, ...page } = await fields.list(actor, thing, query);
    return { ...page, items: items.map(toFieldV1) };
  };

  function serveV1(entity: FieldEntity, at: FieldEndpointsV1): void {
    serve(at.list, ({ actor, query }) => list(actor, entity, query));
    serve(at.add, async ({ actor, body }) =>
      toFieldV1(await fields.add(actor, entity, fromFieldCreate(body))),
    );
    serve(at.removeMany, ({ actor, query }) => fields.removeMany(actor, entity, query.ids));
    serve(at.get, async ({ actor, params }) => toFieldV1(await fields.get(actor, { entity, id: params.id })));
    serve(at.change, async ({ actor, params, body }) =>
      toFieldV1(await fields.change(actor, { entity, id: params.id }, fromFieldUpdate(body))),
    );
    serve(at.remove, ({ actor, params }) => fields.remove(actor, { entity, id: params.id }));
  }

  serveV1("deal", dealFieldsV1);
  serveV1("person", personFieldsV1);
  serveV1("organization", organizationFieldsV1);
  serve(orderDealFields, ({ actor, body }) => fields.order(actor, "deal", body.ids));
  serve(orderPersonFields, ({ actor, body }) => fields.order(actor, "person", body.ids));
  serve(orderOrganizationFields, ({ actor, body }) => fields.order(actor, "organization", body.ids));
  serve(getLeadFields, ({ actor, query }) => list(actor, "lead", query));
  serve(getActivityFields, ({ actor, query }) => list(actor, "activity", query));
  serve(getNoteFields, ({ query }) => {
    const { start, limit } = offsetPage(query);
    const more = noteFields.length > start + limit;
    return { items: noteFields.slice(start, start + limit), start, limit, more };
  });
}

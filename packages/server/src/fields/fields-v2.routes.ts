import {
  dealFields,
  type FieldEndpointsV2,
  type FieldEntity,
  getActivityField,
  getActivityFieldsV2,
  organizationFields,
  personFields,
} from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";
import { activityView, fieldView, toActivityField, toFieldV2, toSettings } from "./field-v2.ts";
import type { FieldService } from "./fields.service.ts";

export function fieldV2Routes(serve: Serve, fields: FieldService): void {
  serveV2(serve, fields, "deal", dealFields);
  serveV2(serve, fields, "person", personFields);
  serveV2(serve, fields, "organization", organizationFields);
  serve(getActivityFieldsV2, async ({ actor, query }) => {
    const view = activityView(query);
    const { items, next_cursor } = await fields.listByCursor(actor, "activity", query);
    return { items: items.map((field) => toActivityField(field, view)), next_cursor };
  });
  serve(getActivityField, async ({ actor, params, query }) => {
    const view = activityView(query);
    const field = await fields.byCode(actor, { entity: "activity", code: params.field_code });
    return toActivityField(field, view);
  });
}

function serveV2(serve: Serve, fields: FieldService, entity: FieldEntity, at: FieldEndpointsV2): void {
  serve(at.list, async ({ actor, query }) => {
    const includes = fieldView(query);
    const { items, next_cursor } = await fields.listByCursor(actor, entity, query);
    return { items: items.map((field) => toFieldV2(entity, field, includes)), next_cursor };
  });
  serve(at.add, async ({ actor, body }) => {
    const { field_name: name, field_type, options } = body;
    const settings = toSettings(entity, body);
    return toFieldV2(entity, await fields.add(actor, entity, { name, field_type, options, settings }));
  });
  serve(at.get, async ({ actor, params, query }) => {
    const includes = fieldView(query);
    return toFieldV2(entity, await fields.byCode(actor, { entity, code: params.field_code }), includes);
  });
  serve(at.change, async ({ actor, params, body }) => {
    const { id } = await fields.byCode(actor, { entity, code: params.field_code });
    const { field_name: name } = body;
    const change = {
      ...(name !== undefined && { name }),
      options: undefined,
      settings: toSettings(entity, body),
    };
    return toFieldV2(entity, await fields.change(actor, { entity, id }, change));
  });
  serve(at.remove, async ({ actor, params }) => {
    const field = await fields.byCode(actor, { entity, code: params.field_code });
    await fields.remove(actor, { entity, id: field.id });
    return toFieldV2(entity, field, []);
  });
  serve(at.addOptions, ({ actor, params, body }) =>
    fields.addOptions(actor, { entity, code: params.field_code }, body),
  );
  serve(at.changeOptions, ({ actor, params, body }) =>
    fields.renameOptions(actor, { entity, code: params.field_code }, body),
  );
  serve(at.removeOptions, ({ actor, params, body }) =>
    fields.removeOptions(actor, { entity, code: params.field_code }, body),
  );
}

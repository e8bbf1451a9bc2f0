import * as Type from "typebox";
import { endpoint } from "./endpoint.ts";
import { Id, Name, Nullable, SpacedTime, Text, VisibleTo } from "./scalars.ts";

/** Most conditions of one filter, both groups together. */
export const MAX_FILTER_CONDITIONS = 16;

/** What a filter chooses from. */
export const FilterType = Type.Enum(["deals", "leads", "org", "people", "products", "activity", "projects"]);
export type FilterType = Type.Static<typeof FilterType>;

/** Whose field a condition is about. A filter of leads may ask of a lead's person and organization too. */
export const FilterObject = Type.Enum([
  "lead",
  "deal",
  "person",
  "organization",
  "product",
  "activity",
  "project",
]);
export type FilterObject = Type.Static<typeof FilterObject>;

const Operand = Type.Optional(
  Nullable(Type.Union([Text({ maxLength: 1_000 }), Type.Number(), Type.Boolean()])),
);

/** A condition as it is sent. */
export const FilterConditionInput = Type.Object({
  object: FilterObject,
  field_id: Type.Union([Type.String({ maxLength: 20 }), Id], {
    description: "`id` of the field: see leadFields, personFields, organizationFields",
  }),
  operator: Type.String({ maxLength: 20, description: "One that the field's type has: see filters/helpers" }),
  value: Operand,
  extra_value: Operand,
});
export type FilterConditionInput = Type.Static<typeof FilterConditionInput>;

const glue = Type.Enum(["and", "or"]);

/** The fixed structure: an `and` of exactly two groups, the first glued by `and`, the second by `or`. */
export const FilterConditionsInput = Type.Object({
  glue: Type.Enum(["and"]),
  conditions: Type.Array(
    Type.Object({
      glue,
      conditions: Type.Array(FilterConditionInput, { maxItems: MAX_FILTER_CONDITIONS }),
    }),
    { minItems: 2, maxItems: 2 },
  ),
});
export type FilterConditionsInput = Type.Static<typeof FilterConditionsInput>;

/** A condition as it is answered. */
export const FilterCondition = Type.Object({
  object: FilterObject,
  field_id: Type.String(),
  operator: Type.String(),
  value: Nullable(Type.String()),
  extra_value: Nullable(Type.String()),
  json_value_flag: Type.Boolean(),
  field_code: Type.Optional(
    Nullable(Type.String({ description: "With `include_field_code`; null when the field is gone" })),
  ),
});
export type FilterCondition = Type.Static<typeof FilterCondition>;

export const FilterConditions = Type.Object({
  glue,
  conditions: Type.Array(Type.Object({ glue, conditions: Type.Array(FilterCondition) })),
});
export type FilterConditions = Type.Static<typeof FilterConditions>;

const summary = {
  id: Id,
  name: Type.String(),
  filter_code: Nullable(Type.String()),
  is_editable: Type.Boolean({ description: "Whether the caller may change it" }),
  active_flag: Type.Boolean(),
  type: FilterType,
  temporary_flag: Nullable(Type.Boolean()),
  user_id: Id,
  add_time: SpacedTime,
  update_time: SpacedTime,
  visible_to: VisibleTo,
  last_used_time: Nullable(SpacedTime),
  custom_view_id: Nullable(Id),
};

export const FilterSummary = Type.Object(summary);
export type FilterSummary = Type.Static<typeof FilterSummary>;

/** A filter with its conditions. */
export const Filter = Type.Object({ ...summary, conditions: FilterConditions });
export type Filter = Type.Static<typeof Filter>;

const written = {
  name: Name("The name of the filter"),
  conditions: FilterConditionsInput,
  visible_to: Type.Optional(VisibleTo),
};

export const FilterCreate = Type.Object({ ...written, type: FilterType });
export type FilterCreate = Type.Static<typeof FilterCreate>;

/** Only the keys sent change. */
export const FilterUpdate = Type.Object({
  name: Type.Optional(written.name),
  conditions: Type.Optional(written.conditions),
  visible_to: written.visible_to,
});
export type FilterUpdate = Type.Static<typeof FilterUpdate>;

const words = Type.Record(Type.String(), Type.String());

/** What conditions can be made of. `enum` is a list of one-key objects where every other type is one object. */
export const FilterHelpers = Type.Object({
  operators: Type.Record(Type.String(), Type.Union([words, Type.Array(words)])),
  deprecated_operators: words,
  relative_dates: Type.Record(Type.String(), words),
  address_field_components: words,
});
export type FilterHelpers = Type.Static<typeof FilterHelpers>;

const filterPath = Type.Object({ id: Id });
const withFieldCode = Type.Object({
  include_field_code: Type.Optional(
    Type.Boolean({ description: "Whether conditions tell the `field_code` of their field" }),
  ),
});
const read = [
  "deals:read",
  "deals:full",
  "activities:read",
  "activities:full",
  "contacts:read",
  "contacts:full",
] as const;
const write = ["deals:full", "activities:full", "contacts:full"] as const;
const common = { family: "v1", tag: "Filters", status: 200 } as const;

export const getFilters = endpoint({
  ...common,
  operation: "getFilters",
  method: "GET",
  path: "/v1/filters",
  summary: "List the filters the caller may use",
  scopes: read,
  cost: 20,
  query: Type.Object({ type: Type.Optional(FilterType) }),
  data: FilterSummary,
  list: "all",
});

export const getFilterHelpers = endpoint({
  ...common,
  operation: "getFilterHelpers",
  method: "GET",
  path: "/v1/filters/helpers",
  summary: "List what conditions can be made of: operators by type of field, and relative dates",
  scopes: read,
  cost: 20,
  data: FilterHelpers,
});

export const addFilter = endpoint({
  ...common,
  operation: "addFilter",
  method: "POST",
  path: "/v1/filters",
  summary: "Add a filter",
  scopes: write,
  cost: 10,
  query: withFieldCode,
  body: FilterCreate,
  data: Filter,
});

export const deleteFilters = endpoint({
  ...common,
  operation: "deleteFilters",
  method: "DELETE",
  path: "/v1/filters",
  summary: "Delete several filters",
  scopes: write,
  cost: 10,
  query: Type.Object({
    ids: Type.String({ minLength: 1, maxLength: 2_000, description: "Up to 100 ids, separated by commas" }),
  }),
  data: Type.Object({ id: Type.Array(Id) }),
});

export const getFilter = endpoint({
  ...common,
  operation: "getFilter",
  method: "GET",
  path: "/v1/filters/{id}",
  summary: "Read a filter with its conditions",
  scopes: read,
  cost: 2,
  params: filterPath,
  query: withFieldCode,
  data: Filter,
});

export const updateFilter = endpoint({
  ...common,
  operation: "updateFilter",
  method: "PUT",
  path: "/v1/filters/{id}",
  summary: "Change a filter",
  scopes: write,
  cost: 10,
  params: filterPath,
  query: withFieldCode,
  body: FilterUpdate,
  data: Filter,
});

export const deleteFilter = endpoint({
  ...common,
  operation: "deleteFilter",
  method: "DELETE",
  path: "/v1/filters/{id}",
  summary: "Delete a filter",
  scopes: write,
  cost: 6,
  params: filterPath,
  data: Type.Object({ id: Id }),
});

export const filterEndpoints = [
  getFilters,
  getFilterHelpers,
  addFilter,
  deleteFilters,
  getFilter,
  updateFilter,
  deleteFilter,
];

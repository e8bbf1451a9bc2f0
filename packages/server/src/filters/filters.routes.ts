import {
  addFilter,
  deleteFilter,
  deleteFilters,
  getFilter,
  getFilterHelpers,
  getFilters,
  updateFilter,
} from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";
import { filterHelpers } from "./filter-helpers.ts";
import type { FilterService } from "./filters.service.ts";

export function filterRoutes(serve: Serve, filters: FilterService): void {
  serve(getFilters, ({ actor, query }) => filters.list(actor, query.type));
  serve(getFilterHelpers, () => filterHelpers);
  serve(addFilter, ({ actor, body, query }) => filters.add(actor, body, query.include_field_code ?? false));
  serve(deleteFilters, ({ actor, query }) => filters.removeMany(actor, query.ids));
  serve(getFilter, ({ actor, params, query }) =>
    filters.get(actor, params.id, query.include_field_code ?? false),
  );
  serve(updateFilter, ({ actor, params, body, query }) =>
    filters.change(actor, { id: params.id, input: body }, query.include_field_code ?? false),
  );
  serve(deleteFilter, ({ actor, params }) => filters.remove(actor, params.id));
}

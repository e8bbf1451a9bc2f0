import { type Field, getLeadFields } from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";
import type { OffsetPage } from "../lib/answers.ts";
import { offsetPage } from "../lib/paging.ts";
import { leadFields } from "./lead-fields.ts";

export function fieldRoutes(serve: Serve): void {
  serve(getLeadFields, ({ query }) => paged(leadFields, query));
}

function paged(all: readonly Field[], query: { start?: number; limit?: number }): OffsetPage<Field> {
  const { start, limit } = offsetPage(query);
  return { items: all.slice(start, start + limit), start, limit, more: all.length > start + limit };
}

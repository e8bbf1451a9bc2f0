import type { Compiled } from "../filters/clause.ts";
import type { Sight } from "../lib/actor.ts";
import type { Part } from "../storage/list-shape.ts";
import type { LeadOrder, SortColumn } from "./lead-sort.ts";

export type ArchivedStatus = "archived" | "not_archived" | "all";

/** Which leads, in which order. */
export type LeadList = {
  company: number;
  /** What is left out for who asks. */
  sees: Sight | null;
  archived: ArchivedStatus;
  owner_id?: number | undefined;
  person_id?: number | undefined;
  organization_id?: number | undefined;
  /** What is asked of a lead beside all that. */
  filter?: Compiled | undefined;
  /** What finds few leads, so that those alone are looked at: one of the filter's leaders, or what may be seen at all. */
  led?: Leader | undefined;
  /** Whether it is led by a search that finds many, walked in the order it finds them. */
  walks?: true | undefined;
  /** Milliseconds. */
  updated_since?: number | undefined;
  order: LeadOrder;
};

/** One of the filter's leaders, by its place among them, what who asks may see, or a whole inbox or archive. */
export type Leader = number | "sight" | "half";

/** The sort columns of the last lead of a page: where the next page goes on. */
export type LeadPosition = Partial<Record<SortColumn, string | number>>;

/** Where a page begins: so many leads in, or right after a known lead; and the last lead it may reach to, or the part of the list it is of. */
export type PageBegin = ({ offset: number } | { after: LeadPosition }) & {
  until?: LeadPosition;
  part?: Part;
};

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { usePermitted } from "../api/permissions.ts";
import { me } from "../api/queries.ts";
import type { Lead } from "../api/types.ts";

/** What whoever is signed in may do to leads. */
export type LeadRights = {
  add: boolean;
  /** The inbox deletes by an operation of its own, which can be undone. */
  remove: boolean;
  convert: boolean;
  merge: boolean;
  /** Change all of a list at once. */
  bulk: boolean;
  /** Take a list out as a file. */
  export: boolean;
  /** Say who sees a lead. */
  show: boolean;
  /** Archive a lead, put it back, say that it was seen. */
  touch: (lead: Lead) => boolean;
  /** Change what it says: of one that is archived nobody does. */
  change: (lead: Lead) => boolean;
};

export function useLeadRights(): LeadRights {
  const permitted = usePermitted();
  const { data: user } = useQuery(me);
  const own = user?.id;
  const [add, bulk, convert] = [
    permitted("can_add_leads"),
    permitted("can_bulk_edit_items"),
    permitted("can_add_deals"),
  ];
  const [merge, others, show, takeOut] = [
    permitted("can_delete_leads"),
    permitted("can_edit_other_users_leads"),
    permitted("can_change_visibility_of_items"),
    permitted("can_export_data_from_lists"),
  ];
  return useMemo(() => {
    const touch = (lead: Lead) => others || lead.owner_id === own;
    const change = (lead: Lead) => !lead.is_archived && touch(lead);
    return {
      ...{ add, bulk, convert, merge, show, touch, change },
      remove: merge && bulk,
      export: takeOut,
    };
  }, [add, bulk, convert, merge, others, show, takeOut, own]);
}

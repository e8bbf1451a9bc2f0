import type { Engine } from "../prepared.ts";

/**
 * What people did to single things of any kind, without what only followed from something else, which leaves a
 * thing's `update_time` alone, and without what programs added.
 */
export const up = (engine: Engine): string => `
drop index events_changes;
create index events_deeds on events (company_id, user_id, seq)
  where operation_id is null
    and object in ('lead', 'person', 'organization', 'note', 'note_comment', 'activity', 'lead_label', 'filter')
    and (action = 'delete' or (action = 'create' and source = 'app')
      or (action = 'change' and ${engine === "sqlite" ? "instr" : "strpos"}(previous, '"update_time":') > 0));
`;

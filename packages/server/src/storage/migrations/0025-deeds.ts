import type { Engine } from "../prepared.ts";

/**
 * What people did to single leads, without what only followed from something else: a deed always moves the lead's
 * `update_time`, what follows never does.
 */
export const up = (engine: Engine): string => `
drop index events_changes;
create index events_changes on events (company_id, user_id, seq)
  where operation_id is null and object = 'lead' and action = 'change'
    and ${engine === "sqlite" ? "instr" : "strpos"}(previous, '"update_time":') > 0;
`;

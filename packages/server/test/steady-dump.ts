import { type Dump, dumpDatabase } from "./bad-requests/dump.ts";

/** What grows with everything that happens, and what a search index keeps for itself. */
const LOGS =
  /^(events|operations|operation_kept|operation_chunks|conversions|counters|deal_participant_log|search_tokens.*)$/;

const TIME = /\\?"(update_time|touch_time)\\?":(\\?"[^"\\]*\\?"|\d+|null),?/g;
/** The index of search numbers its documents; elsewhere `doc` is a text. */
const NUMBER = /"doc":\d+,?/g;

/** A database as people know it: without logs, and without the times at which things were last touched. */
export async function steadyDump(url: string): Promise<Dump> {
  const dump = await dumpDatabase(url);
  const told = Object.entries(dump).filter(([table]) => !LOGS.test(table));
  return Object.fromEntries(told.map(([table, rows]) => [table, rows.map(steady).sort()]));
}

const steady = (row: string): string => row.replaceAll(TIME, "").replaceAll(NUMBER, "");

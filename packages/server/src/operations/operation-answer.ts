import type { Operation } from "@leadfoyer/contract";
import { toMsTime } from "../lib/clock.ts";
import type { OperationRow } from "./operations.store.ts";

/** An operation as it is answered. Finding its leads is a part of running. */
export const toOperation = (row: OperationRow): Operation => ({
  id: row.id,
  kind: row.kind as Operation["kind"], // nothing else is ever stored
  state: row.state === "collecting" ? "running" : row.state,
  what: JSON.parse(row.what),
  undoes: row.undoes,
  total: row.state === "collecting" ? null : row.total,
  done: row.done,
  changed: row.changed,
  refused: row.refused,
  refusals: JSON.parse(row.refusals),
  add_time: toMsTime(row.add_time),
  end_time: row.end_time === null ? null : toMsTime(row.end_time),
});

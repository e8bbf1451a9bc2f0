import { toValueRows, type ValueRow } from "../fields/custom-values.ts";
import type { FieldSet } from "../fields/field-set.ts";
import { insertValueRows, removeValueRows } from "../fields/field-values.store.ts";
import { fieldSet } from "../fields/fields.store.ts";
import type { Tx } from "../storage/db.ts";
import type { StoredDeal } from "./deal-changes.ts";

/** What of a deal can be found by field: custom values, labels and the channel. */
const found = ({ channel, label_ids, custom }: StoredDeal): string =>
  JSON.stringify([channel, label_ids, custom]);

const NOTHING = JSON.stringify([null, [], {}]);

function rowsOf(fields: FieldSet, { channel, label_ids, custom }: StoredDeal): ValueRow[] {
  const choice = (field_id: number, num: number) => ({ field_id, num, txt: "", extra: "" });
  return [
    ...(channel === null ? [] : [choice(fields.channel, channel)]),
    ...label_ids.map((id) => choice(fields.labels("deal"), id)),
    ...toValueRows(fields.held("deal").values(), custom),
  ];
}

/** Makes a deal be found by what it holds, in the transaction that stores it. */
export async function putDealValues(
  tx: Tx,
  company: number,
  next: StoredDeal,
  before?: StoredDeal,
): Promise<void> {
  const [was, is] = [before ? found(before) : NOTHING, found(next)];
  if (was === is) return;
  if (was !== NOTHING) await removeValueRows(tx, { company, kind: "deal", holder: next.id });
  if (is === NOTHING) return;
  const rows = rowsOf(await fieldSet(tx, company), next);
  await insertValueRows(tx, company, "deal", [{ holder: next.id, rows }]);
}

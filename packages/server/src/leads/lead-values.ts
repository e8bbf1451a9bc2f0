import type { Lead } from "@leadfoyer/contract";
import { type FlatValues, fromFlat, toValueRows, type ValueRow } from "../fields/custom-values.ts";
import type { FieldSet } from "../fields/field-set.ts";
import { insertValueRows, removeValueRows } from "../fields/field-values.store.ts";
import { fieldSet } from "../fields/fields.store.ts";
import type { Tx } from "../storage/db.ts";

/** Length of the key of a custom field: the members every lead has are shorter. */
const KEY_LENGTH = 40;

/** What a lead holds in custom fields, as it shows it. */
export function customOf(lead: Lead): FlatValues {
  const keys = Object.keys(lead).filter((key) => key.length >= KEY_LENGTH);
  return Object.fromEntries(keys.map((key) => [key, lead[key as keyof Lead]])) as FlatValues; // what is not fixed is custom
}

/** A lead that holds these values and no others. */
export function withCustom(lead: Lead, custom: FlatValues): Lead {
  const fixed = Object.entries(lead).filter(([key]) => key.length < KEY_LENGTH);
  return { ...Object.fromEntries(fixed), ...custom } as Lead; // the members a lead always has are all fixed
}

/** What of a lead can be found by field: custom values and the channel. */
const found = (lead: Lead): string => JSON.stringify([lead.channel, customOf(lead)]);

const NOTHING = JSON.stringify([null, {}]);

function rowsOf(fields: FieldSet, lead: Lead): ValueRow[] {
  const held = [...fields.held("deal").values()];
  const rows = toValueRows(held, fromFlat(held, customOf(lead)));
  if (lead.channel === null) return rows;
  return [...rows, { field_id: fields.channel, num: lead.channel, txt: "", extra: "" }];
}

type Place = { company: number; seq: number };

/** Makes a lead be found by what it holds, in the transaction that stores it. */
export async function putLeadValues(
  tx: Tx,
  { company, seq }: Place,
  next: Lead,
  before?: Lead,
): Promise<void> {
  const [was, is] = [before ? found(before) : NOTHING, found(next)];
  if (was === is) return;
  if (was !== NOTHING) await removeLeadValues(tx, { company, seq });
  if (is === NOTHING) return;
  const fields = await fieldSet(tx, company);
  await insertValueRows(tx, company, "lead", [{ holder: seq, rows: rowsOf(fields, next) }]);
}

/** The same of many new leads. */
export async function putManyLeadValues(
  tx: Tx,
  company: number,
  leads: readonly { seq: number; lead: Lead }[],
): Promise<void> {
  const holding = leads.filter(({ lead }) => found(lead) !== NOTHING);
  if (holding.length === 0) return;
  const fields = await fieldSet(tx, company);
  const values = holding.map(({ seq, lead }) => ({ holder: seq, rows: rowsOf(fields, lead) }));
  await insertValueRows(tx, company, "lead", values);
}

export const removeLeadValues = (tx: Tx, { company, seq }: Place): Promise<void> =>
  removeValueRows(tx, { company, kind: "lead", holder: seq });

/** Whether a lead can be found by anything it holds. */
export const holdsValues = (lead: Lead): boolean => found(lead) !== NOTHING;

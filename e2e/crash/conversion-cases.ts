import { type Query, witness } from "../../packages/server/test/witness.ts";
import type { Connection } from "./keep-alive.ts";

/** What somebody asked for, and what of it was answered: without an answer nobody knows. */
export type Case = {
  kind: "conversion" | "merge";
  /** The lead that goes away, with a note and an activity on it. */
  lead: string;
  note: number;
  activity: number;
  /** The lead that stays, of a merge. */
  into?: string;
  asked: "nothing" | "forth" | "back";
  isAnswered: boolean;
};

export type Casebook = { cases: Case[]; load: { stopped: boolean } };

const BACK_SHARE = 0.3;

/** Makes leads and converts or merges them, some of it back again, until the load is stopped or the server is gone. */
export async function keepConverting(
  book: Casebook,
  connection: Connection,
  personId: number,
): Promise<void> {
  try {
    while (!book.load.stopped) await oneCase(book.cases, connection, personId);
  } catch {
    // The server is gone, or its database: what was asked for last stays in doubt.
  } finally {
    connection.close();
  }
}

async function oneCase(cases: Case[], connection: Connection, personId: number): Promise<void> {
  const ask = async (method: string, path: string, body: object) => {
    const { status, text } = await connection.send(method, path, body);
    if (status >= 300) throw new Error(`${method} ${path} answered ${status} ${text}`);
    return JSON.parse(text).data;
  };
  const addLead = async (): Promise<string> =>
    (await ask("POST", "/v1/leads", { title: "Blue door", person_id: personId })).id;
  const lead = await addLead();
  const { id: note } = await ask("POST", "/v1/notes", { content: "Note", lead_id: lead });
  const { id: activity } = await ask("POST", "/api/v2/activities", { subject: "Call", lead_id: lead });
  const into = Math.random() < 0.5 ? await addLead() : undefined;
  const kind = into ? "merge" : "conversion";
  const mine: Case = { kind, lead, note, activity, ...(into && { into }), asked: "forth", isAnswered: false };
  cases.push(mine);
  const undo = into
    ? `/foyer/undo/${(await ask("POST", `/foyer/leads/${into}/merge`, { loser_ids: [lead] })).operation_id}`
    : `/foyer/conversions/${(await ask("POST", `/api/v2/leads/${lead}/convert/deal`, {})).conversion_id}/take-back`;
  mine.isAnswered = true;
  if (Math.random() > BACK_SHARE) return;
  Object.assign(mine, { asked: "back", isAnswered: false });
  await ask("POST", undo, {});
  mine.isAnswered = true;
}

type Held = { id: number; lead_id: string | null; deal_id: number };

/** Where everything is, at one moment. */
export type Places = {
  leads: Set<string>;
  deals: Map<string, number[]>;
  notes: Map<number, Held>;
  activities: Map<number, Held>;
  converted: Map<string, string>;
  merged: Map<string, string>;
};

export const readPlaces = (databaseUrl: string): Promise<Places> => witness(databaseUrl, places);

async function places(query: Query): Promise<Places> {
  const held = async (table: string) =>
    new Map(
      ((await query(`select id, lead_id, deal_id from ${table}`)) as Held[]).map((row) => [
        Number(row.id),
        row,
      ]),
    );
  const deals = new Map<string, number[]>();
  for (const { id, source } of (await query(
    "select id, source_lead_id as source from deals where source_lead_id is not null",
  )) as { id: number; source: string }[])
    deals.set(source, [...(deals.get(source) ?? []), Number(id)]);
  const pairs = async (sql: string) =>
    new Map(((await query(sql)) as { a: string; b: string }[]).map(({ a, b }) => [a, b]));
  return {
    deals,
    leads: new Set(((await query("select id from leads")) as { id: string }[]).map(({ id }) => id)),
    notes: await held("notes"),
    activities: await held("activities"),
    converted: await pairs("select source_id as a, target_id as b from conversions where source = 'lead'"),
    merged: await pairs("select id as a, into_id as b from merged_leads"),
  };
}

/** What is wrong with a case: it must be there as it was answered, and, unanswered, whole or not at all. */
export function faultOf(one: Case, at: Places): string | undefined {
  const { asked, isAnswered, lead } = one;
  const isDone = isWhole(one, at);
  const isUndone = isUntouched(one, at);
  const wanted = isAnswered ? (asked === "forth" ? isDone : isUndone) : isDone !== isUndone;
  if (wanted) return undefined;
  const found = { isLead: at.leads.has(lead), deals: at.deals.get(lead), merged: at.merged.get(lead) };
  const hanging = { note: at.notes.get(one.note), activity: at.activities.get(one.activity) };
  return `${JSON.stringify(one)} is ${JSON.stringify({ ...found, ...hanging })}`;
}

const hangOn = (one: Case, at: Places, is: (held: Held) => boolean): boolean =>
  [at.notes.get(one.note), at.activities.get(one.activity)].every((held) => held !== undefined && is(held));

function isWhole(one: Case, at: Places): boolean {
  const { lead, into } = one;
  if (at.leads.has(lead)) return false;
  if (into) return at.merged.get(lead) === into && hangOn(one, at, ({ lead_id }) => lead_id === into);
  const [deal, ...more] = at.deals.get(lead) ?? [];
  const isOne = deal !== undefined && more.length === 0 && at.converted.get(lead) === `${deal}`;
  return isOne && hangOn(one, at, ({ lead_id, deal_id }) => lead_id === null && Number(deal_id) === deal);
}

function isUntouched(one: Case, at: Places): boolean {
  const { lead } = one;
  const isAlone = at.leads.has(lead) && !at.deals.has(lead) && !at.merged.has(lead);
  return isAlone && hangOn(one, at, ({ lead_id, deal_id }) => lead_id === lead && Number(deal_id) === 0);
}

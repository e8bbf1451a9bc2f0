import type { Lead } from "@leadfoyer/contract";
import { toRow } from "../../packages/server/src/leads/lead-document.ts";
import { connect } from "./keep-alive.ts";
import type { Ledger } from "./ledger.ts";
import { readRows } from "./rows.ts";
import { settle } from "./settle.ts";

type Server = { baseUrl: string; token: string };

/** Holds the ledger against the database, then against what the server answers. */
export async function examine(server: Server, databaseUrl: string, ledger: Ledger): Promise<void> {
  settle(ledger, await readRows(databaseUrl));
  const connection = connect(server);
  const get = (path: string) => connection.send("GET", path);
  for (const id of ledger.touched) ledger.problems.push(...(await readProblem(ledger, id, get)));
  ledger.problems.push(...(await listProblems(ledger, get)));
  ledger.touched.clear();
  connection.close();
}

type Get = (path: string) => Promise<{ status: number; text: string }>;

async function readProblem({ leads }: Ledger, id: string, get: Get): Promise<string[]> {
  const { status, text } = await get(`/v1/leads/${id}`);
  const known = leads.get(id);
  if (!known) return status === 404 ? [] : [`the deleted lead ${id} is answered with ${status} ${text}`];
  const expected = `{"success":true,"data":${toRow(known.lead).doc}}`;
  return status === 200 && text === expected ? [] : [`instead of ${expected} came ${status} ${text}`];
}

const PAGE = 500;

async function listProblems({ leads }: Ledger, get: Get): Promise<string[]> {
  const listed = new Map<string, Lead>();
  for (let start = 0, more = true; more; start += PAGE) {
    const { status, text } = await get(`/v1/leads?archived_status=all&limit=${PAGE}&start=${start}`);
    if (status !== 200) return [`the list is answered with ${status} ${text}`];
    const { data, additional_data } = JSON.parse(text);
    for (const lead of data) listed.set(lead.id, lead);
    more = additional_data.pagination.more_items_in_collection;
  }
  const missing = [...leads.values()].filter(
    ({ lead }) => JSON.stringify(listed.get(lead.id)) !== JSON.stringify(lead),
  );
  return [
    ...missing.map(({ lead }) => `the list has not ${JSON.stringify(lead)}`),
    ...[...listed.keys()]
      .filter((id) => !leads.has(id))
      .map((id) => `the list has ${id}, which is not there`),
  ];
}

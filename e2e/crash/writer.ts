import type { Lead, LeadCreate, LeadUpdate } from "@leadfoyer/contract";
import { type Answer, type Connection, saysUnavailable } from "./keep-alive.ts";
import { type Doubt, isChangedBy, isMadeFrom, type KnownLead, type Ledger } from "./ledger.ts";

/** What leads can point at. */
export type Scene = { personId: number; labels: readonly string[] };

export type Load = { stopped: boolean };

type Writer = {
  /** In every title, so that no two are the same. */
  name: string;
  connection: Connection;
  ledger: Ledger;
  scene: Scene;
  /** The leads it writes to. */
  mine: KnownLead[];
};

let writers = 0;

/** Writes until the load is stopped or the connection is lost, to leads that nobody else writes to. */
export async function write(load: Load, work: Omit<Writer, "name">): Promise<void> {
  const writer: Writer = { ...work, name: `writer ${++writers}` };
  for (let step = 0; !load.stopped; step++) {
    const isConnected = await writeOnce(writer, step);
    if (!isConnected) break;
  }
  writer.connection.close();
}

function writeOnce(writer: Writer, step: number): Promise<boolean> {
  const lead = pick(writer.mine);
  const kind = Math.random();
  if (!lead || kind < 0.4) return create(writer, `${writer.name}, step ${step}`);
  if (kind < 0.48) return remove(writer, lead);
  return change(writer, lead, lead.lead.is_archived ? { is_archived: false } : anyChange(writer, step));
}

function anyChange({ scene, name }: Writer, step: number): LeadUpdate {
  const changes: LeadUpdate[] = [
    { title: `${name}, changed in step ${step}` },
    { value: { amount: step + 0.5, currency: "EUR" }, was_seen: true },
    { value: null, expected_close_date: "2030-12-31" },
    { label_ids: someOf(scene.labels) },
    { label_ids: someOf(scene.labels), channel_id: "Ümläut 你好 \u{1f600}" },
    { is_archived: true },
  ];
  return pick(changes) ?? {};
}

async function create(writer: Writer, title: string): Promise<boolean> {
  const { ledger, scene, mine } = writer;
  const input: LeadCreate = { title, person_id: scene.personId, label_ids: someOf(scene.labels) };
  ledger.creations.set(title, input);
  return ask(writer, ["POST", "/v1/leads", input], 201, (lead: Lead) => {
    ledger.creations.delete(title);
    if (!isMadeFrom(input, lead)) ledger.problems.push(`"${title}" was made as ${JSON.stringify(lead)}`);
    const known: KnownLead = { created: lead, lead, changes: 0 };
    ledger.leads.set(lead.id, known);
    ledger.touched.add(lead.id);
    mine.push(known);
  });
}

function change(writer: Writer, known: KnownLead, change: LeadUpdate): Promise<boolean> {
  return inDoubt(writer, known, { change }, ["PATCH", pathOf(known), change], (lead: Lead) => {
    if (!isChangedBy(change, known.lead, lead))
      writer.ledger.problems.push(`${JSON.stringify(change)} made ${JSON.stringify(lead)}`);
    if (lead.update_time !== known.lead.update_time) known.changes++;
    known.lead = lead;
  });
}

function remove(writer: Writer, known: KnownLead): Promise<boolean> {
  return inDoubt(writer, known, { deletion: true }, ["DELETE", pathOf(known)], () => {
    const { leads, deleted } = writer.ledger;
    leads.delete(known.lead.id);
    deleted.set(known.lead.id, known);
    writer.mine.splice(writer.mine.indexOf(known), 1);
  });
}

const pathOf = ({ lead }: KnownLead): string => `/v1/leads/${lead.id}`;

type Request = Parameters<Connection["send"]>;

/** A lead whose last request has no answer is left alone until the database is asked. */
async function inDoubt(
  writer: Writer,
  known: KnownLead,
  doubt: Doubt,
  request: Request,
  acknowledge: (data: Lead) => void,
): Promise<boolean> {
  known.doubt = doubt;
  writer.ledger.touched.add(known.lead.id);
  const isConnected = await ask(writer, request, 200, (lead) => {
    delete known.doubt;
    acknowledge(lead);
  });
  if (known.doubt) writer.mine.splice(writer.mine.indexOf(known), 1);
  return isConnected;
}

/** Answers whether the server is still there. */
async function ask(
  { connection, ledger }: Writer,
  request: Request,
  success: number,
  acknowledge: (data: Lead) => void,
): Promise<boolean> {
  let answer: Answer;
  try {
    answer = await connection.send(...request);
  } catch {
    ledger.lost++; // the request stays in doubt
    return false;
  }
  if (answer.status === success) {
    acknowledge(JSON.parse(answer.text).data);
    ledger.acknowledged++;
    return true;
  }
  await hearRefusal(ledger, answer);
  return true;
}

/** How soon a client asks again when the server says that it cannot answer. */
const PATIENCE_MS = 20;

async function hearRefusal(ledger: Ledger, answer: Answer): Promise<void> {
  ledger.unavailable++;
  if (!saysUnavailable(answer)) ledger.problems.push(`refused with ${answer.status} ${answer.text}`);
  await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
}

const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(Math.random() * items.length)];

const someOf = <T>(items: readonly T[]): T[] => items.filter(() => Math.random() < 0.5);

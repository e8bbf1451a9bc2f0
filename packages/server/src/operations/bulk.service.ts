import type { BulkCreate, BulkExample, BulkPreview, Operation, Refusal } from "@leadfoyer/contract";
import { type Planned, planBulk, requireBulk } from "../leads/lead-bulk.ts";
import type { LeadService } from "../leads/leads.service.ts";
import type { Actor } from "../lib/actor.ts";
import type { Clock } from "../lib/clock.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { Storage } from "../storage/open.ts";
import { actionOf, beginBulk, endOperation } from "./bulk-commands.ts";
import { toOperation } from "./operation-answer.ts";
import { findOperation, type OperationRow } from "./operations.store.ts";
import type { OperationRunner } from "./runner.ts";

/** Leads looked at for a preview: some tenths of a second, in pieces that let other requests pass. */
const EXAMINED = 5_000;
const PIECE = 250;
const EXAMPLES = 5;
/** Refusals a preview tells of. */
const TOLD = 20;

type Deps = { storage: Storage; leads: LeadService; runner: OperationRunner; clock: Clock };

/** Changes to many leads at once. */
export function createBulkService({ storage, leads, runner, clock }: Deps) {
  async function require(actor: Actor, id: number): Promise<OperationRow> {
    const row = await findOperation(storage.db, actor.company_id, id);
    if (!row || (row.user_id !== actor.user_id && !actor.is_admin))
      throw new DomainError("operation_not_found");
    return row;
  }

  /** The leads to look at, and how many there are of them in all. */
  async function look(actor: Actor, { ids, list = {}, except = [] }: BulkCreate) {
    if (ids) return { total: ids.length, some: ids.slice(0, EXAMINED) };
    const left = new Set(except);
    const some: string[] = [];
    for await (const page of leads.ids(actor, list, EXAMINED)) {
      some.push(...page.filter((id) => !left.has(id)));
      if (page.length < EXAMINED) return { total: some.length, some };
      if (some.length >= EXAMINED) break;
    }
    const { count } = await leads.count(actor, list, true);
    return { total: count - except.length, some: some.slice(0, EXAMINED) };
  }

  return {
    async start(actor: Actor, input: BulkCreate): Promise<Operation> {
      const id = await storage.run(beginBulk, actor, readable(input));
      runner.start(actor, id);
      return toOperation(await require(actor, id));
    },

    async preview(actor: Actor, input: BulkCreate): Promise<BulkPreview> {
      const wanted = readable(input);
      const action = actionOf(wanted);
      await requireBulk(storage.db, actor, action);
      const { total, some } = await look(actor, wanted);
      const tally = { changed: 0, refusals: [] as Refusal[], examples: [] as BulkExample[] };
      for (let from = 0; from < some.length; from += PIECE) {
        const ids = some.slice(from, from + PIECE);
        count(tally, await planBulk(storage.db, actor, { ids, action, now: clock() }));
        await new Promise(setImmediate);
      }
      const { refusals, ...rest } = tally;
      const refused = refusals.length;
      return { total, examined: some.length, ...rest, refused, refusals: refusals.slice(0, TOLD) };
    },

    async get(actor: Actor, id: number): Promise<Operation> {
      const row = await require(actor, id);
      await runner.mind(row);
      return toOperation(row);
    },

    async stop(actor: Actor, id: number): Promise<Operation> {
      await require(actor, id);
      await storage.run(endOperation, actor, { id, state: "stopped" });
      return toOperation(await require(actor, id));
    },
  };
}
export type BulkService = ReturnType<typeof createBulkService>;

/**
 * What is asked for, if it can be meant in one way only.
 * @throws DomainError `invalid`
 */
function readable(input: BulkCreate): BulkCreate {
  const { ids, list, except, action, change, convert } = input;
  const refuse = (info: string): never => {
    throw new DomainError("invalid", { info });
  };
  if ((ids === undefined) === (list === undefined)) refuse("Give either ids or list.");
  if (ids && except) refuse("except belongs to list.");
  if ((action === "change") !== (change !== undefined)) refuse("change goes with the action change.");
  if (convert && action !== "convert") refuse("convert goes with the action convert.");
  if (change && Object.keys(change).length === 0) refuse("change says nothing.");
  const lower = (some: string[]) => [...new Set(some.map((id) => id.toLowerCase()))];
  return { ...input, ...(ids && { ids: lower(ids) }), ...(except && { except: lower(except) }) };
}

type Counted = { changed: number; refusals: Refusal[]; examples: BulkExample[] };

function count(tally: Counted, outcomes: Awaited<ReturnType<typeof planBulk>>): void {
  for (const one of outcomes) {
    if ("refusal" in one) tally.refusals.push(one.refusal);
    else if (one.acts) {
      tally.changed += 1;
      if (tally.examples.length < EXAMPLES) tally.examples.push(exampleOf(one));
    }
  }
}

/** Every change moves it, so that it says nothing. */
const NOISE = "update_time";

function exampleOf({ stored: { lead }, change }: Planned): BulkExample {
  const fields = Object.keys(change?.previous ?? {}).filter((key) => key !== NOISE);
  const [from, to] = [lead, change?.next ?? lead].map((one) => new Map(Object.entries(one)));
  const changes = fields.map((field) => ({
    field,
    from: from?.get(field) ?? null,
    to: to?.get(field) ?? null,
  }));
  return { id: lead.id, title: lead.title, changes };
}

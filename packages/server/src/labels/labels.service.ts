import type { LeadLabel, LeadLabelCreate, LeadLabelUpdate } from "@leadfoyer/contract";
import { record } from "../events/event-log.ts";
import { takeLabelOff } from "../leads/lead-labels.ts";
import type { Actor } from "../lib/actor.ts";
import { toMsTime } from "../lib/clock.ts";
import { differences } from "../lib/differences.ts";
import { DomainError } from "../lib/domain-error.ts";
import { requirePermission } from "../lib/permissions.ts";
import { uuidOf, uuidV4 } from "../lib/uuid.ts";
import { addToTotal, beginOperation } from "../operations/journal.ts";
import { command } from "../storage/command.ts";
import { nextId } from "../storage/counters.store.ts";
import type { Tx } from "../storage/db.ts";
import type { Storage } from "../storage/open.ts";
import { removeLabelIn } from "./label-undo.ts";
import { findLabel, insertLabel, listLabels, updateLabel } from "./labels.store.ts";

/** Leads whose document is rewritten in one command: a few milliseconds of the writer's time. */
const BATCH = 500;

/** What Pipedrive gives a new account, in this order. */
export const defaultLabels: readonly LeadLabelCreate[] = [
  { name: "Hot", color: "red" },
  { name: "Cold", color: "blue" },
  { name: "Warm", color: "yellow" },
];

/** Adds a label within a transaction. */
export async function addLabelIn(
  tx: Tx,
  actor: Actor,
  input: LeadLabelCreate,
  id = uuidV4(),
): Promise<LeadLabel> {
  const time = toMsTime(tx.now);
  const label = { id, ...input, add_time: time, update_time: time };
  await insertLabel(tx, actor.company_id, await nextId(tx, actor.company_id, "lead_label"), label);
  await record(tx, actor, { object: "lead_label", objectId: label.id, action: "create" });
  return label;
}

/**
 * The id of a label Foyer itself gives a company. It follows from domain and name, so that a company made anew
 * in a test has the labels, and seeded leads, it had the last time.
 */
export const givenLabelId = ({ company_domain }: Actor, name: string): string =>
  uuidOf(`${company_domain} lead label ${name}`);

const addLabel = command("labels.add", async (tx, actor: Actor, input: LeadLabelCreate) => {
  requirePermission(actor, "can_modify_labels");
  return addLabelIn(tx, actor, input);
});

const changeLabel = command(
  "labels.change",
  async (tx, actor: Actor, { id, input }: { id: string; input: LeadLabelUpdate }): Promise<LeadLabel> => {
    const label = await findLabel(tx, actor.company_id, id);
    if (!label) throw new DomainError("lead_label_not_found");
    requirePermission(actor, "can_modify_labels");
    const { name = label.name, color = label.color } = input;
    if (name === label.name && color === label.color) return label;
    const next = { ...label, name, color, update_time: toMsTime(tx.now) };
    await updateLabel(tx, actor.company_id, next);
    const previous = differences(label, next);
    await record(tx, actor, { object: "lead_label", objectId: id, action: "change", previous });
    return next;
  },
);

/** Begins to take a label away, and answers the operation that all of it belongs to. */
const beginRemoval = command("labels.beginRemoval", async (tx, actor: Actor, id: string): Promise<number> => {
  const label = await findLabel(tx, actor.company_id, id);
  if (!label) throw new DomainError("lead_label_not_found");
  requirePermission(actor, "can_modify_labels");
  const what = { object: "lead_label", id, name: label.name };
  return (await beginOperation(tx, actor, { kind: "delete", what, total: 0 })).operation;
});

type Removal = { id: string; operation: number };

/** Takes the label off a bounded number of leads. Answers whether any may be left. */
const takeOffSome = command(
  "labels.takeOff",
  async (tx, actor: Actor, { id, operation }: Removal): Promise<boolean> => {
    const taken = await takeLabelOff(tx, { ...actor, operation }, id, BATCH);
    await addToTotal(tx, { company: actor.company_id, id: operation, more: taken });
    return taken === BATCH;
  },
);

/** Removes a label from the leads that still wear it and from the company, at once. */
const deleteLabel = command(
  "labels.remove",
  async (tx, actor: Actor, { id, operation }: Removal): Promise<void> => {
    const removing = { ...actor, operation };
    const label = await findLabel(tx, actor.company_id, id);
    if (!label) throw new DomainError("lead_label_not_found");
    for (let taken = BATCH; taken === BATCH; ) {
      taken = await takeLabelOff(tx, removing, id, BATCH);
      await addToTotal(tx, { company: actor.company_id, id: operation, more: taken });
    }
    await removeLabelIn(tx, removing, id);
    await record(tx, removing, { object: "lead_label", objectId: id, action: "delete", previous: label });
  },
);

/** The labels leads wear. */
export function createLabelService({ storage }: { storage: Storage }) {
  return {
    list: (actor: Actor) => listLabels(storage.db, actor.company_id),
    add: (actor: Actor, input: LeadLabelCreate) => storage.run(addLabel, actor, input),
    change: (actor: Actor, id: string, input: LeadLabelUpdate) =>
      storage.run(changeLabel, actor, { id: id.toLowerCase(), input }),

    /** Takes the label off every lead, in short commands that let other writes pass, then removes it. */
    async remove(actor: Actor, labelId: string): Promise<{ id: string }> {
      const id = labelId.toLowerCase();
      const operation = await storage.run(beginRemoval, actor, id);
      while (await storage.run(takeOffSome, actor, { id, operation }));
      await storage.run(deleteLabel, actor, { id, operation });
      return { id };
    },
  };
}
export type LabelService = ReturnType<typeof createLabelService>;

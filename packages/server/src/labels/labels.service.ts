import type { LeadLabel, LeadLabelCreate, LeadLabelUpdate } from "@leadfoyer/contract";
import { record } from "../events/event-log.ts";
import { takeLabelOff } from "../leads/lead-labels.ts";
import type { Actor } from "../lib/actor.ts";
import { toMsTime } from "../lib/clock.ts";
import { differences } from "../lib/differences.ts";
import { DomainError } from "../lib/domain-error.ts";
import { requirePermission } from "../lib/permissions.ts";
import { uuidOf, uuidV4 } from "../lib/uuid.ts";
import { command } from "../storage/command.ts";
import { nextId } from "../storage/counters.store.ts";
import type { Tx } from "../storage/db.ts";
import type { Storage } from "../storage/open.ts";
import { findLabel, insertLabel, listLabels, removeLabel, updateLabel } from "./labels.store.ts";

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

/** Takes the label off a bounded number of leads. Answers whether any may be left. */
const takeOffSome = command("labels.takeOff", async (tx, actor: Actor, id: string): Promise<boolean> => {
  if (!(await findLabel(tx, actor.company_id, id))) throw new DomainError("lead_label_not_found");
  requirePermission(actor, "can_modify_labels");
  return (await takeLabelOff(tx, actor, id, BATCH)) === BATCH;
});

/** Removes a label from the leads that still wear it and from the company, at once. */
const deleteLabel = command("labels.remove", async (tx, actor: Actor, id: string): Promise<void> => {
  const label = await findLabel(tx, actor.company_id, id);
  if (!label) throw new DomainError("lead_label_not_found");
  while ((await takeLabelOff(tx, actor, id, BATCH)) === BATCH);
  await removeLabel(tx, actor.company_id, id);
  await record(tx, actor, { object: "lead_label", objectId: id, action: "delete", previous: label });
});

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
      while (await storage.run(takeOffSome, actor, id));
      await storage.run(deleteLabel, actor, id);
      return { id };
    },
  };
}
export type LabelService = ReturnType<typeof createLabelService>;

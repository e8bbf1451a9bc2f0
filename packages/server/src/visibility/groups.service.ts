import { record } from "../events/event-log.ts";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import { command } from "../storage/command.ts";
import { nextId } from "../storage/counters.store.ts";
import type { Storage } from "../storage/open.ts";
import { FIRST_GROUP } from "./first-group.ts";
import { findGroup, type GroupRow, insertGroup } from "./groups.store.ts";

type NewGroup = { name: string; parent_id?: number };

const addGroup = command("groups.add", async (tx, actor: Actor, input: NewGroup): Promise<GroupRow> => {
  const { parent_id = FIRST_GROUP, name } = input;
  const parent = await findGroup(tx, actor.company_id, parent_id);
  if (!parent) throw new DomainError("visibility_group_not_found");
  const ancestors = JSON.stringify([...JSON.parse(parent.ancestors), parent_id]);
  const id = await nextId(tx, actor.company_id, "visibility_group");
  const group = { id, parent_id, ancestors, name, add_time: tx.now, update_time: tx.now };
  await insertGroup(tx, actor.company_id, group);
  await record(tx, actor, { object: "visibility_group", objectId: id, action: "create" });
  return group;
});

/** Visibility groups: who shares what with whom. A tree, and everyone is in one group of it. */
export function createGroupService({ storage }: { storage: Storage }) {
  return {
    add: (actor: Actor, input: NewGroup): Promise<GroupRow> => storage.run(addGroup, actor, input),
  };
}

import type { Lead } from "@leadfoyer/contract";
import { record } from "../events/event-log.ts";
import { indexNewLeads } from "../leads/lead-search.ts";
import { insertLeads } from "../leads/leads.store.ts";
import type { Actor } from "../lib/actor.ts";
import type { StoredOrganization } from "../organizations/organization-changes.ts";
import { organizationSearch } from "../organizations/organization-search.ts";
import type { StoredPerson } from "../persons/person-changes.ts";
import { personSearch } from "../persons/person-search.ts";
import { command } from "../storage/command.ts";
import { reserveIds } from "../storage/counters.store.ts";
import type { Tx } from "../storage/db.ts";
import type { Ground, Plan } from "./plan.ts";
import { insertOrganizations, insertPersons } from "./seed.store.ts";
import { gatherLabels, gatherTeam } from "./team.ts";

/** One event for a whole batch: that the company changed is all anyone needs to know. */
const recordBatch = (tx: Tx, actor: Actor): Promise<void> =>
  record(tx, actor, { object: "company", objectId: actor.company_id, action: "change" });

/** Makes users and labels, and sets ids aside for the people and organizations to come. */
export const layGround = command("seed.layGround", async (tx, actor: Actor, plan: Plan): Promise<Ground> => {
  const past = { ...tx, now: plan.since }; // the team was there before the first lead
  const reserve = (kind: "person" | "organization", count: number) =>
    reserveIds(tx, actor.company_id, kind, count);
  return {
    owners: await gatherTeam(past, actor, plan),
    labels: await gatherLabels(past, actor),
    firstPerson: await reserve("person", plan.persons),
    firstOrganization: await reserve("organization", plan.organizations),
  };
});

export const addOrganizations = command(
  "seed.organizations",
  async (tx, actor: Actor, items: StoredOrganization[]): Promise<void> => {
    await insertOrganizations(tx, actor.company_id, items);
    await organizationSearch.indexNew(tx, actor.company_id, items);
    await recordBatch(tx, actor);
  },
);

export const addPersons = command(
  "seed.persons",
  async (tx, actor: Actor, items: StoredPerson[]): Promise<void> => {
    await insertPersons(tx, actor.company_id, items);
    await personSearch.indexNew(tx, actor.company_id, items);
    await recordBatch(tx, actor);
  },
);

export const addLeads = command("seed.leads", async (tx, actor: Actor, leads: Lead[]): Promise<void> => {
  await indexNewLeads(tx, actor.company_id, await insertLeads(tx, actor.company_id, leads));
  await recordBatch(tx, actor);
});

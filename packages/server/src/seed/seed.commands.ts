import { insertActivities } from "../activities/activities.store.ts";
import { record } from "../events/event-log.ts";
import { indexNewLeads } from "../leads/lead-search.ts";
import { insertLeads } from "../leads/leads.store.ts";
import type { Actor } from "../lib/actor.ts";
import { htmlText } from "../lib/html-text.ts";
import type { StoredNote } from "../notes/note-row.ts";
import { insertNotes } from "../notes/notes.store.ts";
import type { StoredOrganization } from "../organizations/organization-changes.ts";
import { organizationSearch } from "../organizations/organization-search.ts";
import type { StoredPerson } from "../persons/person-changes.ts";
import { personSearch } from "../persons/person-search.ts";
import { command } from "../storage/command.ts";
import { reserveIds } from "../storage/counters.store.ts";
import type { Tx } from "../storage/db.ts";
import type { WorkedLead } from "./make-work.ts";
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

export const addLeads = command("seed.leads", async (tx, actor: Actor, made: WorkedLead[]): Promise<void> => {
  const { company_id } = actor;
  const notes = await numbered(
    tx,
    { company_id, kind: "note" },
    made.flatMap((one) => one.notes),
  );
  const activities = await numbered(
    tx,
    { company_id, kind: "activity" },
    made.flatMap((one) => one.activities),
  );
  const next = new Map(activities.flatMap(({ done, lead_id, id }) => (done ? [] : [[lead_id, id]])));
  const leads = made.map(({ lead }) => ({ ...lead, next_activity_id: next.get(lead.id) ?? null }));
  const stored = await insertLeads(tx, company_id, leads);
  await insertNotes(tx, company_id, notes);
  await insertActivities(tx, company_id, activities);
  await indexNewLeads(tx, company_id, stored, textsOf(notes));
  await recordBatch(tx, actor);
});

type Numbering = { company_id: number; kind: "note" | "activity" };

/** Gives each its id, in order. */
async function numbered<T extends { id: number }>(
  tx: Tx,
  { company_id, kind }: Numbering,
  items: readonly T[],
): Promise<T[]> {
  if (items.length === 0) return [];
  const first = await reserveIds(tx, company_id, kind, items.length);
  return items.map((item, index) => ({ ...item, id: first + index }));
}

/** What notes say, by the lead they are on, oldest first. */
function textsOf(notes: readonly StoredNote[]): Map<string, string[]> {
  const sorted = notes.toSorted((a, b) => a.add_time - b.add_time);
  const texts = Map.groupBy(sorted, ({ lead_id }) => lead_id ?? "");
  return new Map([...texts].map(([lead, some]) => [lead, some.map(({ content }) => htmlText(content))]));
}

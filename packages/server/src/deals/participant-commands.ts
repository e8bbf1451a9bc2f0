import { record } from "../events/event-log.ts";
import { eventsOfThing, type StoredEvent } from "../events/event-pages.ts";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import { requirePerson } from "../persons/person-rules.ts";
import { command } from "../storage/command.ts";
import { nextId } from "../storage/counters.store.ts";
import type { Tx } from "../storage/db.ts";
import type { StoredDeal } from "./deal-changes.ts";
import { findDeal } from "./deals.store.ts";
import { logParticipation } from "./participant-log.store.ts";
import {
  findParticipant,
  insertParticipant,
  listParticipants,
  type Participant,
  removeParticipant,
} from "./participants.store.ts";

type Taking = { deal: number; person: number };

/** Whoever takes part already goes on taking part since then. */
export const addParticipant = command(
  "deals.addParticipant",
  async (tx, actor: Actor, { deal, person }: Taking): Promise<Participant> => {
    await requireLive(tx, actor, deal);
    await requirePerson(tx, actor, person);
    return take(tx, actor, { deal, person });
  },
);

export const endParticipation = command(
  "deals.removeParticipant",
  async (tx, actor: Actor, { deal, id }: { deal: number; id: number }): Promise<void> => {
    const { person_id } = await requireLive(tx, actor, deal);
    const known = (await listParticipants(tx, actor.company_id, deal)).find((one) => one.id === id);
    if (!known) throw new DomainError("participant_not_found");
    if (known.person_id === person_id) throw new DomainError("participant_needed");
    await part(tx, actor, known);
    const happening = { objectId: id, action: "delete", previous: known } as const;
    await record(tx, actor, { object: "deal_participant", ...happening });
  },
);

async function requireLive(tx: Tx, actor: Actor, id: number): Promise<StoredDeal> {
  const deal = await findDeal(tx, actor, id);
  if (!deal || deal.is_deleted) throw new DomainError("deal_not_found");
  return deal;
}

/** Lets a person take part in a deal, who goes on where they do. */
export async function take(tx: Tx, actor: Actor, taking: Taking): Promise<Participant> {
  const { company_id } = actor;
  const known = await findParticipant(tx, company_id, taking);
  if (known) return known;
  const participant = await join(tx, actor, taking);
  await record(tx, actor, { object: "deal_participant", objectId: participant.id, action: "create" });
  return participant;
}

async function join(tx: Tx, actor: Actor, { deal, person }: Taking): Promise<Participant> {
  const { company_id, user_id } = actor;
  const id = await nextId(tx, company_id, "deal_participant");
  const participant = { id, deal_id: deal, person_id: person, user_id, add_time: tx.now };
  await enter(tx, actor, participant);
  return participant;
}

/** Has somebody take part, and keeps that it happened. */
export async function enter(tx: Tx, { company_id, user_id }: Actor, one: Participant): Promise<void> {
  await insertParticipant(tx, company_id, one);
  const { deal_id, person_id } = one;
  const happening = { company: company_id, deal_id, person_id, user_id, add_time: tx.now };
  await logParticipation(tx, { ...happening, action: "added" });
}

/** Has somebody take part no more, and keeps that it happened. */
export async function part(tx: Tx, { company_id, user_id }: Actor, one: Participant): Promise<void> {
  await removeParticipant(tx, company_id, one.id);
  const { deal_id, person_id } = one;
  const happening = { company: company_id, deal_id, person_id, user_id, add_time: tx.now };
  await logParticipation(tx, { ...happening, action: "removed" });
}

/** A deal that changes. `undoes`: the event that is taken back by it. */
type Turn = { next: StoredDeal; before?: StoredDeal | undefined; undoes?: StoredEvent };

/**
 * The contact person of a deal takes part in it as long as it is theirs: that follows from the deal, and is no event.
 * Undoing what made them that leaves who took part before.
 */
export async function followContact(tx: Tx, actor: Actor, { next, before, undoes }: Turn): Promise<void> {
  const { id: deal, person_id } = next;
  const left = before?.person_id ?? null;
  if (person_id === left) return;
  const find = (person: number) => findParticipant(tx, actor.company_id, { deal, person });
  const known = left === null ? undefined : await find(left);
  if (known && !(undoes && (await wasTaken(tx, actor, known, undoes)))) await part(tx, actor, known);
  if (person_id !== null && !(await find(person_id))) await join(tx, actor, { deal, person: person_id });
}

/** Whether somebody was let take part before an event, rather than by being the contact person. */
async function wasTaken(
  tx: Tx,
  { company_id: company }: Actor,
  { id }: Participant,
  { seq: until }: StoredEvent,
): Promise<boolean> {
  const thing = { company, object: "deal_participant", id: String(id) };
  return (await eventsOfThing(tx, { ...thing, until, limit: 1 })).length > 0;
}

/** Lets whoever takes part in one deal take part in another. */
export async function shareParticipants(
  tx: Tx,
  actor: Actor,
  { from, to }: { from: number; to: number },
): Promise<void> {
  for (const { person_id: person } of await listParticipants(tx, actor.company_id, from))
    await take(tx, actor, { deal: to, person });
}

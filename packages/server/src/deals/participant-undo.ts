import { record } from "../events/event-log.ts";
import type { StoredEvent } from "../events/event-pages.ts";
import type { Actor } from "../lib/actor.ts";
import { before, NOTHING, type Undone } from "../operations/put-back.ts";
import type { Tx } from "../storage/db.ts";
import { enter, part } from "./participant-commands.ts";
import { findParticipant, type Participant, participantById } from "./participants.store.ts";

/** Whom an operation let take part in a deal takes part no more; whom it took off does again. */
export const undoParticipantEvent = (tx: Tx, actor: Actor, event: StoredEvent): Promise<Undone> =>
  event.action === "create" ? leave(tx, actor, event) : rejoin(tx, actor, event);

async function leave(tx: Tx, actor: Actor, { object_id }: StoredEvent): Promise<Undone> {
  const id = Number(object_id);
  const previous = await participantById(tx, actor.company_id, id);
  if (!previous) return NOTHING;
  await part(tx, actor, previous);
  await record(tx, actor, { object: "deal_participant", objectId: id, action: "delete", previous });
  return { changed: true, moved: [] };
}

async function rejoin(tx: Tx, actor: Actor, event: StoredEvent): Promise<Undone> {
  const participant = before(event) as Participant; // a deletion's event holds all of it
  const { deal_id: deal, person_id: person } = participant;
  if (await findParticipant(tx, actor.company_id, { deal, person })) return NOTHING;
  await enter(tx, actor, participant);
  await record(tx, actor, { object: "deal_participant", objectId: participant.id, action: "create" });
  return { changed: true, moved: [] };
}

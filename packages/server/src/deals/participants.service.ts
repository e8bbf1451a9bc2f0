import type { Actor } from "../lib/actor.ts";
import type { OffsetPage } from "../lib/answers.ts";
import { DomainError } from "../lib/domain-error.ts";
import { type OffsetQuery, pageOf } from "../lib/paging.ts";
import type { StoredPerson } from "../persons/person-changes.ts";
import type { PersonService } from "../persons/persons.service.ts";
import type { Storage } from "../storage/open.ts";
import type { StoredDeal } from "./deal-changes.ts";
import { findDeal } from "./deals.store.ts";
import { addParticipant, endParticipation } from "./participant-commands.ts";
import { listParticipants, type Participant } from "./participants.store.ts";

/** Somebody who takes part in a deal, with the deal and who it is. */
export type Taking = { participant: Participant; deal: StoredDeal; person: StoredPerson };

/** Who takes part in deals. Persons whom who asks may not see are left out. */
export function createParticipantService({ storage, persons }: { storage: Storage; persons: PersonService }) {
  async function requireDeal(actor: Actor, id: number): Promise<StoredDeal> {
    const deal = await findDeal(storage.db, actor, id);
    if (!deal) throw new DomainError("deal_not_found");
    return deal;
  }

  async function takings(actor: Actor, deal: StoredDeal, all: readonly Participant[]): Promise<Taking[]> {
    const seen = await persons.among(
      actor,
      all.map(({ person_id }) => person_id),
    );
    return all.flatMap((participant) => {
      const person = seen.get(participant.person_id);
      return person ? [{ participant, deal, person }] : [];
    });
  }

  return {
    /** A page of those who take part in a deal, in the order they were added. */
    async list(
      actor: Actor,
      id: number,
      query: OffsetQuery,
    ): Promise<OffsetPage<Taking> & { items: Taking[] }> {
      const deal = await requireDeal(actor, id);
      const all = await takings(actor, deal, await listParticipants(storage.db, actor.company_id, id));
      const page = pageOf(all, query);
      return { ...page, items: page.items as Taking[] }; // what it was given
    },

    async add(actor: Actor, deal: number, person: number): Promise<Taking> {
      const participant = await storage.run(addParticipant, actor, { deal, person });
      const [taking] = await takings(actor, await requireDeal(actor, deal), [participant]);
      if (!taking) throw new DomainError("participant_not_found");
      return taking;
    },

    async remove(actor: Actor, deal: number, id: number): Promise<{ id: number }> {
      await storage.run(endParticipation, actor, { deal, id });
      return { id };
    },
  };
}
export type ParticipantService = ReturnType<typeof createParticipantService>;

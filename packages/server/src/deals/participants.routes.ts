import {
  addDealParticipant,
  type DealParticipant,
  deleteDealParticipant,
  getDealParticipants,
} from "@leadfoyer/contract";
import { type Owner, toOwnerV1 } from "../contacts/owners.ts";
import type { Serve } from "../http/serve.ts";
import type { Actor } from "../lib/actor.ts";
import { toSpacedTime } from "../lib/clock.ts";
import { personsV1 } from "../persons/person-v1.ts";
import type { PersonService } from "../persons/persons.service.ts";
import type { ParticipantService, Taking } from "./participants.service.ts";

type Services = { participants: ParticipantService; persons: PersonService };

export function participantRoutes(serve: Serve, { participants, persons }: Services): void {
  /** Participants with the persons as v1 shows them, and what they point at. */
  async function show(actor: Actor, takings: readonly Taking[]) {
    const people = takings.map(({ person }) => person);
    const adders = takings.map(({ participant }) => ({ owner_id: participant.user_id }));
    const relations = await persons.relations(actor, people, adders);
    const { items } = personsV1(actor, people, relations);
    const shown = takings.flatMap((taking, place) => {
      const person = items[place];
      return person ? [toParticipant(taking, person, relations.owners)] : [];
    });
    const related = {
      user: Object.fromEntries(relations.owners),
      person: Object.fromEntries(
        shown.map(({ person_id: { value, ...brief } }) => [value, { id: value, ...brief }]),
      ),
      organization: Object.fromEntries(relations.organizations),
    };
    return { shown, related };
  }

  serve(getDealParticipants, async ({ actor, params, query }) => {
    const { items, ...page } = await participants.list(actor, params.id, query);
    const { shown, related } = await show(actor, items);
    return { ...page, items: shown, related };
  });
  serve(addDealParticipant, async ({ actor, params, body }) => {
    const taking = await participants.add(actor, params.id, body.person_id);
    const { shown, related } = await show(actor, [taking]);
    return { item: shown[0] as DealParticipant, related }; // one went in
  });
  serve(deleteDealParticipant, ({ actor, params }) =>
    participants.remove(actor, params.id, params.deal_participant_id),
  );
}

function toParticipant(
  { participant, deal, person }: Taking,
  shown: DealParticipant["person"],
  owners: ReadonlyMap<number, Owner>,
): DealParticipant {
  const { name, emails: email, phones: phone, owner_id } = person;
  const active_flag = !person.is_deleted;
  return {
    id: participant.id,
    person_id: { active_flag, name, email, phone, owner_id, value: person.id },
    add_time: toSpacedTime(participant.add_time),
    active_flag,
    related_item_data: { deal_id: deal.id, title: deal.title },
    person: shown,
    added_by_user_id: toOwnerV1(owners, participant.user_id),
    related_item_type: "deal",
    related_item_id: deal.id,
  };
}

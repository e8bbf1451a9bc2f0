import { splitName } from "../contacts/names.ts";
import { toWebhookValues } from "../fields/webhook-values.ts";
import { toSecondTime } from "../lib/clock.ts";
import type { Db } from "../storage/db.ts";
import { type Audience, administrators, type WebhookThing } from "../webhooks/webhook-thing.ts";
import type { StoredPerson } from "./person-changes.ts";
import { personsV1 } from "./person-v1.ts";
import type { PersonService } from "./persons.service.ts";
import { findPerson } from "./persons.store.ts";

const toAudience = ({ id, owner_id, visible_to }: StoredPerson): Audience => ({
  table: "persons",
  item: id,
  owner: owner_id,
  to: visible_to,
});

/** Who may see a person, deleted or not. */
export async function personAudience(db: Db, company_id: number, id: number): Promise<Audience> {
  const person = await findPerson(db, { company_id, sees: null }, id);
  return person ? toAudience(person) : administrators("persons");
}

export const personWebhook = (persons: PersonService): WebhookThing<StoredPerson> => ({
  present: (db, company_id, id) => findPerson(db, { company_id, sees: null }, Number(id)),
  audience: async (_db, _company, person) => toAudience(person),

  v2(person, fields) {
    const { first_name, last_name } = splitName(person.name);
    return {
      add_time: toSecondTime(person.add_time),
      custom_fields: toWebhookValues(fields.held("person").values(), person.custom),
      emails: person.emails,
      first_name,
      id: person.id,
      label: person.label_ids[0] ?? null,
      last_name,
      name: person.name,
      org_id: person.org_id,
      owner_id: person.owner_id,
      phones: person.phones,
      update_time: toSecondTime(person.update_time ?? person.add_time),
      visible_to: `${person.visible_to}`,
    };
  },

  async v1(actor, person) {
    const { items } = personsV1(actor, [person], await persons.relations(actor, [person]));
    return { ...items[0], owner_id: person.owner_id, org_id: person.org_id };
  },
});

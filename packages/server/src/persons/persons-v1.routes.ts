import { addPersonV1, deletePersonV1, getPersonsV1, getPersonV1, updatePersonV1 } from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";
import { fromPersonV1, onePersonV1, personsV1, writtenPersonV1 } from "./person-v1.ts";
import type { PersonService } from "./persons.service.ts";

export function personV1Routes(serve: Serve, persons: PersonService): void {
  serve(getPersonsV1, async ({ actor, query }) => {
    const { items, ...page } = await persons.listByPosition(actor, query);
    return { ...page, ...personsV1(actor, items, await persons.relations(actor, items)) };
  });
  serve(addPersonV1, async ({ actor, body }) => {
    const person = await persons.add(actor, fromPersonV1(body));
    return writtenPersonV1(actor, person, await persons.relations(actor, [person]));
  });
  serve(getPersonV1, async ({ actor, params }) => {
    const person = await persons.get(actor, params.id);
    return onePersonV1(actor, person, await persons.relations(actor, [person]));
  });
  serve(updatePersonV1, async ({ actor, params, body }) => {
    const person = await persons.change(actor, params.id, fromPersonV1(body));
    return writtenPersonV1(actor, person, await persons.relations(actor, [person]));
  });
  serve(deletePersonV1, ({ actor, params }) => persons.remove(actor, params.id));
}

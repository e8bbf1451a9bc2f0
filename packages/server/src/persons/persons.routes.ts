import {
  addPerson,
  deletePerson,
  getPerson,
  getPersons,
  personIncludes,
  updatePerson,
} from "@leadfoyer/contract";
import { parseIncludes } from "../contacts/includes.ts";
import type { Serve } from "../http/serve.ts";
import { fromPersonV2, toPersonV2 } from "./person-v2.ts";
import type { PersonService } from "./persons.service.ts";

export function personRoutes(serve: Serve, persons: PersonService): void {
  serve(getPersons, async ({ actor, query }) => {
    const includes = parseIncludes(query, personIncludes);
    const { items, next_cursor } = await persons.list(actor, query);
    const counts = await persons.counts(actor, includes.length > 0 ? items : []);
    const view = { custom: await persons.view(actor, query), includes, counts };
    return { items: items.map((person) => toPersonV2(actor, person, view)), next_cursor };
  });
  serve(addPerson, async ({ actor, body }) => {
    const person = await persons.add(actor, fromPersonV2(body));
    return toPersonV2(actor, person, { custom: await persons.view(actor) });
  });
  serve(getPerson, async ({ actor, params, query }) => {
    const includes = parseIncludes(query, personIncludes);
    const person = await persons.get(actor, params.id);
    const counts = await persons.counts(actor, includes.length > 0 ? [person] : []);
    return toPersonV2(actor, person, { custom: await persons.view(actor, query), includes, counts });
  });
  serve(updatePerson, async ({ actor, params, body }) => {
    const person = await persons.change(actor, params.id, fromPersonV2(body));
    return toPersonV2(actor, person, { custom: await persons.view(actor) });
  });
  serve(deletePerson, ({ actor, params }) => persons.remove(actor, params.id));
}

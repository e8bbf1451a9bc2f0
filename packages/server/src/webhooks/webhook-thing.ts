import type { FieldSet } from "../fields/field-set.ts";
import type { Actor } from "../lib/actor.ts";
import type { Db } from "../storage/db.ts";
import type { SeenTable } from "../storage/sight.ts";

/** Who may see a thing. */
export type Audience = {
  table: SeenTable;
  item: number;
  owner: number;
  to: number;
  /** A user who sees it whatever the rest says. */
  also?: number;
};

/** Who may have seen what is gone, for all that is known of it: administrators. */
export const administrators = (table: SeenTable): Audience => ({ table, item: 0, owner: 0, to: 1 });

/** What tells who may see a thing. A state is a thing as it is kept, members named as events name them. */
export type SeenThing<State extends object> = {
  /** The thing as it is now, deleted or not. */
  present: (db: Db, company: number, id: string) => Promise<State | undefined>;
  /** Who may see it; undefined for what everyone of the company may. */
  audience: (db: Db, company: number, state: State) => Promise<Audience | undefined>;
};

/** What webhooks need to know of a kind of thing. */
export type WebhookThing<State extends object> = SeenThing<State> & {
  /** `data` of version 2.0: the members of Pipedrive's samples, in their order. */
  v2: (state: State, fields: FieldSet) => object;
  /** `current` of version 1.0. */
  v1?: (actor: Actor, state: State) => Promise<object>;
};

/** The kinds are kept in one table, where states are told apart by the name of their kind alone. */
export type AnyThing = WebhookThing<object>;
export type AnySeen = SeenThing<object>;
// A kind is only ever given states it has read itself.
export const anyThing = <State extends object>(thing: WebhookThing<State>): AnyThing =>
  thing as unknown as AnyThing;
export const anySeen = <State extends object>(thing: SeenThing<State>): AnySeen =>
  thing as unknown as AnySeen;

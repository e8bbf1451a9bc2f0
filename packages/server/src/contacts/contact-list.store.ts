import { sql } from "kysely";
import type { Shape as FilterShape } from "../filters/clause.ts";
import { filteringOf } from "../filters/filtering.ts";
import { compares, equalTo, idAmong } from "../storage/list-conditions.ts";
import type { Condition } from "../storage/list-shape.ts";
import { prepareList } from "../storage/seek-list.ts";
import { visible } from "../storage/sight.ts";

export type ContactTable = "persons" | "organizations";

/** What a list of contacts may ask; `deal_id` is the deal they take part in, `prefix` the beginning of a name's sort key. */
export type ContactCondition =
  | "is_deleted"
  | "owner_id"
  | "org_id"
  | "deal_id"
  | "ids"
  | "since"
  | "until"
  | "prefix";

const conditions: Record<ContactCondition, Condition> = {
  is_deleted: equalTo("is_deleted"),
  owner_id: equalTo("owner_id"),
  org_id: equalTo("org_id"),
  deal_id: {
    column: "id",
    is: "within",
    asks: (id, p) => sql`${id} in (select person_id from deal_participants
      where company_id = ${p.company} and deal_id = ${p.deal_id})`,
  },
  ids: idAmong("ids"),
  since: compares("touch_time", ">=", "since"),
  until: compares("touch_time", "<", "until"),
  prefix: {
    column: "name_key",
    is: "within",
    asks: (name, p) => sql`(${name} >= ${p.prefix} and ${name} < ${p.prefix} || ${"\u{10ffff}"})`,
  },
};

/** Declares the lists of a kind of contacts, with the columns they show. */
export const prepareContacts = <Row extends object>(table: ContactTable, columns: readonly string[]) =>
  prepareList<Row, ContactCondition, FilterShape>({
    table,
    shown: (q, _shape, { p }) =>
      q
        .selectFrom(table)
        .select(columns as never)
        .where("company_id", "=", p.company),
    seen: (shape, bound) => visible(table, shape, bound),
    filtering: filteringOf(table),
    halves: ["is_deleted"],
    indexes: [
      [],
      ...["owner_id", "name_key", "add_time", "touch_time"].map((column) => ["is_deleted", column]),
      ...(table === "persons" ? [["org_id", "is_deleted"]] : []),
    ],
    nullable: ["org_id"],
    conditions,
  });

export type ListContacts<Row extends object> = ReturnType<typeof prepareContacts<Row>>;

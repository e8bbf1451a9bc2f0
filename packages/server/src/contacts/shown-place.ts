import { type RawBuilder, sql } from "kysely";

/** Where SQLite keeps what is shown of a contact: one number of its company and its id. */
export const shownPlace = (company: number | RawBuilder<number>, id: number | RawBuilder<number>) =>
  sql<number>`((${company} << 32) + ${id})`;

/** The places of ids in a JSON array. */
export const shownPlaces = (company: number, ids: string) =>
  sql<number>`(select ${shownPlace(company, sql.ref<number>("value"))} from json_each(${ids}))`;

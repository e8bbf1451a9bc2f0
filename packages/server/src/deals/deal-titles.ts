import { sql } from "kysely";
import type { Engine } from "../storage/prepared.ts";

/** The title out of a deal's document. */
export const dealTitle = (engine: Engine) =>
  engine === "sqlite"
    ? sql<string | null>`deals.doc ->> '$.title'`
    : sql<string | null>`deals.doc::json ->> 'title'`;

import type { AccessTables } from "./tables/access-tables.ts";
import type { AccountTables } from "./tables/account-tables.ts";
import type { ContactTables } from "./tables/contact-tables.ts";
import type { DealTables } from "./tables/deal-tables.ts";
import type { EventTables } from "./tables/event-tables.ts";
import type { FieldTables } from "./tables/field-tables.ts";
import type { KeepingTables } from "./tables/keeping-tables.ts";
import type { LeadTables } from "./tables/lead-tables.ts";
import type { NoteTables } from "./tables/note-tables.ts";
import type { SearchTables } from "./tables/search-tables.ts";

/** Every table: a file per room says what its rows hold. */
export type Database = AccountTables &
  AccessTables &
  ContactTables &
  LeadTables &
  DealTables &
  FieldTables &
  NoteTables &
  EventTables &
  SearchTables &
  KeepingTables;

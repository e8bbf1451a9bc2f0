import type { Actor } from "../lib/actor.ts";
import { command } from "../storage/command.ts";
import type { Tx } from "../storage/db.ts";
import { dropDeleted } from "./search-tidy.store.ts";

/** Pages of the index written at a time: some 10 ms of work, as whoever writes meanwhile waits for it. */
const PAGES = 4;

/** While many items are taken out of the index: keeps what has gone from it from ever being the most of it. */
export const dropAmidst = (tx: Tx): Promise<boolean> => dropDeleted(tx, { pages: PAGES, share: "50" });

/** Rids the index of some of what was taken out of it. Answers whether more is left. */
export const dropSome = command(
  "search.dropSome",
  (tx, _: Actor, _nothing: null): Promise<boolean> => dropDeleted(tx, { pages: PAGES, share: "10" }),
);

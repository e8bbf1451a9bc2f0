import type { Tx } from "../storage/db.ts";
import { putDocuments, removeDocument } from "./search-index.store.ts";
import type { SearchDocument } from "./search-tokens.ts";

/**
 * Makes items found by what they now say, in the transaction that says it: called wherever a text of one changes,
 * with all of its texts.
 */
export const indexItems = (tx: Tx, company: number, documents: readonly SearchDocument[]): Promise<void> =>
  putDocuments(tx, company, documents);

/** Puts items in that may be there: those that are keep what they are found by. */
export const fillItems = (tx: Tx, company: number, documents: readonly SearchDocument[]): Promise<void> =>
  putDocuments(tx, company, documents, { keeping: true });

/** Makes an item that is going away found no more. */
export const unindexItem = (
  tx: Tx,
  company: number,
  item: Pick<SearchDocument, "kind" | "item">,
): Promise<void> => removeDocument(tx, company, item);

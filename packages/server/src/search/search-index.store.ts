import { sql } from "kysely";
import { first, type Tx } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";
import { kindNumbers, type SearchDocument, type Shown, tokensOf } from "./search-tokens.ts";

type Key = { company: number; kind: number; item: number };
type Tokens = { doc: number; tokens: string };

const find = prepare((q, p: Key) =>
  q
    .selectFrom("search_documents")
    .select("doc")
    .where("company_id", "=", p.company)
    .where("kind", "=", p.kind)
    .where("item_id", "=", p.item),
);

const insertItem = prepare((q, p: Key) =>
  q.insertInto("search_documents").values({ company_id: p.company, kind: p.kind, item_id: p.item }),
);

const insertShown = prepare((q, p: Key & Shown) =>
  q
    .insertInto("search_documents")
    .values({ company_id: p.company, kind: p.kind, item_id: p.item, ...shownColumns(p) }),
);

const updateShown = prepare((q, p: Key & Shown) =>
  q
    .updateTable("search_documents")
    .set(shownColumns(p))
    .where("company_id", "=", p.company)
    .where("kind", "=", p.kind)
    .where("item_id", "=", p.item),
);

const shownColumns = ({ person_id, organization_id, head, tail, texts }: Shown): Shown => ({
  ...{ person_id, organization_id, head, tail, texts },
});

const deleteItem = prepare((q, p: Key) =>
  q
    .deleteFrom("search_documents")
    .where("company_id", "=", p.company)
    .where("kind", "=", p.kind)
    .where("item_id", "=", p.item),
);

const insertTokens = prepare((q, p: Tokens) =>
  q.insertInto("search_tokens").values({ rowid: p.doc, tokens: p.tokens }),
);

const deleteTokens = prepare((q, p: { doc: number }) =>
  q.deleteFrom("search_tokens").where("rowid", "=", p.doc),
);

/** PostgreSQL: documents with their tokens, `[[kind, item, [token, …]], …]`. */
const upsert = prepare((q, p: { company: number; documents: string }) =>
  q
    .insertInto("search_documents")
    .columns(["company_id", "kind", "item_id", "tokens"])
    .expression(
      q
        .selectFrom(sql`jsonb_array_elements(${p.documents}::jsonb)`.as<"given">(sql`given (it)`))
        .select([
          sql<number>`${p.company}::bigint`.as("company_id"),
          sql<number>`(it->>0)::integer`.as("kind"),
          sql<number>`(it->>1)::bigint`.as("item_id"),
          sql<string>`array_to_tsvector(array(select jsonb_array_elements_text(it->2)))`.as("tokens"),
        ]),
    )
    .onConflict((conflict) =>
      conflict
        .columns(["company_id", "kind", "item_id"])
        .doUpdateSet((eb) => ({ tokens: eb.ref("excluded.tokens") })),
    ),
);

/** Documents handed to PostgreSQL in one statement. */
const SOME = 500;

const keyOf = (company: number, { kind, item }: Pick<SearchDocument, "kind" | "item">): Key => ({
  company,
  kind: kindNumbers[kind],
  item,
});

/** Puts documents in, in order, in place of what was there of them. With `keeping`, what is there keeps its tokens. */
export async function putDocuments(
  tx: Tx,
  company: number,
  documents: readonly SearchDocument[],
  { keeping = false } = {},
): Promise<void> {
  if (tx.engine === "sqlite") {
    for (const document of documents) await putInSqlite(tx, company, document, keeping);
    return;
  }
  for (let from = 0; from < documents.length; from += SOME) {
    const rows = documents
      .slice(from, from + SOME)
      .map((one) => [kindNumbers[one.kind], one.item, tokensOf(company, one, tx.engine)]);
    await tx.all(upsert, { company, documents: JSON.stringify(rows) });
  }
}

async function putInSqlite(
  tx: Tx,
  company: number,
  document: SearchDocument,
  keeping: boolean,
): Promise<void> {
  const { shown, isNew } = document;
  const key = keyOf(company, document);
  const known = isNew ? undefined : await first(tx, find, key);
  if (known && shown) await tx.all(updateShown, { ...key, ...shown });
  if (known && keeping) return;
  if (known) await tx.all(deleteTokens, known);
  else if (shown) await tx.all(insertShown, { ...key, ...shown });
  else await tx.all(insertItem, key);
  const doc = known?.doc ?? tx.lastRow?.() ?? 0;
  const tokens = tokensOf(company, document, "sqlite");
  if (document.spelled) tokens.push(document.spelled);
  await tx.all(insertTokens, { doc, tokens: tokens.join(" ") });
}

/** Takes an item out. */
export async function removeDocument(
  tx: Tx,
  company: number,
  document: Pick<SearchDocument, "kind" | "item">,
): Promise<void> {
  const key = keyOf(company, document);
  const known = tx.engine === "sqlite" ? await first(tx, find, key) : undefined;
  if (known) await tx.all(deleteTokens, known);
  await tx.all(deleteItem, key);
}

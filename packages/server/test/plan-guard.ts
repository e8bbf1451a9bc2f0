import { expect } from "vitest";
import type { Db } from "../src/storage/db.ts";
import { openSqlite } from "../src/storage/sqlite.ts";

/** What a company can have a million of. */
const LARGE =
  "leads|persons|organizations|deals|notes|note_comments|activities|events|search_documents|lead_label_links|followers|field_values|deal_participants|conversions|merged_leads|operation_kept|webhook_deliveries";
/** SQLite's words for looking at every row a company has in a table. */
const WALKS = new RegExp(`^(SCAN (${LARGE})\\b|SEARCH (${LARGE}) .*\\(company_id=\\?\\)$)`);

/**
 * Hears every query a test asks of SQLite, and holds them against the rule that cost does not grow with the table:
 * whatever has no limit finds its rows by an index of more than the company.
 */
export function createPlanGuard() {
  const asked = new Set<string>();

  return {
    listen: (db: Db): Db => ({
      ...db,
      all(query, parameters) {
        asked.add(query.statement(db.engine).sql);
        return db.all(query, parameters);
      },
    }),

    /** Of what was asked since the check before. */
    check(file: string): void {
      const { handle } = openSqlite(file);
      const statements = [...asked];
      asked.clear();
      const walking = statements.flatMap((sql) => {
        if (/\blimit\b/i.test(sql)) return [];
        const values = Array.from(sql.matchAll(/\?/g), () => null);
        const plan = handle.prepare(`explain query plan ${sql}`).all(values) as { detail: string }[];
        const walks = plan.filter(({ detail }) => WALKS.test(detail)).map(({ detail }) => detail);
        return walks.length > 0 ? [{ sql, walks }] : [];
      });
      handle.close();
      expect(walking, "queries that walk a large table").toEqual([]);
    },
  };
}

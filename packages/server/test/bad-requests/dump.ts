import { witness } from "../witness.ts";

/** Every row of every table, in an order of their own. What a search index keeps for itself follows from the rest. */
export type Dump = Record<string, string[]>;

const tables = {
  sqlite:
    "select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite_%' order by 1",
  postgres:
    "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
};

export function dumpDatabase(url: string): Promise<Dump> {
  const names = url.startsWith("sqlite:") ? tables.sqlite : tables.postgres;
  return witness(url, async (query) => {
    const dump: Dump = {};
    for (const { name } of await query(names)) {
      const rows = await query(`select * from "${name}"`);
      dump[String(name)] = rows.map((row) => JSON.stringify(row)).sort();
    }
    return dump;
  });
}

import { witness } from "../witness.ts";

/** Every row of every table, in an order of their own. */
export type Dump = Record<string, string[]>;

const tables = {
  sqlite: "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name",
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

import { readFile, writeFile } from "node:fs/promises";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { createTestDatabase, engines } from "../../test/storage.ts";
import { DomainError } from "../lib/domain-error.ts";
import { nobody } from "../lib/nobody.ts";
import { command } from "./command.ts";
import { nextId } from "./counters.store.ts";
import { openStorage } from "./open.ts";
import { type Engine, prepare } from "./prepared.ts";
import { openSqlite } from "./sqlite.ts";

const open = (url: string) => openStorage({ url, clock: Date.now });

const counters = prepare((q, _p: object) => q.selectFrom("counters").select(["company_id", "value"]));

/** Counts, and then perhaps thinks better of it: what a refused command wrote must not stay. */
const countThenRefuse = command("test.countThenRefuse", async (tx, actor, refuse: boolean) => {
  const id = await nextId(tx, actor.company_id, "person");
  if (refuse) throw new DomainError("invalid", { info: "refused" });
  return id;
});

describe.each(engines)("storage on %s", (engine) => {
  test("a refused command leaves nothing behind and does not spoil the commit it shares", async () => {
    const database = await createTestDatabase(engine);
    const storage = await open(database.url);
    const calls = Array.from({ length: 30 }, (_, index) =>
      storage.run(countThenRefuse, nobody, index % 3 === 0),
    );
    const settled = await Promise.allSettled(calls);
    const done = settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    expect(done).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    for (const [index, one] of settled.entries()) {
      if (index % 3 === 0)
        expect(one).toMatchObject({ status: "rejected", reason: { code: "invalid", info: "refused" } });
    }
    expect(await storage.db.all(counters, {})).toEqual([{ company_id: 0, value: 20 }]);
    await storage.close();
    await database.drop();
  });

  test("twenty openings of an empty database at once make one schema, and later ones change nothing", async () => {
    const database = await createTestDatabase(engine);
    const storages = await Promise.all(Array.from({ length: 20 }, () => open(database.url)));
    await Promise.all(storages.map((storage) => storage.close()));
    const schema = await dumpSchema(engine, database.url);
    await (await open(database.url)).close();
    expect(await dumpSchema(engine, database.url)).toBe(schema);
    await database.drop();
  });

  test("the schema is the committed one", async () => {
    const database = await createTestDatabase(engine);
    await (await open(database.url)).close();
    const schema = await dumpSchema(engine, database.url);
    const committed = new URL(`../../test/schema.${engine}.txt`, import.meta.url);
    if (process.env.FOYER_UPDATE_DOCS === "1") await writeFile(committed, schema);
    expect(schema).toBe(await readFile(committed, "utf8"));
    await database.drop();
  });

  test("a database of a newer Foyer is not opened", async () => {
    const database = await createTestDatabase(engine);
    await (await open(database.url)).close();
    await execute(engine, database.url, "insert into foyer_migrations (name) values ('9999-future')");
    await expect(open(database.url)).rejects.toThrow(/newer Foyer \(it has 9999-future\)/);
    await database.drop();
  });

  test("the log of who takes part in deals begins with what a database from before it still knows", async () => {
    const database = await createTestDatabase(engine);
    await (await open(database.url)).close();
    const run = (sql: string) => execute(engine, database.url, sql);
    await run("drop table deal_participant_log");
    await run("delete from foyer_migrations where name = '0026-participants-log'");
    await run("insert into companies (id, domain, name, add_time) values (1, 'acme', 'Acme', 1)");
    await run(`insert into deal_participants (company_id, id, deal_id, person_id, user_id, add_time)
      values (1, 2, 7, 20, 3, 50)`);
    await run(`insert into events (company_id, user_id, object, object_id, action, previous, add_time) values (1, 4,
      'deal_participant', '1', 'delete', '{"id":1,"deal_id":7,"person_id":10,"user_id":3,"add_time":40}', 60)`);
    await (await open(database.url)).close();
    const told = ["deal_id", "person_id", "user_id", "action", "add_time"].join(" || ' ' || ");
    expect(await run(`select ${told} from deal_participant_log where company_id = 1 order by seq`)).toEqual([
      ...["7 10 3 added 40", "7 20 3 added 50", "7 10 4 removed 60"],
    ]);
    await database.drop();
  });

  test("leads from before their amounts and sources were columns are sorted by them", async () => {
    const database = await createTestDatabase(engine);
    await (await open(database.url)).close();
    const run = (sql: string) => execute(engine, database.url, sql);
    for (const index of ["leads_amount", "leads_source", "activities_next"]) await run(`drop index ${index}`);
    for (const column of ["amount", "source"]) await run(`alter table leads drop column ${column}`);
    await run("delete from foyer_migrations where name = '0027-shown-order'");
    await run("insert into companies (id, domain, name, add_time) values (1, 'acme', 'Acme', 1)");
    for (const [seq, value] of ['{"amount":99.5,"currency":"EUR"}', "null"].entries())
      await run(`insert into leads (seq, company_id, id, title_key, owner_id, creator_id, is_archived, was_seen, close_date,
        next_activity_id, add_time, update_time, doc) values (${seq}, 1, '${seq}', '', 1, 1, 0, 0, '', 0, 1, 1,
        '{"value":${value},"source_name":"API"}')`);
    await (await open(database.url)).close();
    expect(await run("select coalesce(amount, -1) || source from leads order by seq")).toEqual([
      ...["99.5API", expect.stringMatching(/^-1(\.0)?API$/)],
    ]);
    await database.drop();
  });

  test("closing answers what is still waiting", async () => {
    const database = await createTestDatabase(engine);
    const storage = await open(database.url);
    const waiting = Array.from({ length: 300 }, () => storage.run(countThenRefuse, nobody, false));
    await storage.close();
    expect(await Promise.all(waiting)).toHaveLength(300);
    await database.drop();
  });
});

test("what is shown of contacts from before it was kept apart is kept", async () => {
  const database = await createTestDatabase("sqlite");
  await (await open(database.url)).close();
  const run = (sql: string) => execute("sqlite", database.url, sql);
  for (const table of ["persons", "organizations"]) {
    await run(`drop table ${table}_shown`);
    await run(`create index ${table}_shown on ${table} (company_id, id, name, owner_id, visible_to)`);
  }
  await run("delete from foyer_migrations where name = '0032-shown-contacts'");
  await run("insert into companies (id, domain, name, add_time) values (2, 'acme', 'Acme', 1)");
  await run(`insert into persons (company_id, id, name, name_key, owner_id, emails, phones, label_ids, extra, visible_to,
    is_deleted, add_time, touch_time) values (2, 7, 'Ann "Ж"', '', 3, '[{"value":"a\\"b"},{"value":"c"}]', '[]', '[]',
    '{}', 5, 0, 1, 1)`);
  await run(`insert into organizations (company_id, id, name, name_key, owner_id, label_ids, address, visible_to,
    is_deleted, add_time, touch_time) values (2, 8, 'Doors', '', 3, '[]', '{"value":"Main St"}', 1, 0, 1, 1)`);
  await (await open(database.url)).close();
  const all = (columns: string[]) => columns.join(" || ' ' || ");
  expect(
    await run(
      `select ${all(["place", "id", "name", "phones", "emails", "owner_id", "visible_to"])} from persons_shown`,
    ),
  ).toEqual([`${2 * 2 ** 32 + 7} 7 Ann "Ж" [] ["a\\"b","c"] 3 5`]);
  expect(
    await run(
      `select ${all(["place", "id", "name", "address", "owner_id", "visible_to"])} from organizations_shown`,
    ),
  ).toEqual([`${2 * 2 ** 32 + 8} 8 Doors Main St 3 1`]);
  await database.drop();
});

test("a SQLite commit is flushed to disk before it is acknowledged", async () => {
  const database = await createTestDatabase("sqlite");
  const { handle } = openSqlite(database.url.slice("sqlite:".length), { create: true });
  expect(handle.pragma("journal_mode", { simple: true })).toBe("wal");
  expect(handle.pragma("synchronous", { simple: true })).toBe(2);
  handle.close();
  await database.drop();
});

async function execute(engine: Engine, url: string, sql: string): Promise<string[]> {
  if (engine === "sqlite") {
    const { handle } = openSqlite(url.slice("sqlite:".length));
    const statement = handle.prepare(sql);
    const rows = statement.reader ? statement.pluck().all() : [];
    if (!statement.reader) statement.run();
    handle.close();
    return rows as string[];
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query({ text: sql, rowMode: "array" });
  await client.end();
  return (rows as string[][]).map(([first = ""]) => first);
}

const schemaQueries: Record<Engine, string> = {
  sqlite: "select sql from sqlite_master where sql is not null order by name",
  postgres: `select line from (
    select 'table ' || table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable || ' '
      || coalesce(collation_name, '') as line from information_schema.columns where table_schema = 'public'
    union all select indexdef from pg_indexes where schemaname = 'public'
    union all select conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace
  ) lines order by line collate "C"`,
};

const dumpSchema = async (engine: Engine, url: string): Promise<string> =>
  `${(await execute(engine, url, schemaQueries[engine])).join("\n")}\n`;

import {
  type Compilable,
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import type { Database } from "./schema.ts";

export type Engine = "sqlite" | "postgres";

/** Where a named parameter stands in a query; its type is that of the value to come. */
class Slot {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

type Build<P, R> = (query: Kysely<Database>, parameter: P, engine: Engine) => Compilable<R>;

type Statement = {
  readonly sql: string;
  readonly bind: (values: object) => unknown[];
  /** Under which PostgreSQL keeps it; undefined: not at all. */
  readonly name: string | undefined;
};

/** A query compiled once per engine and run through the engine's own prepared statements. */
export type Prepared<P, R> = {
  readonly statement: (engine: Engine) => Statement;
  readonly types?: { parameters: P; row: R };
};

/**
 * SQLite plans a query again on every run when a bare `?` could change its plan (a limit, an equality the chosen
 * index does not cover), at two to six times the price of the query. It does not guess at a value inside a select.
 */
class SteadyPlanCompiler extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return this.nodeStack[0]?.kind === "InsertQueryNode" ? "?" : "(select ?)"; // values to insert are not planned
  }
}

const builders: Record<Engine, Kysely<Database>> = {
  sqlite: new Kysely<Database>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SteadyPlanCompiler(),
    },
  }),
  postgres: new Kysely<Database>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  }),
};

const slots = new Proxy({}, { get: (_target, name) => new Slot(String(name)) });

let statements = 0;

/**
 * Declares a query whose values come later, by name. Building and compiling a query per request costs two
 * thirds of a point read, so it happens on first use and never again.
 *
 * @example prepare((q, p: { company: number }) => q.selectFrom("users").selectAll().where("company_id", "=", p.company))
 */
export const prepare = <P extends object, R>(build: Build<P, R>): Prepared<P, R> =>
  compileLater(build, `q${++statements}`);

function compileLater<P extends object, R>(build: Build<P, R>, name?: string): Prepared<P, R> {
  const compiled: Partial<Record<Engine, Statement>> = {};
  return {
    statement: (engine) =>
      (compiled[engine] ??= toStatement(build(builders[engine], slots as P, engine).compile(), name)),
  };
}

/** Prepared queries that differ in shape (a sort, a filter), made once per shape. */
export function prepareByShape<P extends object, R, S extends string>(
  build: (shape: S) => Build<P, R>,
): (shape: S) => Prepared<P, R> {
  const made = new Map<S, Prepared<P, R>>();
  return (shape) => {
    const known = made.get(shape);
    if (known) return known;
    const fresh = prepare(build(shape));
    made.set(shape, fresh);
    return fresh;
  };
}

/** Shapes kept of one query whose shapes callers make up. */
const CAPACITY = 500;

/**
 * Prepared queries whose shapes callers make up, as filters do: the longest unused are let go, and PostgreSQL, which
 * would hold on to them, plans each anew for its values.
 */
export function prepareByPassingShape<P extends object, R, S extends string>(
  build: (shape: S) => Build<P, R>,
): (shape: S) => Prepared<P, R> {
  const made = new Map<S, Prepared<P, R>>();
  return (shape) => {
    const query = made.get(shape) ?? compileLater(build(shape));
    made.delete(shape);
    made.set(shape, query);
    if (made.size > CAPACITY) made.delete(made.keys().next().value ?? shape);
    return query;
  };
}

function toStatement(query: CompiledQuery<unknown>, name: string | undefined): Statement {
  const { sql, parameters } = query;
  const names = parameters.map((parameter) => (parameter instanceof Slot ? parameter.name : undefined));
  const bind = (values: object) =>
    names.map((name, at) =>
      name === undefined ? parameters[at] : (values as Record<string, unknown>)[name],
    );
  return { sql, bind, name };
}

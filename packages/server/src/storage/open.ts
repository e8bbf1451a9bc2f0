import type { Actor } from "../lib/actor.ts";
import type { Clock } from "../lib/clock.ts";
import type { Command } from "./command.ts";
import { type CommitListener, createCommitter } from "./commit.ts";
import type { Db } from "./db.ts";
import type { Claim, OpenEngine } from "./executor.ts";
import { openSqliteEngine } from "./open-sqlite.ts";
import type { Engine } from "./prepared.ts";

/** Where everything is kept: reads at once, writes as commands that share commits. */
export type Storage = {
  readonly engine: Engine;
  /** For reads outside a transaction. */
  readonly db: Db;
  /** Runs a command and answers once it is durable. Rejects with the command's own error. */
  run<Input, Output>(command: Command<Input, Output>, actor: Actor, input: Input): Promise<Output>;
  /** Calls `listener` after every commit of this process, until the answer is called. */
  onCommit(listener: CommitListener): () => void;
  /**
   * Tries to be the one process that does something, until `release` or its end, however that comes. Undefined while
   * another is.
   */
  claim(): Promise<Claim | undefined>;
  /** What processes share and may lose, read and written at once: see scratch.ts. Opened when first asked for. */
  scratch(): Db;
  close(): Promise<void>;
};

type Options = {
  /** `sqlite:path` or `postgres://…` */
  url: string;
  clock: Clock;
  /** The module the writer thread of SQLite runs. Without it writes run in this thread: for short commands. */
  writer?: URL;
};

/** Opens the database, making or migrating it as needed. */
export async function openStorage({ url, clock, writer }: Options): Promise<Storage> {
  if (url.startsWith("sqlite:"))
    return createStorage(openSqliteEngine(url.slice("sqlite:".length), writer), clock);
  const { openPostgresEngine } = await import("./open-postgres.ts"); // whoever keeps a file pays nothing for it
  return createStorage(await openPostgresEngine(url), clock);
}

function createStorage({ db, executor, claim, scratch, close }: OpenEngine, clock: Clock): Storage {
  const committer = createCommitter(executor);
  return {
    engine: db.engine,
    db,
    run: <Input, Output>(command: Command<Input, Output>, actor: Actor, input: Input) =>
      committer.run({
        ...{ command: command.name, actor, input, now: clock() },
        ...(actor.once && { step: actor.once.steps++ }),
      }) as Promise<Output>,
    onCommit: committer.onCommit,
    claim,
    scratch,
    async close() {
      await committer.close();
      await close();
    },
  };
}

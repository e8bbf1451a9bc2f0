import type { EventWatch } from "../events/watch.ts";
import type { Claim } from "../storage/executor.ts";
import { Runner, type RunnerDeps } from "./runner.ts";
import { liveSubscriptions, type Subscription } from "./webhooks.store.ts";

/** How often webhooks are looked at that another process made or changed. */
const LOOK_MS = 1_000;
/** How often another process's place is asked for. */
const CLAIM_MS = 3_000;
/** How long deliveries under way are waited for when the process ends. */
const PATIENCE_MS = 2_000;
const FORGET_MS = 60 * 60 * 1_000;

type Deps = RunnerDeps & { watch: EventWatch };

/**
 * Delivers the webhooks of every company. Of several processes on one database one delivers; when it ends, another
 * takes over. Each webhook has a runner of its own, so that a slow receiver keeps nobody else waiting.
 */
export function createDeliverer(deps: Deps) {
  const { storage, logger, clock } = deps;
  const crew = createCrew(deps);
  let claim: Claim | undefined;
  let [claimAt, forgetAt] = [0, 0];
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let isStopped = true;

  async function isOurs(): Promise<boolean> {
    if (claim?.held()) return true;
    if (claim) await crew.stop();
    claim = undefined;
    if (clock() < claimAt) return false;
    claimAt = clock() + CLAIM_MS;
    claim = await storage.claim();
    return claim !== undefined;
  }

  async function look(): Promise<void> {
    if (!(await isOurs())) return;
    await crew.serve(await liveSubscriptions(storage.db));
    if (clock() < forgetAt) return;
    forgetAt = clock() + FORGET_MS;
    await crew.forget();
  }

  /** Looks now. Answers when that is done; what it set going may still run. */
  async function lookNow(): Promise<void> {
    while (looking) await looking;
    if (isStopped) return;
    looking = look()
      .catch((error: unknown) => logger.error({ err: error }, "webhooks are not looked at"))
      .finally(() => (looking = undefined));
    await looking;
  }

  function schedule(): void {
    timer = setTimeout(async () => {
      await lookNow();
      if (!isStopped) schedule();
    }, LOOK_MS).unref();
  }

  return {
    async start(): Promise<void> {
      isStopped = false;
      await lookNow();
      schedule();
    },
    lookNow,
    /** Waits until nothing is to be done now. */
    settled: crew.settled,
    async stop(): Promise<void> {
      isStopped = true;
      clearTimeout(timer);
      await looking;
      await Promise.race([crew.settled(), new Promise((done) => setTimeout(done, PATIENCE_MS).unref())]);
      await crew.stop();
      await claim?.release();
      claim = undefined;
    },
  };
}

type Member = { runner: Runner; unwatch: () => void };

/** The runners of all webhooks. */
function createCrew(deps: Deps) {
  const members = new Map<string, Member>();

  function hire(name: string, row: Subscription): void {
    const runner = new Runner(deps, row);
    members.set(name, { runner, unwatch: deps.watch.watch(row.company_id, runner.advance) });
    runner.advance();
  }

  function dismiss([name, { runner, unwatch }]: [string, Member]): Promise<void> {
    unwatch();
    members.delete(name);
    return runner.stop();
  }

  return {
    /** Sees to it that exactly these webhooks are served. */
    async serve(rows: readonly Subscription[]): Promise<void> {
      const live = new Map(rows.map((row) => [`${row.company_id} ${row.id}`, row]));
      for (const [name, row] of live) {
        const known = members.get(name);
        if (known) known.runner.refresh(row);
        else hire(name, row);
      }
      await Promise.all([...members].filter(([name]) => !live.has(name)).map(dismiss));
    },
    async forget(): Promise<void> {
      for (const { runner } of members.values()) while (await runner.forget());
    },
    async settled(): Promise<void> {
      await Promise.all([...members.values()].map(({ runner }) => runner.settled()));
    },
    async stop(): Promise<void> {
      await Promise.all([...members].map(dismiss));
    },
  };
}

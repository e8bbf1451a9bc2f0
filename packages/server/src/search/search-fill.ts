import type { FastifyBaseLogger } from "fastify";
import { dealSearch } from "../deals/deal-search.ts";
import { fillLeads } from "../leads/lead-search.ts";
import type { Actor } from "../lib/actor.ts";
import { nobody } from "../lib/nobody.ts";
import { organizationSearch } from "../organizations/organization-search.ts";
import { personSearch } from "../persons/person-search.ts";
import { command } from "../storage/command.ts";
import type { Tx } from "../storage/db.ts";
import type { Storage } from "../storage/open.ts";
import { endBacklog, leftToFill, moveBacklog, nextBacklog } from "./search-backlog.store.ts";
import { tidyIndex } from "./search-tidy.store.ts";
import { type ItemKind, kindNumbers } from "./search-tokens.ts";

/** Items of one transaction: some 30 ms of work, as whoever writes meanwhile waits for it. */
const SOME = 200;
/** Pages of the index put together in one transaction: as little work. */
const PAGES = 16;

const fillers: Record<
  ItemKind,
  (tx: Tx, company: number, after: number, limit: number) => Promise<number | undefined>
> = {
  lead: fillLeads,
  person: personSearch.fill,
  organization: organizationSearch.fill,
  deal: dealSearch.fill,
};
const kinds = Object.keys(kindNumbers) as ItemKind[]; // a literal object has exactly its keys

/** Puts a bounded number of a company's items into the index that were there before it. */
const fillSome = command("search.fillSome", async (tx, { company_id }: Actor, _: null): Promise<void> => {
  const backlog = await nextBacklog(tx, company_id);
  if (!backlog) return; // another process was quicker
  const kind = kinds.find((one) => kindNumbers[one] === backlog.kind);
  const last = kind && (await fillers[kind](tx, company_id, backlog.after, SOME));
  if (last === undefined) await endBacklog(tx, backlog);
  else await moveBacklog(tx, { ...backlog, after: last });
});

const tidySome = command(
  "search.tidySome",
  (tx, _: Actor, begins: boolean): Promise<boolean> => tidyIndex(tx, { pages: PAGES, begins }),
);

/**
 * Puts together what was put into the index in many pieces: then a search reads one list where it would read twenty.
 * About ten seconds for a million leads, in short transactions.
 */
export async function tidySearch(storage: Storage): Promise<void> {
  for (let begins = true; await storage.run(tidySome, nobody, begins); begins = false);
}

/**
 * Puts everything into the index that was there before it, in short transactions, going on where an earlier run was
 * stopped. A few minutes for a million leads; nothing at all once it is done. `goesOn` is asked before each.
 */
export async function fillSearch(
  storage: Storage,
  goesOn: () => boolean | Promise<boolean> = () => true,
): Promise<void> {
  let batches = 0;
  for (let next = await nextBacklog(storage.db); next; next = await nextBacklog(storage.db)) {
    if (!(await goesOn())) return;
    await storage.run(fillSome, { ...nobody, company_id: next.company_id }, null);
    batches += 1;
  }
  if (batches > 0) await tidySearch(storage);
}

/** The same beside the answering of requests, telling how far it is. */
export function createSearchFill({ storage, logger }: { storage: Storage; logger: FastifyBaseLogger }) {
  let isStopped = false;
  let filling = Promise.resolve();

  async function fill(): Promise<void> {
    const whole = await leftToFill(storage.db);
    if (whole === 0) return;
    let told = -1;
    await fillSearch(storage, async () => {
      const done = 1 - (await leftToFill(storage.db)) / whole;
      const tenth = Math.floor(done * 10);
      if (tenth > told)
        logger.info(`putting what was there before into the index of search: ${tenth * 10} %`);
      told = Math.max(told, tenth);
      return !isStopped;
    });
    if (!isStopped) logger.info("the index of search holds everything");
  }

  return {
    async start(): Promise<void> {
      filling = fill().catch((error) =>
        logger.error({ err: error }, "the index of search waits for the next start"),
      );
    },
    async stop(): Promise<void> {
      isStopped = true;
      await filling;
    },
  };
}

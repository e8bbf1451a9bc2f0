import type { Actor } from "../lib/actor.ts";
import type { Clock } from "../lib/clock.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { Once } from "../lib/once.ts";
import { command } from "../storage/command.ts";
import { findStep, keepAnswer, type Step, sweep } from "../storage/once.store.ts";
import type { Storage } from "../storage/open.ts";

/** An answer as it went out. */
export type Kept = { status: number; body: string };

const keep = command(
  "idempotency.keep",
  async (tx, actor: Actor, { key, ...kept }: Kept & { key: string }) => {
    await keepAnswer(tx, { ...firstStep(actor, key), ...kept });
    await sweep(tx, actor.company_id);
  },
);

/** The whole answer is kept beside the first command of its request. */
const firstStep = ({ company_id, user_id }: Actor, key: string): Step => ({
  company: company_id,
  user: user_id,
  key,
  step: 0,
});

export type IdempotencyService = ReturnType<typeof createIdempotencyService>;

export function createIdempotencyService({ storage, clock }: { storage: Storage; clock: Clock }) {
  return {
    /**
     * The answer to an earlier request with this key. Without one the request takes its course: it is new, or its
     * commands are remembered and answer as they did.
     * @throws DomainError `idempotency_key_reused`
     */
    async recall(actor: Actor, { key, print }: Once): Promise<Kept | undefined> {
      const known = await findStep(storage.db, firstStep(actor, key), clock());
      if (known && known.print !== print) throw new DomainError("idempotency_key_reused");
      return known && known.status > 0 ? { status: known.status, body: known.body } : undefined;
    },
    keep: (actor: Actor, { key }: Once, kept: Kept): Promise<void> =>
      storage.run(keep, actor, { key, ...kept }),
  };
}

import type { Actor } from "./actor.ts";

/** How long who a secret speaks for is remembered, in milliseconds: another process may revoke it meanwhile. */
const MEMORY_MS = 1_000;
/** Secrets remembered at once. */
const CAPACITY = 10_000;

type Found = Actor | undefined;
type Known = { actor: Found | Promise<Found>; until: number };

/** Remembers for a moment who a secret speaks for, so that a busy client is looked up once a second. */
export function createActorMemory(now: () => number) {
  const known = new Map<string, Known>();

  return {
    /** At once when it is remembered: waiting for what is there costs every request. */
    find(secret: string, lookUp: (secret: string) => Promise<Found>): Found | Promise<Found> {
      const time = now();
      const remembered = known.get(secret);
      if (remembered && remembered.until > time) return remembered.actor;
      if (known.size >= CAPACITY) known.clear();
      const asked = lookUp(secret);
      const entry: Known = { actor: asked, until: time + MEMORY_MS };
      known.set(secret, entry);
      asked.then(
        (actor) => {
          entry.actor = actor;
        },
        () => known.delete(secret),
      );
      return asked;
    },

    /** Who a secret speaks for, where that is remembered and known. */
    known(secret: string): Found {
      const remembered = known.get(secret);
      if (!remembered || remembered.until <= now() || remembered.actor instanceof Promise) return undefined;
      return remembered.actor;
    },

    /** Something was revoked: asks the database again. */
    forget: (): void => known.clear(),
  };
}
export type ActorMemory = ReturnType<typeof createActorMemory>;

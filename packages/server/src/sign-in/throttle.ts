import { hash } from "node:crypto";
import { isIPv6 } from "node:net";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import { nobody } from "../lib/nobody.ts";
import { command } from "../storage/command.ts";
import type { Tx } from "../storage/db.ts";
import type { Storage } from "../storage/open.ts";
import { addAttempt, findAttempts, forgetAttempts, takeBackAttempt } from "./attempts.store.ts";

/** Failures are counted for so long from the first. */
export const WINDOW_MS = 15 * 60 * 1_000;
/** Failures taken in that time: a guesser of one password comes to 960 a day, one address to 4,800. */
export const MAX_OF_ACCOUNT = 10;
export const MAX_OF_ADDRESS = 50;

/** Whose attempts are counted together. Hashed: what people type for an e-mail may be a password. */
export type Subjects = { account: string; address: string };

export const subjectsOf = (email: string, address: string): Subjects => ({
  account: `account:${hash("sha256", email.trim().toLowerCase())}`,
  address: `address:${hash("sha256", network(address))}`,
});

/** One household has a whole /64 of IPv6 addresses. */
function network(address: string): string {
  if (!isIPv6(address) || address.startsWith("::ffff:")) return address;
  const { hostname } = new URL(`http://[${address.split("%", 1)[0]}]`); // in its shortest form
  const [head = "", tail] = hostname.slice(1, -1).split("::");
  const groups = head === "" ? [] : head.split(":");
  const rest = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - groups.length - rest.length }, () => "0");
  return [...groups, ...zeros, ...rest].slice(0, 4).join(":");
}

/**
 * Counts an attempt before it is judged, so that many at once do not all get through. Answers when to try again,
 * in milliseconds since 1970, if there were too many already.
 */
const begin = command(
  "signIn.begin",
  async (tx, _actor: Actor, { account, address }: Subjects): Promise<number | null> => {
    const ofAccount = await findAttempts(tx, account, tx.now);
    const ofAddress = await findAttempts(tx, address, tx.now);
    const ends = [
      ...(ofAccount && ofAccount.failures >= MAX_OF_ACCOUNT ? [ofAccount.end_time] : []),
      ...(ofAddress && ofAddress.failures >= MAX_OF_ADDRESS ? [ofAddress.end_time] : []),
    ];
    if (ends.length > 0) return Math.max(...ends);
    await addAttempt(tx, account, tx.now + WINDOW_MS);
    await addAttempt(tx, address, tx.now + WINDOW_MS);
    return null;
  },
);

/** @throws DomainError `sign_in_throttled`, which says when to try again */
export async function beginAttempt(storage: Storage, subjects: Subjects, now: number): Promise<void> {
  const until = await storage.run(begin, nobody, subjects);
  if (until === null) return;
  const retryAfter = Math.max(1, Math.ceil((until - now) / 1_000));
  const minutes = Math.ceil(retryAfter / 60);
  const info = `Too many attempts to sign in. Try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}, or ask your administrator for a sign-in link.`;
  throw new DomainError("sign_in_throttled", { info, retryAfter });
}

/** The attempt was none: its account starts anew, its address is counted one less. */
export async function endAttemptIn(tx: Tx, { account, address }: Subjects): Promise<void> {
  await forgetAttempts(tx, account);
  await takeBackAttempt(tx, address);
}

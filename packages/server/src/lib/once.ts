/** A request that is to be carried out once, however often it is sent. */
export type Once = {
  /** The idempotency key the caller chose. */
  readonly key: string;
  /** Of what was asked: the same key with another print is a mistake. */
  readonly print: string;
  /** Commands the request has run so far: each is remembered under its number. */
  steps: number;
};

/** How long a key is remembered. */
export const REMEMBERED_MS = 86_400_000;

/** Milliseconds since 1970, UTC. Passed in so that a test can say what time it is. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();

const SECOND = 1_000;
let lastSecond = { at: Number.NaN, text: "" };

/** `2026-09-01T08:15:30.123Z`: the leads family. What is written in one second has all but its end in common. */
export function toMsTime(ms: number): string {
  const at = Math.floor(ms / SECOND);
  if (at !== lastSecond.at) {
    lastSecond = { at, text: new Date(at * SECOND).toISOString().slice(0, -"000Z".length) };
  }
  return `${lastSecond.text}${String(ms - at * SECOND).padStart(3, "0")}Z`;
}

/** `2026-09-01T08:15:30Z`: the v2 family. */
export const toSecondTime = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** `2026-09-01 08:15:30`: the v1 family, in UTC. */
export const toSpacedTime = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace("T", " ");

/** Reads any form Pipedrive takes; a moment without a zone is UTC, as Pipedrive documents. */
export function fromMoment(text: string): number {
  const iso = text.replace(" ", "T");
  const zoned = /T.*(Z|[+-]\d\d:?\d\d)$/i.test(iso) || !iso.includes("T") ? iso : `${iso}Z`;
  return Date.parse(zoned);
}

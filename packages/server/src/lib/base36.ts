const BASE = 36;
/** Two digits at a time. */
const PAIR = BASE * BASE;
const pairs = Array.from({ length: PAIR }, (_, value) => value.toString(BASE).padStart(2, "0"));

/** A whole number from 0 to 2^53 in base 36: `toString(36)` calculates as for a fraction, and takes three times as long. */
export function toBase36(value: number): string {
  let text = "";
  let rest = value;
  do {
    text = pairs[rest % PAIR] + text;
    rest = Math.floor(rest / PAIR);
  } while (rest > 0);
  return text.length > 1 && text.startsWith("0") ? text.slice(1) : text;
}

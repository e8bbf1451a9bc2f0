import { hash, randomBytes, randomUUID } from "node:crypto";

/** 100-nanosecond steps between the UUID epoch (1582-10-15) and 1970. */
const EPOCH_OFFSET = 122_192_928_000_000_000n;
const STEPS_PER_MS = 10_000;

export const uuidV4 = (): string => randomUUID();

/** The same UUID for the same text, in the form of version 4: for what must come out alike on another machine. */
export function uuidOf(text: string): string {
  const hex = hash("sha256", text);
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * Makes UUIDs of version 1 whose time is exactly the millisecond given. Ids asked for within one millisecond
 * differ in its 10,000 steps; clock sequence and node are random per generator, as RFC 9562 6.10 allows, unless
 * their eight bytes are given.
 */
export function createUuidV1(bytes: Buffer = randomBytes(8)): (ms: number) => string {
  const tail = toTail(bytes);
  let step = 0;
  return (ms) => {
    step = (step + 1) % STEPS_PER_MS;
    const time = (BigInt(ms) * BigInt(STEPS_PER_MS) + BigInt(step) + EPOCH_OFFSET)
      .toString(16)
      .padStart(15, "0");
    return `${time.slice(7)}-${time.slice(3, 7)}-1${time.slice(0, 3)}-${tail}`;
  };
}

function toTail(bytes: Buffer): string {
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x80;
  bytes[2] = (bytes[2] ?? 0) | 0x01; // the multicast bit marks a node that is no network card
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 4)}-${hex.slice(4)}`;
}

/** The millisecond a version 1 UUID was made. */
export function uuidV1Time(uuid: string): number {
  const [low = "", middle = "", high = ""] = uuid.split("-");
  const steps = BigInt(`0x${high.slice(1)}${middle}${low}`) - EPOCH_OFFSET;
  return Number(steps / BigInt(STEPS_PER_MS));
}

/** The 128 bits in base 36, as Pipedrive writes them into a lead's mail address. */
export const uuidBase36 = (uuid: string): string => BigInt(`0x${uuid.replaceAll("-", "")}`).toString(36);

/** A day and a time of day as a wall clock shows them; without a time, the whole day. */
export type WallTime = { date: string; time: string | null };

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const day = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
  const time = { hourCycle: "h23", hour: "2-digit", minute: "2-digit", second: "2-digit" } as const;
  const made = new Intl.DateTimeFormat("en-US", { ...day, ...time, timeZone: zone });
  formats.set(zone, made);
  return made;
}

/** Clocks are put forward or back on a quarter of an hour, nowhere within one. */
const QUARTER_MS = 900_000;

const aheads = new Map<string, number>();

/** What a clock in a zone shows at a moment, as if it were UTC. Dear to work out, and the same for all of a quarter of an hour. */
function shownAt(moment: number, zone: string): number {
  const quarter = Math.floor(moment / QUARTER_MS) * QUARTER_MS;
  const name = `${quarter} ${zone}`;
  const ahead = aheads.get(name) ?? workOut(quarter, zone) - quarter;
  aheads.set(name, ahead);
  return moment + ahead;
}

function workOut(moment: number, zone: string): number {
  const parts = formatOf(zone).formatToParts(moment);
  const [year = 0, month = 1, ...rest] = ["year", "month", "day", "hour", "minute", "second"].map((type) =>
    Number(parts.find((part) => part.type === type)?.value),
  );
  return Date.UTC(year, month - 1, ...rest);
}

const toWall = (utc: number): WallTime => {
  const text = new Date(utc).toISOString();
  return { date: text.slice(0, 10), time: text.slice(11, 16) };
};

/** A moment in milliseconds as the clocks of a zone show it. */
export const inZone = (moment: number, zone: string): WallTime => toWall(shownAt(moment, zone));

/** The moment at which the clocks of a zone show this; in an hour they skip, the one just after. */
export function momentOf({ date, time }: WallTime, zone: string): number {
  const wanted = Date.parse(`${date}T${time ?? "00:00"}:00Z`);
  const guess = 2 * wanted - shownAt(wanted, zone);
  return wanted - (shownAt(guess, zone) - guess);
}

/** The zone, or the browser's own where nobody knows it. */
export function knownZone(zone: string | undefined): string {
  try {
    if (zone) return formatOf(zone).resolvedOptions().timeZone;
  } catch {
    // A name from elsewhere; the browser's own is nearer than none.
  }
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

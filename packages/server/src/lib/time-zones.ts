import { DAY_MS, type Day } from "./days.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format takes longer than a query: there is one per zone in use. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formats.set(timeZone, made);
  return made;
}

/** What a wall clock of the zone shows, read as if it were UTC. */
function wallClock(ms: number, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(ms);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
}

/** The day a calendar of the zone shows at a moment. */
export const dayIn = (timeZone: string, ms: number): Day =>
  new Date(wallClock(ms, timeZone)).toISOString().slice(0, "YYYY-MM-DD".length);

/**
 * The first moment of a day in a zone, in milliseconds: midnight, or where clocks skip midnight the moment they are
 * put forward.
 */
export function startOfDay(timeZone: string, day: Day): number {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const candidates = [-DAY_MS, DAY_MS].map((apart) => midnight - offsetAt(timeZone, midnight + apart));
  const within = candidates.filter((ms) => dayIn(timeZone, ms) === day);
  // A day the zone left out altogether, as Samoa did in 2011, begins where the next one does.
  return within.length > 0 ? Math.min(...within) : Math.max(...candidates);
}

/** How far the zone's clocks are ahead of UTC, in milliseconds. */
function offsetAt(timeZone: string, ms: number): number {
  const second = Math.floor(ms / 1_000) * 1_000;
  return wallClock(second, timeZone) - second;
}

/** Whether there is a time zone of that name. */
export function isTimeZone(name: string): boolean {
  if (/^[+-]/.test(name)) return false; // Intl takes offsets too, which no calendar of ours does
  try {
    return formatOf(name) !== undefined;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

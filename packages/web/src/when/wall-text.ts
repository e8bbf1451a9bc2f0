/** Days and times of day as people type them: `15.7.2030` and `14:30`, or `7/15/2030` and `2:30 pm`. */

type Part = "day" | "month" | "year";

const WIDTH: Record<Part, number> = { day: 2, month: 2, year: 4 };

const sample = Date.UTC(2026, 11, 24);
const made = new Map<string, Intl.DateTimeFormat>();

/** In figures alone, by the calendar and with the digits the server has. */
function formatOf(locale: string): Intl.DateTimeFormat {
  const known = made.get(locale);
  if (known) return known;
  const look = { year: "numeric", month: "2-digit", day: "2-digit", timeZone: "UTC" } as const;
  const fresh = new Intl.DateTimeFormat(locale, { ...look, calendar: "gregory", numberingSystem: "latn" });
  made.set(locale, fresh);
  return fresh;
}

const isPart = (type: string): type is Part => type in WIDTH;

/** The parts of a day in the order a region writes them. */
const orderOf = (locale: string): Part[] =>
  formatOf(locale)
    .formatToParts(sample)
    .map(({ type }) => type)
    .filter(isPart);

/** `2030-07-15` as a region writes it in figures. */
export const writeDay = (locale: string, day: string): string =>
  formatOf(locale).format(Date.parse(`${day}T00:00:00Z`));

/** How a region writes a day, `DD.MM.YYYY`, with the letters that stand for its parts. */
export const dayPattern = (locale: string, letters: Record<Part, string>): string =>
  formatOf(locale)
    .formatToParts(sample)
    .map(({ type, value }) => (isPart(type) ? letters[type].repeat(WIDTH[type]) : value))
    .join("");

/** What was typed, as `2030-07-15`; undefined where it is no day. Without a year, it is in that of `today`. */
export function readDay(locale: string, typed: string, today: string): string | undefined {
  const order = orderOf(locale);
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed.trim());
  if (iso) return toDay({ year: iso[1] ?? "", month: iso[2] ?? "", day: iso[3] ?? "" });
  const groups = typed.match(/\d+/g) ?? [];
  if (/\p{L}/u.test(typed.replaceAll(/[年月日년월일г]/gu, ""))) return undefined;
  const figures = groups.length === 1 ? cut(groups[0] ?? "", order) : groups;
  const named = figures.length === 2 ? order.filter((part) => part !== "year") : order;
  if (figures.length !== named.length) return undefined;
  const year = today.slice(0, WIDTH.year);
  return toDay({ year, ...Object.fromEntries(named.map((part, index) => [part, figures[index] ?? ""])) });
}

/** Figures without anything between them: `15072030`, `150730`, `1507`. */
function cut(figures: string, order: readonly Part[]): string[] {
  const short = { ...WIDTH, year: figures.length === 6 ? 2 : WIDTH.year };
  const parts = figures.length === 4 ? order.filter((part) => part !== "year") : order;
  const widthOf = (some: readonly Part[]) => some.reduce((sum, part) => sum + short[part], 0);
  if (figures.length !== widthOf(parts)) return [];
  const begins = parts.map((_, index) => widthOf(parts.slice(0, index)));
  return parts.map((part, index) => figures.slice(begins[index], (begins[index] ?? 0) + short[part]));
}

function toDay({ year, month, day }: { [P in Part]?: string }): string | undefined {
  const full = year?.length === 2 ? `20${year}` : (year ?? "");
  if (full.length !== WIDTH.year) return undefined;
  const text = [full, month?.padStart(2, "0"), day?.padStart(2, "0")].join("-");
  const moment = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(text) ? text : undefined;
}

/** What was typed, as `14:30`; undefined where it is no time of day. */
export function readTime(typed: string): string | undefined {
  const found = /^(\d{1,2})(?:[:.h ]?(\d{2}))?(?::\d{2})?\s*(?:uhr)?\s*([ap])?\.?(?:m\.?)?$/i.exec(
    typed.trim(),
  );
  if (!found) return undefined;
  const [, hours = "", minutes = "00", half] = found;
  const hour = half ? (Number(hours) % 12) + (half.toLowerCase() === "p" ? 12 : 0) : Number(hours);
  if (hour > 23 || Number(minutes) > 59 || (half && (Number(hours) < 1 || Number(hours) > 12)))
    return undefined;
  return `${String(hour).padStart(2, "0")}:${minutes}`;
}

type Week = { firstDay?: number };

/** On which day of the week a region's begins: 1 for Monday, 7 for Sunday. */
export function firstWeekday(locale: string): number {
  const about = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?: () => Week; weekInfo?: Week };
  return (about.getWeekInfo?.() ?? about.weekInfo)?.firstDay ?? 1;
}

const DAY_MS = 86_400_000;

export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);

/** The same day of another month, or the last of one that is shorter. */
export function addMonths(day: string, count: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + count, Math.min(date, last))).toISOString().slice(0, 10);
}

/** So many weeks meet any month: all are shown as high, and what one pages by stays where it is. */
const WEEKS = 6;

/** The weeks a month is shown in, all of them whole. */
export function weeksOf(month: string, first: number): string[][] {
  const start = `${month.slice(0, 7)}-01`;
  const weekday = new Date(`${start}T00:00:00Z`).getUTCDay() || 7;
  const from = addDays(start, -((weekday - first + 7) % 7));
  return Array.from({ length: WEEKS }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => addDays(from, 7 * week + day)),
  );
}

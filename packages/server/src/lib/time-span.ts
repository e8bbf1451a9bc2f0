const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const MONTHS = 12;

/** The parts of the calendar between two moments, as PHP counts them: whole months first. Nothing when `to` is earlier. */
export function spanBetween(from: number, to: number) {
  const end = Math.max(from, to);
  const months = monthsBetween(from, end);
  const rest = end - monthsLater(from, months);
  return {
    y: Math.floor(months / MONTHS),
    m: months % MONTHS,
    d: Math.floor(rest / DAY_MS),
    h: Math.floor((rest % DAY_MS) / HOUR_MS),
    i: Math.floor((rest % HOUR_MS) / MINUTE_MS),
    s: Math.floor((rest % MINUTE_MS) / SECOND_MS),
    total_seconds: Math.floor((end - from) / SECOND_MS),
  };
}

function monthsBetween(from: number, to: number): number {
  const [a, b] = [new Date(from), new Date(to)];
  const months = (b.getUTCFullYear() - a.getUTCFullYear()) * MONTHS + b.getUTCMonth() - a.getUTCMonth();
  return monthsLater(from, months) > to ? months - 1 : months;
}

const monthsLater = (from: number, months: number): number => {
  const date = new Date(from);
  return date.setUTCMonth(date.getUTCMonth() + months);
};

const HOUR = 3_600_000;
const WEEK = 168 * HOUR;
/** 1970-01-05 00:00 UTC was a Monday. */
const MONDAY = 4 * 24 * HOUR;

/** How much happens in each hour of the week: most of it in office hours, a little at night. */
const activity = Array.from({ length: 168 }, (_hour, hour) => {
  const weekday = hour < 5 * 24;
  const office = hour % 24 >= 7 && hour % 24 < 18;
  return (office ? 20 : 2) * (weekday ? 1 : 0.15);
});
const total = activity.reduce((sum, part) => sum + part);

/** What part of a week's work is done when an hour begins. */
const doneBefore = [0];
for (const part of activity) doneBefore.push((doneBefore.at(-1) ?? 0) + part / total);

/** A moment as weeks of work since 1970. */
function toWork(ms: number): number {
  const weeks = Math.floor((ms - MONDAY) / WEEK);
  const hours = (ms - MONDAY - weeks * WEEK) / HOUR;
  const hour = Math.floor(hours);
  return weeks + (doneBefore[hour] ?? 0) + (hours - hour) * ((activity[hour] ?? 0) / total);
}

function fromWork(work: number): number {
  const weeks = Math.floor(work);
  const done = work - weeks;
  const hour = hourOf(done);
  const part = (done - (doneBefore[hour] ?? 0)) / ((activity[hour] ?? 1) / total);
  return Math.floor(MONDAY + weeks * WEEK + (hour + part) * HOUR);
}

/** The last hour of the week that begins with no more than this done. */
function hourOf(done: number): number {
  let [low, high] = [0, activity.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((doneBefore[middle] ?? 1) <= done) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Turns a fraction from 0 to 1 into a moment between two, later for larger, mostly in office hours. */
export function createSchedule({ since, until }: { since: number; until: number }) {
  const begin = toWork(since);
  const end = toWork(until);
  return (fraction: number): number => Math.min(fromWork(begin + (end - begin) * fraction), until);
}
export type Schedule = ReturnType<typeof createSchedule>;

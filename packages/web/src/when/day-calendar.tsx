import { ActionIcon, Popover } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTexts } from "../texts/texts.tsx";
import classes from "./day-calendar.module.css";
import { addDays, addMonths, firstWeekday, weeksOf } from "./wall-text.ts";

type Props = {
  label: string;
  value: string;
  today: string;
  onChoose: (day: string) => void;
  onClose: () => void;
};

const MONTH = "YYYY-MM".length;
const WEEK = 7;

/** Where a key leads to from a day; undefined for one that leads nowhere. */
function led(key: string, day: string, first: number): string | undefined {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() - first + WEEK) % WEEK;
  const days: Record<string, string> = {
    ArrowLeft: addDays(day, -1),
    ArrowRight: addDays(day, 1),
    ArrowUp: addDays(day, -WEEK),
    ArrowDown: addDays(day, WEEK),
    Home: addDays(day, -weekday),
    End: addDays(day, WEEK - 1 - weekday),
    PageUp: addMonths(day, -1),
    PageDown: addMonths(day, 1),
  };
  return days[key];
}

/**
 * A month to choose a day of: by arrows, by its week's ends, by month, or by a press. It comes with what it drops down
 * in, which is measured for its place once, and so may not be there before its weeks are.
 */
export function DayCalendar({ label, value, today, onChoose, onClose }: Props) {
  const { t, locale } = useTexts();
  const [at, setAt] = useState(value || today);
  const grid = useRef<HTMLTableElement>(null);
  const isWalking = useRef(false);
  const first = firstWeekday(locale);
  const weeks = weeksOf(at, first % WEEK || WEEK);
  const written = (day: string, look: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...look, timeZone: "UTC" }).format(Date.parse(`${day}T00:00:00Z`));

  useEffect(() => {
    if (!isWalking.current) return;
    isWalking.current = false;
    grid.current?.querySelector<HTMLButtonElement>(`[data-day="${at}"]`)?.focus();
  }, [at]);

  const press = (event: KeyboardEvent) => {
    if (event.key !== "Tab") event.stopPropagation(); // what stands around it has keys of its own
    if (event.key === "Escape") {
      event.preventDefault();
      onClose();
    }
    const isDay = event.target instanceof HTMLElement && event.target.dataset.day !== undefined;
    const next = isDay ? led(event.key, at, first) : undefined;
    if (next === undefined) return;
    event.preventDefault();
    isWalking.current = true;
    setAt(next);
  };
  const turn = (months: number, label: string, Icon: typeof IconChevronLeft) => (
    <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={() => setAt(addMonths(at, months))}>
      <Icon size={16} aria-hidden />
    </ActionIcon>
  );

  return (
    <Popover.Dropdown p="xs" role="dialog" aria-label={label} onKeyDown={press}>
      <div className={classes.head}>
        {turn(-1, t.when.earlier, IconChevronLeft)}
        <span aria-live="polite">{written(at, { month: "long", year: "numeric" })}</span>
        {turn(1, t.when.later, IconChevronRight)}
      </div>
      <table ref={grid} className={classes.weeks}>
        <thead>
          <tr>
            {weeks[0]?.map((day) => (
              <th key={day} scope="col" abbr={written(day, { weekday: "long" })}>
                {written(day, { weekday: "short" })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day}>
                  <button
                    type="button"
                    className={classes.day}
                    data-day={day}
                    data-outside={day.slice(0, MONTH) === at.slice(0, MONTH) ? undefined : true}
                    data-autofocus={day === at || undefined} // where whoever opens it begins
                    tabIndex={day === at ? 0 : -1}
                    aria-label={written(day, { dateStyle: "full" })}
                    aria-pressed={day === value}
                    aria-current={day === today ? "date" : undefined}
                    onClick={() => onChoose(day)}
                  >
                    {Number(day.slice(MONTH + 1))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Popover.Dropdown>
  );
}

import type { ActivityBrief } from "../api/types.ts";
import type { Writing } from "../leads/columns.tsx";
import classes from "./activities.module.css";
import { isOverdue } from "./due.ts";
import { dueText } from "./due-text.ts";

type Props = { activity: ActivityBrief; writing: Writing };

/** What is next for a lead, in one line: red when it should be done by now. */
export function NextActivity({ activity, writing: { locale, zone } }: Props) {
  const now = Date.now();
  return (
    <>
      <span className={classes.when} data-overdue={isOverdue(activity, now, zone) || undefined}>
        {dueText(activity, { locale, zone, now })}
      </span>{" "}
      {activity.subject}
    </>
  );
}

import type { ActivityBrief } from "../api/types.ts";
import classes from "./activities.module.css";
import { isOverdue } from "./due.ts";
import { dueText } from "./due-text.ts";
import { useZone } from "./use-zone.ts";

/** What is next for a lead, in one line: red when it should be done by now. */
export function NextActivity({ activity, locale }: { activity: ActivityBrief; locale: string }) {
  const zone = useZone();
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

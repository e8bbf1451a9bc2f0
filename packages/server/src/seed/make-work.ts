import type { Lead } from "@leadfoyer/contract";
import { newActivity, type StoredActivity } from "../activities/activity-changes.ts";
import type { Actor } from "../lib/actor.ts";
import { toSecondTime } from "../lib/clock.ts";
import type { Random } from "../lib/random.ts";
import { newNote } from "../notes/note-changes.ts";
import type { StoredNote } from "../notes/note-row.ts";
import { randomFor, type Setting } from "./plan.ts";
import { fill, type List, words } from "./words.ts";

/** A lead with what was written down about it and what was, or is, to be done. These get their ids when stored. */
export type WorkedLead = { lead: Lead; notes: StoredNote[]; activities: StoredActivity[] };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const openings = words(
  "Called about <b>{title}</b>.|Talked at the stand: {title}.|Asked by mail for {title}.|Was recommended to us; wants {title}.|Came back to our offer for {title}.|Left a message, no answer yet.|Met the buyer and the site manager.|Sent the catalogue and two references.",
);
const sequels = words(
  "Budget is approved for this year.|Decides together with the board in {n} weeks.|Compares us with {n} others.|Needs delivery within {n} days.|<i>Price matters more than the date.</i>|Wants a visit before anything is signed.|Please call back after lunch.|Speaks German and French, some English.|Invoice goes to head office.|Asked about warranty and spare parts.|Not before the holidays.|Send samples: <ul><li>small</li><li>large</li></ul>",
);

/** What people do, and how often out of ten. */
const kinds = [
  ...Array<[string, string]>(5).fill(["call", "Call"]),
  ...Array<[string, string]>(2).fill(["meeting", "Meeting"]),
  ...Array<[string, string]>(2).fill(["task", "Send offer"]),
  ["email", "Answer by mail"],
] as unknown as List<[string, string]>;

/** Writes notes about a share of the leads, and plans something for another. */
export function createWorkMaker(setting: Setting, actor: Actor) {
  return function work(lead: Lead, index: number): WorkedLead {
    const random = randomFor(setting, "work", index);
    const worker = { ...actor, user_id: lead.owner_id };
    return {
      lead,
      notes: notesOn(setting, worker, lead, random),
      activities: activitiesOf(setting, worker, lead, random),
    };
  };
}

function notesOn(setting: Setting, worker: Actor, lead: Lead, random: Random): StoredNote[] {
  const dice = random.next();
  const count = dice < 0.6 ? 0 : dice < 0.9 ? 1 : 2;
  return Array.from({ length: count }, () => {
    const content = contentOf(lead, random);
    const now = after(setting, lead, random);
    const contacts = { person_id: lead.person_id, org_id: lead.organization_id };
    return newNote(worker, { content, lead_id: lead.id }, { id: 0, now, contacts });
  });
}

function contentOf({ title }: Lead, random: Random): string {
  const values = { title: title.replaceAll("&", "&amp;").replaceAll("<", "&lt;"), n: 2 + random.below(9) };
  const sentences = [random.pick(openings)];
  for (let count = random.below(3); count > 0; count -= 1) sentences.push(random.pick(sequels));
  return sentences.map((sentence) => `<p>${fill(sentence, values)}</p>`).join("");
}

/** Some time since the lead came in, mostly soon. */
function after({ until }: Setting, { add_time }: Lead, random: Random): number {
  const since = Date.parse(add_time);
  return since + Math.floor(random.next() ** 3 * Math.min(until - since, 60 * DAY));
}

function activitiesOf(setting: Setting, worker: Actor, lead: Lead, random: Random): StoredActivity[] {
  const activities: StoredActivity[] = [];
  if (random.chance(0.2)) activities.push(done(planned(setting, worker, lead, random), setting, random));
  if (!lead.is_archived && random.chance(0.15)) activities.push(planned(setting, worker, lead, random));
  return activities;
}

/** Something to be done within two weeks of the end of the plan, half of it at a time of day. */
function planned(setting: Setting, worker: Actor, lead: Lead, random: Random): StoredActivity {
  const [key_string, name] = random.pick(kinds);
  const due = setting.until + (random.below(20) - 6) * DAY;
  const input = {
    lead_id: lead.id,
    org_id: lead.organization_id,
    participants: lead.person_id === null ? [] : [{ person_id: lead.person_id }],
    due_date: dayOf(due),
    due_time: random.chance(0.5) ? `${8 + random.below(10)}:${random.pick(["00", "15", "30", "45"])}` : null,
  };
  return newActivity(worker, input, { id: 0, now: after(setting, lead, random), type: { name, key_string } });
}

/** The same, long done. */
function done(activity: StoredActivity, { until }: Setting, random: Random): StoredActivity {
  const time = Math.min(activity.add_time + random.below(10 * DAY), until);
  const update_user_id = activity.owner_id;
  return {
    ...activity,
    done: true,
    marked_as_done_time: time,
    due_date: dayOf(time),
    update_time: time,
    update_user_id,
  };
}

const dayOf = (ms: number): string => toSecondTime(ms).slice(0, "YYYY-MM-DD".length);

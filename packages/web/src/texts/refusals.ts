import type { Texts } from "./en.ts";
import type { Faults, Refusals } from "./refusals-en.ts";

/** Of a part of the page that does not come. */
export const UNFETCHED = "unfetched";
/** Of an answer that never came. */
export const UNREACHABLE = "unreachable";

/** A refusal as the client has it: the body says why, and some say more in a second sentence. */
type Refused = { status: number; body: unknown; message: string };

/** What is called by its key, such as a custom field, or by its id, such as a lead. */
type NameOf = (key: string) => string | undefined;

/** What bulks answer by their codes is what single changes are told in words. */
const codes: Record<string, string> = {
  lead_archived: "lead is archived",
  lead_not_found: "requested lead not found",
  lead_label_not_found: "requested lead label not found",
  permission_missing: "You do not have permissions to do this.",
  user_not_found: "User not found or not accessible.",
  stage_not_found: "Stage not found",
  pipeline_not_found: "Pipeline not found",
  person_not_found: "Person not found",
  organization_not_found: "Organization not found",
  deal_not_found: "Deal not found",
  deal_archived: "Deal is archived",
  deal_closed: "Deal is closed",
  operation_running: "Operation is running",
  operation_undone: "Operation is undone",
};

const knownIn = ({ refusals: { known } }: Texts, text: string): string | undefined =>
  known[text] ?? known[codes[text] ?? ""];

/** A code that stands alone says nothing to a person. */
const CODE = /^[a-z]+(_[a-z]+)*$/;

/** A reason that stands alone: a code, or a text of our own. */
export const inWords = (t: Texts, text: string): string =>
  knownIn(t, text) ?? (CODE.test(text) ? t.refusals.refused : text);

/** What the server says where it has nothing more to say. */
const STANDING = /^Please check developers\.pipedrive\.com/;

/** Why a request was refused, in the language of the texts: in the server's own words only where there are no others. */
export function refusalInWords(t: Texts, { status, body, message }: Refused, nameOf: NameOf): string {
  const { error = message, error_info: info } = (body ?? {}) as { error?: string; error_info?: string };
  const said = info === undefined || STANDING.test(info) ? [error] : [error, info];
  // What says more comes second, and what says that something is wrong with the input says more in its second half.
  const specific = status === 400 ? said.toReversed() : said;
  const first = <T>(look: (text: string) => T | undefined): T | undefined =>
    specific.map(look).find((words) => words !== undefined);
  return (
    first((text) => goneLeadOf(t, text, nameOf)) ??
    first((text) => knownIn(t, text)) ??
    first((text) => sentenceOf(t, text)) ??
    first((text) => faultsOf(t, text, nameOf)) ??
    t.refusals.statuses[status] ??
    (specific[0] || error)
  );
}

/** What a note, an activity or a deal was to hang on. */
const GONE_LEAD = /"lead_id" (\S+) is not a lead/;

function goneLeadOf({ refusals }: Texts, text: string, nameOf: NameOf): string | undefined {
  const id = GONE_LEAD.exec(text)?.[1];
  return id && refusals.goneLead(nameOf(id));
}

type Sentence = keyof Refusals["sentences"];

const sentences: readonly (readonly [RegExp, Sentence])[] = [
  [/needs the permission \w+: ask an administrator/, "permission"],
  [/must contain at least one of \[person_id, organization_id\]/, "needsContact"],
  [/was merged into/, "merged"],
  [/is a user with the e-mail (\S+)\.$/, "userExists"],
  [/attempts to sign in\. Try again in (\d+)/, "throttled"],
  [/Only its owner or an administrator changes a filter/, "filterOfOther"],
  [/has a condition on .* which is gone/, "filterGone"],
  [/no more than (\d+) custom fields/, "mostFields"],
  [/A field has at most (\d+) options/, "mostOptions"],
  [/must be at most 100 KB/, "noteTooLong"],
  [/deactivated user signs in by no link/, "linkInactive"],
  [/first role cannot be deleted/, "firstRole"],
  [/is the role itself or below it/, "roleInCircle"],
  [/has (\d+) webhooks, which is the limit/, "webhooksFull"],
];

function sentenceOf({ refusals }: Texts, text: string): string | undefined {
  for (const [pattern, name] of sentences) {
    const found = pattern.exec(text);
    const words = found && refusals.sentences[name];
    if (words) return typeof words === "string" ? words : words(found[1] ?? "");
  }
  return undefined;
}

const faults: readonly (readonly [RegExp, keyof Faults])[] = [
  [/^is required|not allowed to be empty/, "required"],
  [/must be (a number|an integer)/, "number"],
  [/must be (\S+) or later/, "later"],
  [/YYYY-MM-DD|ISO 8601|valid datetime/, "date"],
  [/HH:MM/, "time"],
  [/length must be less than or equal to (\d+)|must be a text of 1 to (\d+) characters/, "longest"],
  [/length must be at least (\d+)/, "shortest"],
  [/must be greater than or equal to (\S+)/, "least"],
  [/must be less than or equal to (\S+)/, "most"],
  [/must contain (?:less than or equal to|at most) (\d+)/, "mostOf"],
  [/must contain at least (\d+)/, "leastOf"],
  [/is for localhost alone/, "redirect"],
  [/non-reachable URL|must be .*(URL|https?)/i, "address"],
  [/must be one of|option|currency code|time zone/, "choice"],
  [/is a deactivated user/, "inactive"],
  [/is not an? |names no|which is no/, "gone"],
  [/cannot be stored/, "characters"],
];

/** `"title" is required`, `title: Parameter 'title' is required`, or `role_id: 7 is not a role of this company.` */
const LINE = /^(?:"([\w.[\]]+)"|([\w.[\]]+):)\s+(?:Parameter '[^']*' )?(.+)$/s;

/** What is wrong with each thing that was sent. Undefined where it is said in another way. */
function faultsOf(t: Texts, text: string, nameOf: NameOf): string | undefined {
  const lines = text.replace(/^Validation failed: /, "").split(/; (?=[\w.[\]]+: )/);
  const told = lines.map((line) => {
    const [, quoted, plain, fault] = LINE.exec(line) ?? [];
    const path = quoted ?? plain;
    return path === undefined || fault === undefined
      ? undefined
      : `${nameIn(t, path, nameOf)}: ${faultIn(t, path, fault)}`;
  });
  return told.includes(undefined) ? undefined : [...new Set(told)].join(" ");
}

function faultIn({ refusals }: Texts, path: string, fault: string): string {
  for (const [pattern, name] of faults) {
    const found = pattern.exec(fault);
    const words = refusals.faults[name];
    if (found) return typeof words === "string" ? words : words(found[1] ?? found[2] ?? "");
  }
  return refusals.faults[/(^|\.)e?mail$/.test(path) ? "email" : "invalid"];
}

const KEY = /[0-9a-f]{40}/;

function nameIn(t: Texts, path: string, nameOf: NameOf): string {
  const key = KEY.exec(path)?.[0];
  if (key) return nameOf(key) ?? t.value;
  const parts = path.replaceAll(/\[\d+\]/g, "").split(".");
  const names: Record<string, string> = { ...t.refusals.names, ...namesOf(t) };
  const known = [parts.at(-1), parts[0]].map((part = "") => names[part]).find(Boolean);
  return known ?? path;
}

/** What the page calls what it shows. */
const namesOf = (t: Texts): Record<string, string> => ({
  title: t.title,
  value: t.value,
  amount: t.value,
  currency: t.currency,
  label_ids: t.labels,
  owner_id: t.owner,
  person_id: t.person,
  organization_id: t.organization,
  org_id: t.organization,
  expected_close_date: t.closeDate,
  visible_to: t.visibility,
  channel: t.panel.channel,
  channel_id: t.channelId,
  source_name: t.source,
  subject: t.panel.subject,
  due_date: t.panel.dueDate,
  due_time: t.panel.dueTime,
  type: t.panel.type,
  note: t.panel.activityNote,
  stage_id: t.panel.stage,
  pipeline_id: t.panel.pipeline,
  language: t.language,
});

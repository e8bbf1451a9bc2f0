import type { CustomField } from "../api/fields.ts";
import { memberName, wholeKey } from "../fields/member-text.tsx";
import { count as formatCount } from "../lib/formats.ts";
import type { DeedTexts } from "../texts/deeds.ts";
import type { Writing } from "./columns.tsx";
import type { Deed } from "./operations.ts";
import type { BulkInput } from "./use-bulk.ts";

type Names = Pick<Writing, "t" | "locale" | "labels" | "users">;
type With = { deeds: DeedTexts; fields: readonly CustomField[]; writing: Names };

/** What somebody did, in words: to one lead by its title, to many by how many they were. */
export function deedWords(deed: Deed, { deeds, fields, writing }: With): string {
  const { t, locale } = writing;
  if (deed.kind === "bulk")
    return bulkWords(deed.what as BulkInput, formatCount(locale, deed.count), { deeds, writing });
  if (deed.kind === "import") return deeds.import(formatCount(locale, deed.count));
  if (deed.object !== "lead") return thingWords(deed, { deeds, writing });
  const title = deed.title ?? deeds.hidden;
  if (deed.kind === "create") return deeds.added(title);
  if (deed.kind === "delete") return deeds.delete(title);
  if (deed.kind === "merge") return deeds.merge(title);
  if (deed.kind === "conversion") return deeds.conversion(title);
  const { is_archived } = deed.before;
  if (is_archived !== undefined) return is_archived ? deeds.unarchived(title) : deeds.archived(title);
  const names = deed.fields.flatMap((field) => memberName(wholeKey(field), fields, t) ?? []);
  return deeds.changed(title, new Intl.ListFormat(locale).format(new Set(names)));
}

/** What was done to something that hangs on a lead, or that leads hang on. */
function thingWords(deed: Deed, { deeds, writing: { t, locale } }: Omit<With, "fields">): string {
  const kind = deed.kind as "create" | "change" | "delete"; // all that is done to a thing
  const { title, name, before } = deed;
  const on = title ?? undefined;
  const called = name ?? deeds.unseen;
  const changed = () =>
    new Intl.ListFormat(locale).format(deed.fields.flatMap((field) => t.refusals.names[field] ?? []));
  switch (deed.object) {
    case "note": {
      const { pinned_to_lead_flag: pinned } = before;
      if (pinned === undefined || "content" in before) return deeds.note[kind](on);
      return pinned ? deeds.note.unpin(on) : deeds.note.pin(on);
    }
    case "activity":
      if (before.done === undefined) return deeds.activity[kind](called, on);
      return before.done ? deeds.activity.reopen(called, on) : deeds.activity.do(called, on);
    case "person":
      return deeds.person[kind](called, changed());
    case "organization":
      return deeds.organization[kind](called, changed());
    case "lead_label":
      return deeds.lead_label[kind](called);
    case "filter":
      return deeds.filter[kind](called);
    default:
      return deeds.note_comment[kind](on);
  }
}

/** What is done to many leads, `count` of them. */
function bulkWords(
  { action, change = {} }: Pick<BulkInput, "action" | "change">,
  count: string,
  { deeds: { many }, writing: { labels, users, locale } }: Omit<With, "fields">,
): string {
  if (action !== "change") return many[action](count);
  const named = (ids: readonly string[]) =>
    new Intl.ListFormat(locale).format(ids.map((id) => labels.get(id)?.name ?? "–"));
  const { is_archived, owner_id, label_ids, add_label_ids, remove_label_ids } = change;
  if (is_archived !== undefined) return is_archived ? many.archived(count) : many.unarchived(count);
  if (owner_id !== undefined) return many.owned(count, users.get(owner_id)?.name ?? `#${owner_id}`);
  if (add_label_ids) return many.labelled(count, named(add_label_ids));
  if (remove_label_ids) return many.unlabelled(count, named(remove_label_ids));
  if (label_ids) return label_ids.length > 0 ? many.relabelled(count, named(label_ids)) : many.bared(count);
  return many.seen(count);
}

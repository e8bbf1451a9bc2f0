import { customFields } from "../api/fields.ts";
import { labels, queries, users } from "../api/queries.ts";
import { deedTexts } from "../texts/deeds.ts";
import { speechNow } from "../texts/texts.tsx";
import { deedWords } from "./deed-words.ts";
import type { Deed } from "./operations.ts";

/** What somebody did, in words, outside of what is drawn. */
export async function wordsOf(deed: Deed): Promise<string> {
  const { t, locale, language } = speechNow();
  const [labelled, people, fields] = await Promise.all([
    queries.ensureQueryData(labels),
    queries.ensureQueryData(users),
    queries.ensureQueryData(customFields),
  ]);
  const writing = {
    ...{ t, locale },
    labels: new Map(labelled.map((label) => [label.id, label])),
    users: new Map(people.map((user) => [user.id, user])),
  };
  return deedWords(deed, { deeds: deedTexts(language), fields, writing });
}

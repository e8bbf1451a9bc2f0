import { type Language, useTexts } from "../texts/texts.tsx";

const en = {
  similar: (count: number) => (count === 1 ? "1 similar lead" : `${count} similar leads`),
  title: "Similar leads",
  compareWith: "Compare with",
  because: (reasons: string) => `The same: ${reasons}`,
  reasons: {
    person: "person",
    email: "e-mail address",
    phone: "phone number",
    person_name: "person’s name",
    organization: "organization",
    organization_name: "organization’s name",
    title: "title",
  } as Record<string, string>,
  archived: "archived",
  field: "Field",
  thisLead: "This lead",
  otherLead: "The other lead",
  stays: "Stays, with its address",
  keepsValue: (field: string, lead: string) => `${field} of: ${lead}`,
  noDifference: "They do not differ.",
  moves: (notes: number, activities: number, followers: number) =>
    `Notes that move: ${notes}. Activities: ${activities}. Followers: ${followers}. Labels come together.`,
  merge: "Merge",
  merged: "Leads merged",
  wentInto: "The lead you asked for was merged into this one.",
};

type MergeTexts = typeof en;

const de: MergeTexts = {
  similar: (count) => (count === 1 ? "1 ähnlicher Lead" : `${count} ähnliche Leads`),
  title: "Ähnliche Leads",
  compareWith: "Vergleichen mit",
  because: (reasons) => `Gleich: ${reasons}`,
  reasons: {
    person: "Person",
    email: "E-Mail-Adresse",
    phone: "Telefonnummer",
    person_name: "Name der Person",
    organization: "Organisation",
    organization_name: "Name der Organisation",
    title: "Titel",
  },
  archived: "archiviert",
  field: "Feld",
  thisLead: "Dieser Lead",
  otherLead: "Der andere Lead",
  stays: "Bleibt, mit seiner Adresse",
  keepsValue: (field, lead) => `${field} von: ${lead}`,
  noDifference: "Sie unterscheiden sich nicht.",
  moves: (notes, activities, followers) =>
    `Notizen, die umziehen: ${notes}. Aktivitäten: ${activities}. Follower: ${followers}. Labels kommen zusammen.`,
  merge: "Zusammenführen",
  merged: "Leads zusammengeführt",
  wentInto: "Der gesuchte Lead ging in diesem auf.",
};

const catalogues: Record<Language, MergeTexts> = { en, de };

/** The texts of merging in the language spoken. They come with what shows them, not with the list. */
export const useMergeTexts = (): MergeTexts => catalogues[useTexts().language];

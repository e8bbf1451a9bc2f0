import { type Language, useTexts } from "../texts/texts.tsx";

const counted = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`);

const en = {
  how: "What it becomes",
  fresh: "New deal",
  existing: "Existing deal",
  deal: "Deal",
  hint: "Search open deals",
  dealsOf: (name: string) => `Open deals of ${name}`,
  found: "Open deals found",
  noneYet: "The same person or organization has no open deal. Type to search all open deals.",
  noneFound: (term: string) => `No open deal is found for “${term}”.`,
  summary: (filled: number, kept: number) =>
    `${counted(filled, "field is", "fields are")} filled, ${counted(kept, "stays as it is", "stay as they are")}.`,
  filled: "The deal gets",
  nothing: "Nothing: the deal has all that the lead could give.",
  kept: "The deal keeps its own",
  field: "Field",
  inDeal: "Deal",
  inLead: "Lead",
  along: "Comes along",
  notes: (count: number) => counted(count, "note", "notes"),
  activities: (count: number) => counted(count, "activity", "activities"),
  followers: (count: number) => counted(count, "follower", "followers"),
  participant: (name: string) => `${name} takes part in the deal`,
  source: "The deal is known to come from this lead",
  left: "Stays behind, as deals have no such label",
  converted: (title: string) => `Lead is a part of “${title}” now`,
};

type ConvertTexts = typeof en;

const de: ConvertTexts = {
  how: "Was daraus wird",
  fresh: "Neuer Deal",
  existing: "Bestehender Deal",
  deal: "Deal",
  hint: "Offene Deals durchsuchen",
  dealsOf: (name) => `Offene Deals von ${name}`,
  found: "Gefundene offene Deals",
  noneYet:
    "Zur selben Person oder Organisation gibt es keinen offenen Deal. Tippen Sie, um alle zu durchsuchen.",
  noneFound: (term) => `Zu „${term}“ findet sich kein offener Deal.`,
  summary: (filled, kept) =>
    `${counted(filled, "Feld wird", "Felder werden")} gefüllt, ${counted(kept, "bleibt, wie es ist", "bleiben, wie sie sind")}.`,
  filled: "Der Deal bekommt",
  nothing: "Nichts: Der Deal hat schon alles, was der Lead geben könnte.",
  kept: "Der Deal behält das Seine",
  field: "Feld",
  inDeal: "Deal",
  inLead: "Lead",
  along: "Kommt mit",
  notes: (count) => counted(count, "Notiz", "Notizen"),
  activities: (count) => counted(count, "Aktivität", "Aktivitäten"),
  followers: (count) => counted(count, "Follower", "Follower"),
  participant: (name) => `${name} nimmt am Deal teil`,
  source: "Dem Deal ist anzusehen, dass er aus diesem Lead kommt",
  left: "Bleibt zurück, weil Deals kein solches Label haben",
  converted: (title) => `Der Lead ist jetzt Teil von „${title}“`,
};

const catalogues: Record<Language, ConvertTexts> = { en, de };

/** The texts of converting in the language spoken. They come with what shows them, not with the list. */
export const useConvertTexts = (): ConvertTexts => catalogues[useTexts().language];

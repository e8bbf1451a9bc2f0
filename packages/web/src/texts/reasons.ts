import { isLanguage, type Language } from "./texts.tsx";

/** Of a part of the page that does not come. */
export const UNFETCHED = "unfetched";
/** Of an answer that never came. */
export const UNREACHABLE = "unreachable";

/** Why the server refused something, where its own words would say little: by its code, or by its English text. */
const reasons: Record<Language, Record<string, string>> = {
  en: {
    lead_archived: "The lead is archived. Put it back into the inbox first.",
    lead_not_found: "The lead is gone, or out of your sight.",
    moved_on: "It was changed since, so it stays as it is.",
    permission_missing: "You are not permitted to do this.",
    "unauthorized access": "You are signed out.",
    "What it changed was changed since": "It was changed since, so it stays as it is.",
    "requested filter not found": "The filter was deleted, or you may not see it.",
    "requested lead not found": "The lead is gone, or out of your sight.",
    "Deal not found": "The deal is gone, or out of your sight. Choose another one.",
    "Deal is archived": "The deal is archived. Choose another one.",
    "Deal is closed": "The deal is won or lost already. Choose an open one.",
    [UNREACHABLE]: "Foyer cannot be reached.",
    [UNFETCHED]: "A part of the page could not be fetched. Foyer may have been made anew meanwhile.",
  },
  de: {
    lead_archived: "Der Lead ist archiviert. Legen Sie ihn zuerst in den Eingang zurück.",
    lead_not_found: "Den Lead gibt es nicht mehr, oder Sie sehen ihn nicht.",
    moved_on: "Seither wurde es geändert und bleibt deshalb, wie es ist.",
    permission_missing: "Das dürfen Sie nicht.",
    "What it changed was changed since": "Seither wurde es geändert und bleibt deshalb, wie es ist.",
    "Operation is running": "Es läuft noch.",
    "Operation is undone": "Es ist schon rückgängig gemacht.",
    "Operation not found": "Das lässt sich nicht mehr rückgängig machen.",
    "requested lead not found": "Den Lead gibt es nicht mehr, oder Sie sehen ihn nicht.",
    "Deal not found": "Den Deal gibt es nicht mehr, oder Sie sehen ihn nicht. Wählen Sie einen anderen.",
    "Deal is archived": "Der Deal ist archiviert. Wählen Sie einen anderen.",
    "Deal is closed": "Der Deal ist schon gewonnen oder verloren. Wählen Sie einen offenen.",
    "lead is archived": "Der Lead ist archiviert. Legen Sie ihn zuerst in den Eingang zurück.",
    "You do not have permissions to do this.": "Das dürfen Sie nicht.",
    "The e-mail address or the password is wrong.": "E-Mail-Adresse oder Passwort ist falsch.",
    "unauthorized access": "Sie sind abgemeldet.",
    "lead was changed meanwhile": "Der Lead wurde inzwischen geändert.",
    "requested lead label not found": "Dieses Label gibt es nicht mehr.",
    "Person not found": "Diese Person gibt es nicht mehr, oder Sie sehen sie nicht.",
    "Organization not found": "Diese Organisation gibt es nicht mehr, oder Sie sehen sie nicht.",
    "Stage not found": "Diese Phase gibt es nicht mehr.",
    "Field not found": "Dieses Feld gibt es nicht mehr.",
    "User exists": "Mit dieser E-Mail-Adresse gibt es schon jemanden.",
    "User not found or not accessible.": "Diese Person ist nicht mehr in der Firma.",
    "This is the last active administrator: make another one first.":
      "Das ist die letzte Person, die verwaltet: bestimmen Sie zuerst noch jemanden.",
    "This company has leads of its own: demo data goes into an empty one only.":
      "Diese Firma hat schon eigene Leads: Beispieldaten kommen nur in eine leere.",
    "Choose a password of 8 to 256 characters: it signs you in from now on.":
      "Wählen Sie ein Passwort von 8 bis 256 Zeichen.",
    "The request is too large.": "Das ist zu groß, um es zu senden.",
    "Note not found": "Diese Notiz gibt es nicht mehr.",
    "Comment not found": "Diesen Kommentar gibt es nicht mehr.",
    "Activity not found": "Diese Aktivität gibt es nicht mehr.",
    "requested filter not found": "Der Filter wurde gelöscht, oder Sie dürfen ihn nicht sehen.",
    "Requested service is not available": "Foyer ist gerade nicht bereit.",
    "Internal server error": "Auf dem Server ist etwas schiefgegangen.",
    "request over limit": "Zu viele Anfragen auf einmal. Versuchen Sie es gleich noch einmal.",
    [UNREACHABLE]: "Foyer ist nicht erreichbar.",
    [UNFETCHED]: "Ein Teil der Seite ließ sich nicht holen. Vielleicht wurde Foyer inzwischen erneuert.",
  },
};

const known = (): Record<string, string> => {
  const { lang } = document.documentElement;
  return reasons[isLanguage(lang) ? lang : "en"];
};

/** Whether there are words for a reason in the language of the page. */
export const hasWords = (reason: string): boolean => reason in known();

/** A reason in the language of the page, where there are words for it. */
export const inWords = (reason: string): string => known()[reason] ?? reason;

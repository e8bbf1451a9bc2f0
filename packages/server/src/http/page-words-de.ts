import { html } from "../lib/html.ts";
import type { PageWords } from "./page-words-en.ts";

export const de: PageWords = {
  language: "de",
  toFrontPage: "Zur Startseite",
  didNotWork: "Das hat nicht geklappt",
  noPage: "Diese Seite gibt es nicht",
  noPageHint: "Vielleicht ist die Adresse vertippt, oder die Seite steht jetzt woanders.",
  signIn: "Anmelden",
  signInTitle: "Bei Foyer anmelden",
  email: "E-Mail",
  password: "Passwort",
  noPassword:
    "Noch kein Passwort, oder vergessen? Jemand aus der Administration macht Ihnen einen Anmeldelink.",
  linkHint: "Dieser Link meldet Sie einmal an, in diesem Browser.",
  choosePassword: "Passwort wählen",
  choosePasswordHint: "8 Zeichen oder mehr. Damit melden Sie sich von nun an an.",
  newPassword: "Neues Passwort",
  newPasswordHint: "Bleibt es leer, gilt Ihr bisheriges weiter. Ein neues beendet Ihre anderen Sitzungen.",
  problems: {
    sign_in_failed: "E-Mail-Adresse oder Passwort ist falsch.",
    sign_in_throttled: "Zu viele Anmeldeversuche.",
    password_required: "Wählen Sie ein Passwort von 8 bis 256 Zeichen: damit melden Sie sich von nun an an.",
    cross_site:
      "Die Anfrage kam von einer anderen Website. Öffnen Sie die Seite in Foyer und versuchen Sie es dort noch einmal.",
    link_invalid:
      "Dieser Anmeldelink wurde benutzt, ist abgelaufen oder war nie gültig. Jemand aus der Administration macht Ihnen einen neuen.",
  },
  tryAgainIn: (minutes) =>
    `Versuchen Sie es in ${minutes} ${minutes === 1 ? "Minute" : "Minuten"} noch einmal, oder bitten Sie die Administration um einen Anmeldelink.`,
  home: {
    running: "Foyer läuft",
    signedInAs: (name, company) => html`Angemeldet als <strong>${name}</strong>, ${company}.`,
    signedOut: "Sie sind nicht angemeldet.",
    signOut: "Abmelden",
    signOutEverywhere: "Überall abmelden",
    talk: "Sprechen Sie damit wie mit Pipedrive",
    browse: "Die API ansehen und ausprobieren",
    openapi: "OpenAPI-Dokument",
  },
  consent: {
    title: (app) => `${app} zulassen?`,
    asks: (app, user, company) =>
      html`<strong>${app}</strong> möchte für Sie, ${user}, in <strong>${company}</strong> handeln und könnte:`,
    goesOn: (target) =>
      `Die App sieht nicht mehr als Sie und nie Ihr Passwort. So oder so geht es weiter zu ${target}.`,
    allow: "Zulassen",
    cancel: "Abbrechen",
    notYou: (user) => `Nicht ${user}? Abmelden`,
    cannot: "Diese App kann nicht zugelassen werden",
    elsewhere: "Die App gehört zu einem anderen Unternehmen als dem, bei dem Sie angemeldet sind.",
    forged:
      "Dieses Formular stammt nicht von Foyer, oder Sie haben sich inzwischen an- oder abgemeldet. Gehen Sie zurück zur App und beginnen Sie von vorn.",
    repeated: (parameter) => `Die Adresse nennt ${parameter} mehr als einmal.`,
    missing: (parameter) => `In der Adresse fehlt ${parameter}.`,
    noApp: "Keine App hat diese client_id. Vielleicht wurde sie entfernt.",
    otherRedirect: "Die redirect_uri gehört nicht zu denen, mit denen die App angelegt wurde.",
  },
  scopes: {
    base: "Sehen, wer Sie sind und zu welchem Unternehmen Sie gehören",
    "leads:read": "Leads, ihre Labels und Quellen sehen",
    "leads:full": "Leads und ihre Labels sehen, anlegen, ändern und löschen",
    "contacts:read": "Personen und Organisationen sehen",
    "contacts:full": "Personen und Organisationen sehen, anlegen, ändern und löschen",
    "deals:read": "Deals, Notizen und Filter sehen",
    "deals:full": "Deals, Notizen und Filter sehen, anlegen, ändern und löschen",
    "activities:read": "Aktivitäten sehen",
    "activities:full": "Aktivitäten sehen, anlegen, ändern und löschen",
    "deal-fields:full": "Eigene Felder von Deals und Leads ändern",
    "contact-fields:full": "Eigene Felder von Personen und Organisationen ändern",
    "product-fields:full": "Eigene Felder von Produkten ändern",
    "search:read": "Alles durchsuchen, was Sie sehen",
    "recents:read": "Sehen, was sich zuletzt geändert hat",
    "users:read": "Die Benutzer Ihres Unternehmens sehen",
    "webhooks:read": "Webhooks sehen",
    "webhooks:full": "Webhooks sehen, anlegen und löschen: wohin Änderungen gesendet werden",
    admin:
      "Benutzer anlegen und deaktivieren und Einstellungen des Unternehmens ändern, etwa Felder, Rollen und Webhooks",
  },
};

import type { Scope } from "@leadfoyer/contract";
import { type Html, html } from "../lib/html.ts";

/** Every text of the pages that the server itself writes. Another language is another file of the same shape. */
export const en = {
  language: "en",
  toFrontPage: "To the front page",
  didNotWork: "That did not work",
  noPage: "There is no such page",
  noPageHint: "Its address may be mistyped, or what was there is somewhere else now.",
  signIn: "Sign in",
  signInTitle: "Sign in to Foyer",
  email: "E-mail",
  password: "Password",
  noPassword: "No password yet, or forgotten? An administrator makes you a sign-in link.",
  linkHint: "This link signs you in once, in this browser.",
  choosePassword: "Choose a password",
  choosePasswordHint: "8 characters or more. It signs you in from now on.",
  newPassword: "New password",
  newPasswordHint: "Leave it empty to keep the one you have. A new one ends your other sessions.",
  /** Why signing in or out failed, by its code. */
  problems: {
    sign_in_failed: "The e-mail address or the password is wrong.",
    sign_in_throttled: "Too many attempts to sign in.",
    password_required: "Choose a password of 8 to 256 characters: it signs you in from now on.",
    cross_site: "This request came from another site. Open the page in Foyer and try again there.",
    link_invalid:
      "This sign-in link was used, has expired, or never was. An administrator makes you a new one.",
  } as Partial<Record<string, string>>,
  tryAgainIn: (minutes: number) =>
    `Try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}, or ask your administrator for a sign-in link.`,
  home: {
    running: "Foyer is running",
    signedInAs: (name: string, company: string): Html =>
      html`Signed in as <strong>${name}</strong>, ${company}.`,
    signedOut: "You are not signed in.",
    signOut: "Sign out",
    signOutEverywhere: "Sign out everywhere",
    talk: "Talk to it as you would to Pipedrive",
    browse: "Browse and try the API",
    openapi: "OpenAPI document",
  },
  consent: {
    title: (app: string) => `Allow ${app}?`,
    asks: (app: string, user: string, company: string): Html =>
      html`<strong>${app}</strong> asks to act for you, ${user}, in <strong>${company}</strong>. It could:`,
    goesOn: (target: string) =>
      `It sees no more than you do, and never your password. Either way you go on to ${target}.`,
    allow: "Allow",
    cancel: "Cancel",
    notYou: (user: string) => `Not ${user}? Sign out`,
    cannot: "This app cannot be allowed",
    elsewhere: "The app belongs to another company than the one you are signed in to.",
    forged:
      "The form is not one Foyer showed you, or you signed in or out meanwhile. Go back to the app and begin again.",
    repeated: (parameter: string) => `The address names ${parameter} more than once.`,
    missing: (parameter: string) => `The address names no ${parameter}.`,
    noApp: "No app has this client_id. It may have been removed.",
    otherRedirect: "The redirect_uri is none of those the app was made with.",
  },
  /** Each scope as whoever is asked for it understands it. */
  scopes: {
    base: "See who you are and which company you belong to",
    "leads:read": "See leads, lead labels and lead sources",
    "leads:full": "See, add, change and delete leads and lead labels",
    "contacts:read": "See people and organizations",
    "contacts:full": "See, add, change and delete people and organizations",
    "deals:read": "See deals, notes and filters",
    "deals:full": "See, add, change and delete deals, notes and filters",
    "activities:read": "See activities",
    "activities:full": "See, add, change and delete activities",
    "deal-fields:full": "Change the custom fields of deals and leads",
    "contact-fields:full": "Change the custom fields of people and organizations",
    "product-fields:full": "Change the custom fields of products",
    "search:read": "Search everything you can see",
    "recents:read": "See what changed lately",
    "users:read": "See the users of your company",
    "webhooks:read": "See webhooks",
    "webhooks:full": "See, add and delete webhooks: where changes are sent to",
    admin: "Add and deactivate users, and change settings of the company, such as fields, roles and webhooks",
  } satisfies Record<Scope, string>,
};

export type PageWords = typeof en;

import type { Scope } from "@leadfoyer/contract";
import { layout } from "../http/page.ts";
import type { PageWords } from "../http/page-words-en.ts";
import { type Html, html, join } from "../lib/html.ts";

type Consent = {
  app: string;
  company: string;
  user: string;
  scopes: readonly Scope[];
  /** Where the visitor goes from here. */
  target: string;
  /** What the form sends back as it came, and the proof that the form is ours. */
  hidden: Readonly<Record<string, string>>;
  /** The path of this page, for whoever signs in as somebody else first. */
  here: string;
};

/** Asks a user whether an app may act for them. A plain form: it needs no script, and a program can walk it. */
export const consentPage = (words: PageWords, asked: Consent): string => {
  const { app, company, user, scopes, target, hidden, here } = asked;
  const { consent } = words;
  const title = consent.title(app);
  return layout({
    title,
    words,
    body: html`<h1>${title}</h1>
<p>${consent.asks(app, user, company)}</p>
<ul>${join(scopes.map((scope) => html`<li>${words.scopes[scope]} <span class="dim">(${scope})</span></li>`))}</ul>
<p class="dim">${consent.goesOn(target)}</p>
<form method="post" action="/oauth/authorize">
${join(Object.entries(hidden).map(field))}
<p class="row"><button name="decision" value="allow">${consent.allow}</button>
<button name="decision" value="deny" class="second">${consent.cancel}</button></p>
</form>
<form method="post" action="/foyer/sign-out">${field(["next", here])}<button class="quiet">${consent.notYou(user)}</button></form>`,
  });
};

const field = ([name, value]: [string, string]): Html =>
  html`<input type="hidden" name="${name}" value="${value}">`;

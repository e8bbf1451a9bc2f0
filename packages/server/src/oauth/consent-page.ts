import type { Scope } from "@leadfoyer/contract";
import { layout } from "../http/page.ts";
import { type Html, html, join } from "../lib/html.ts";
import { scopeWords } from "./scope-words.ts";

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
export const consentPage = ({ app, company, user, scopes, target, hidden, here }: Consent): string =>
  layout(
    `Allow ${app}?`,
    html`<h1>Allow ${app}?</h1>
<p><strong>${app}</strong> asks to act for you, ${user}, in <strong>${company}</strong>. It could:</p>
<ul>${join(scopes.map((scope) => html`<li>${scopeWords[scope]} <span class="dim">(${scope})</span></li>`))}</ul>
<p class="dim">It sees no more than you do, and never your password. Either way you go on to ${target}.</p>
<form method="post" action="/oauth/authorize">
${join(Object.entries(hidden).map(field))}
<p class="row"><button name="decision" value="allow">Allow</button>
<button name="decision" value="deny" class="second">Cancel</button></p>
</form>
<form method="post" action="/foyer/sign-out">${field(["next", here])}<button class="quiet">Not ${user}? Sign out</button></form>`,
  );

const field = ([name, value]: [string, string]): Html =>
  html`<input type="hidden" name="${name}" value="${value}">`;

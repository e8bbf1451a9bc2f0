import { layout } from "../http/page.ts";
import type { PageWords } from "../http/page-words-en.ts";
import { type Html, html } from "../lib/html.ts";

const alert = (message: string | undefined): Html =>
  message === undefined ? html`` : html`<p role="alert" class="alert" id="problem">${message}</p>`;

const focus = (wanted: boolean): Html => (wanted ? html`autofocus` : html``);

const signInLayout = (words: PageWords, body: Html): string =>
  layout({
    title: words.signInTitle,
    words,
    width: "narrow",
    body: html`<h1>${words.signInTitle}</h1>
${body}`,
  });

type Asked = { next: string; email?: string; problem?: string };

/** Asks for e-mail and password. `next` is where to go on to. */
export const signInPage = (words: PageWords, { next, email = "", problem }: Asked): string =>
  signInLayout(
    words,
    html`${alert(problem)}
<form method="post" action="/foyer/sign-in">
<input type="hidden" name="next" value="${next}">
<label>${words.email} <input type="email" name="email" value="${email}" autocomplete="username" required ${focus(email === "")}></label>
<label>${words.password} <input type="password" name="password" autocomplete="current-password" required ${focus(email !== "")}></label>
<button>${words.signIn}</button>
</form>
<p class="dim">${words.noPassword}</p>`,
  );

type Link = { code: string; email: string; hasPassword: boolean; problem?: string };

/** Asks for a click before a link is used up: programs that preview links open them too. */
export const linkPage = (words: PageWords, { code, email, hasPassword, problem }: Link): string =>
  signInLayout(
    words,
    html`<p class="dim">${words.linkHint}</p>
${alert(problem)}
<form method="post" action="/foyer/sign-in?code=${encodeURIComponent(code)}">
<input type="email" name="email" value="${email}" autocomplete="username" readonly aria-label="${words.email}">
${hasPassword ? keepPassword(words) : choosePassword(words)}
<button>${words.signIn}</button>
</form>`,
  );

const choosePassword = (words: PageWords): Html =>
  html`<label>${words.choosePassword} <input type="password" name="password" autocomplete="new-password" minlength="8" maxlength="256" required autofocus></label>
<p class="dim">${words.choosePasswordHint}</p>`;

const keepPassword = (words: PageWords): Html =>
  html`<label>${words.newPassword} <input type="password" name="password" autocomplete="new-password" minlength="8" maxlength="256"></label>
<p class="dim">${words.newPasswordHint}</p>`;

type Visitor = { name: string; company: string } | undefined;

const welcome = ({ home, signIn }: PageWords, visitor: Visitor): Html =>
  visitor
    ? html`<p>${home.signedInAs(visitor.name, visitor.company)}</p>
<form method="post" action="/foyer/sign-out"><button class="quiet">${home.signOut}</button></form>
<form method="post" action="/foyer/sign-out?everywhere=1"><button class="quiet">${home.signOutEverywhere}</button></form>`
    : html`<p class="dim">${home.signedOut} <a href="/foyer/sign-in">${signIn}</a></p>`;

/** What Foyer shows at its address: that it runs, and how to talk to it. */
export const homePage = (words: PageWords, url: string, visitor: Visitor): string =>
  layout({
    title: "Foyer",
    words,
    body: html`<h1>${words.home.running}</h1>
${welcome(words, visitor)}
<h2>${words.home.talk}</h2>
<pre><code>curl -H "x-api-token: $TOKEN" ${url}/v1/leads</code></pre>
<pre><code>const { Configuration, LeadsApi } = require("pipedrive/v1");
const leads = new LeadsApi(new Configuration({
  apiKey: process.env.TOKEN,
  basePath: "${url}/v1",
}));
console.log(await leads.getLeads());</code></pre>
<p><a href="/foyer/docs">${words.home.browse}</a> · <a href="/foyer/openapi.json">${words.home.openapi}</a></p>`,
  });

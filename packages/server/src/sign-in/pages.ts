import { layout } from "../http/page.ts";
import { type Html, html } from "../lib/html.ts";

const TITLE = "Sign in to Foyer";

const alert = (message: string | undefined): Html =>
  message === undefined ? html`` : html`<p role="alert" class="alert" id="problem">${message}</p>`;

/** Asks for e-mail and password. `next` is where to go on to. */
export const signInPage = ({
  next,
  email = "",
  problem,
}: {
  next: string;
  email?: string;
  problem?: string;
}): string =>
  layout(
    TITLE,
    html`<h1>${TITLE}</h1>
${alert(problem)}
<form method="post" action="/foyer/sign-in">
<input type="hidden" name="next" value="${next}">
<label>E-mail <input type="email" name="email" value="${email}" autocomplete="username" required ${focus(email === "")}></label>
<label>Password <input type="password" name="password" autocomplete="current-password" required ${focus(email !== "")}></label>
<button>Sign in</button>
</form>
<p class="dim">No password yet, or forgotten? An administrator makes you a sign-in link.</p>`,
    "narrow",
  );

const focus = (wanted: boolean): Html => (wanted ? html`autofocus` : html``);

type Link = { code: string; email: string; hasPassword: boolean; problem?: string };

/** Asks for a click before a link is used up: programs that preview links open them too. */
export const linkPage = ({ code, email, hasPassword, problem }: Link): string =>
  layout(
    TITLE,
    html`<h1>${TITLE}</h1>
<p class="dim">This link signs you in once, in this browser.</p>
${alert(problem)}
<form method="post" action="/foyer/sign-in?code=${encodeURIComponent(code)}">
<input type="email" name="email" value="${email}" autocomplete="username" readonly aria-label="E-mail">
${hasPassword ? keepPassword : choosePassword}
<button>Sign in</button>
</form>`,
    "narrow",
  );

const choosePassword = html`<label>Choose a password <input type="password" name="password" autocomplete="new-password" minlength="8" maxlength="256" required autofocus></label>
<p class="dim">8 characters or more. It signs you in from now on.</p>`;

const keepPassword = html`<label>New password <input type="password" name="password" autocomplete="new-password" minlength="8" maxlength="256"></label>
<p class="dim">Leave it empty to keep the one you have. A new one ends your other sessions.</p>`;

type Visitor = { name: string; company: string } | undefined;

const welcome = (visitor: Visitor): Html =>
  visitor
    ? html`<p>Signed in as <strong>${visitor.name}</strong>, ${visitor.company}.</p>
<form method="post" action="/foyer/sign-out"><button class="quiet">Sign out</button></form>
<form method="post" action="/foyer/sign-out?everywhere=1"><button class="quiet">Sign out everywhere</button></form>`
    : html`<p class="dim">You are not signed in. <a href="/foyer/sign-in">Sign in</a></p>`;

/** What Foyer shows at its address: that it runs, and how to talk to it. */
export const homePage = (url: string, visitor: Visitor): string =>
  layout(
    "Foyer",
    html`<h1>Foyer is running</h1>
${welcome(visitor)}
<h2>Talk to it as you would to Pipedrive</h2>
<pre><code>curl -H "x-api-token: $TOKEN" ${url}/v1/leads</code></pre>
<pre><code>const { Configuration, LeadsApi } = require("pipedrive/v1");
const leads = new LeadsApi(new Configuration({
  apiKey: process.env.TOKEN,
  basePath: "${url}/v1",
}));
console.log(await leads.getLeads());</code></pre>
<p><a href="/foyer/docs">Browse and try the API</a> · <a href="/foyer/openapi.json">OpenAPI document</a></p>`,
  );

import { type Html, html } from "../lib/html.ts";

const STYLE = `
:root { color-scheme: light dark; --ink: #1b2430; --dim: #5b6675; --paper: #f6f7f9; --card: #fff; --line: #dfe3e8; --accent: #0b6e4f; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecf1; --dim: #9aa6b5; --paper: #12161c; --card: #1a2028; --line: #2b343f; --accent: #58c9a0; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
main { width: min(100%, 40rem); background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: clamp(1.25rem, 4vw, 2.5rem); }
h1 { margin: 0 0 .25rem; font-size: 1.6rem; } h2 { margin: 1.75rem 0 .5rem; font-size: 1.05rem; } p { margin: .5rem 0; } .dim { color: var(--dim); }
pre { overflow-x: auto; padding: .9rem 1rem; background: var(--paper); border: 1px solid var(--line); border-radius: 10px; font-size: .875rem; }
a { color: var(--accent); } :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
button { font: inherit; font-weight: 600; padding: .65rem 1.2rem; border: 0; border-radius: 10px; background: var(--accent); color: var(--card); cursor: pointer; }
button.quiet { background: none; color: var(--accent); padding: 0; text-decoration: underline; font-weight: 400; }
form { margin-top: 1.25rem; }`;

const page = (title: string, body: Html): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${{ html: STYLE }}</style>
</head>
<body><main>${body}</main></body>
</html>
`.html;

/** Asks for a click before a link is used up: programs that preview links open them too. */
export const confirmPage = (code: string): string =>
  page(
    "Sign in to Foyer",
    html`<h1>Sign in to Foyer</h1>
<p class="dim">This link signs you in once, in this browser.</p>
<form method="post" action="/foyer/sign-in?code=${encodeURIComponent(code)}"><button autofocus>Sign in</button></form>`,
  );

export const refusedPage = (reason: string): string =>
  page(
    "Sign in to Foyer",
    html`<h1>That did not work</h1><p role="alert">${reason}</p><p><a href="/">Back</a></p>`,
  );

type Visitor = { name: string; company: string } | undefined;

const welcome = (visitor: Visitor): Html =>
  visitor
    ? html`<p>Signed in as <strong>${visitor.name}</strong>, ${visitor.company}.</p>
<form method="post" action="/foyer/sign-out"><button class="quiet">Sign out</button></form>`
    : html`<p class="dim">You are not signed in. Make yourself a link with <code>foyer user link EMAIL</code>.</p>`;

/** What Foyer shows at its address: that it runs, and how to talk to it. */
export const homePage = (url: string, visitor: Visitor): string =>
  page(
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

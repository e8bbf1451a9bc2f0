import { hash } from "node:crypto";
import type { FastifyReply } from "fastify";
import { type Html, html } from "../lib/html.ts";
import type { PageWords } from "./page-words-en.ts";

const STYLE = `
:root { color-scheme: light dark; --ink: #1b2430; --dim: #5b6675; --paper: #f6f7f9; --card: #fff; --line: #dfe3e8; --field: #8a94a3; --accent: #0b6e4f; --alert: #a4262c; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecf1; --dim: #9aa6b5; --paper: #12161c; --card: #1a2028; --line: #2b343f; --field: #6b7787; --accent: #58c9a0; --alert: #ff9a9a; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
main { width: min(100%, 40rem); background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: clamp(1.25rem, 4vw, 2.5rem); }
main.narrow { width: min(100%, 26rem); }
h1 { margin: 0 0 .25rem; font-size: 1.6rem; } h2 { margin: 1.75rem 0 .5rem; font-size: 1.05rem; } p { margin: .5rem 0; } .dim { color: var(--dim); } .alert { color: var(--alert); font-weight: 600; }
ul { margin: .5rem 0; padding-left: 1.25rem; } li { margin: .25rem 0; }
pre { overflow-x: auto; padding: .9rem 1rem; background: var(--paper); border: 1px solid var(--line); border-radius: 10px; font-size: .875rem; }
a { color: var(--accent); } :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
label { display: block; margin-top: 1rem; font-weight: 600; }
input { display: block; width: 100%; margin-top: .25rem; padding: .6rem .75rem; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--field); border-radius: 10px; }
button { font: inherit; font-weight: 600; padding: .65rem 1.2rem; border: 0; border-radius: 10px; background: var(--accent); color: var(--card); cursor: pointer; }
button.second { background: none; color: var(--ink); border: 1px solid var(--field); }
button.quiet { background: none; color: var(--accent); padding: 0; text-decoration: underline; font-weight: 400; }
form { margin-top: 1.25rem; } form button { margin-top: 1.25rem; } .row { display: flex; gap: .75rem; flex-wrap: wrap; }`;

/** The one style there is, by its hash: whatever else gets into a page, it styles and runs nothing. */
const STYLE_SOURCE = `'sha256-${hash("sha256", STYLE, "base64")}'`;

type Page = { title: string; body: Html; words: Pick<PageWords, "language">; width?: "wide" | "narrow" };

/** A whole page around its body. */
export const layout = ({ title, body, words, width = "wide" }: Page): string =>
  html`<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${{ html: STYLE }}</style>
</head>
<body><main class="${width}">${body}</main></body>
</html>
`.html;

/** What every page says beside its own policy: framed by nobody, taken for nothing else, telling no one else its address. */
export const PAGE_HEADERS = {
  "content-type": "text/html; charset=utf-8",
  // Not "no-referrer": browsers would then say "Origin: null" of our own forms.
  "referrer-policy": "same-origin",
  "x-frame-options": "DENY",
  "x-content-type-options": "nosniff",
} as const;

/**
 * Answers a page that runs no script, is framed by nobody and kept nowhere. `formTargets`: where, beside Foyer, a
 * form of it may lead; browsers hold redirects after a form to that too.
 */
export const show = (reply: FastifyReply, page: string, formTargets: readonly string[] = []): FastifyReply =>
  reply
    .headers(PAGE_HEADERS)
    .header("cache-control", "no-store")
    .header(
      "content-security-policy",
      [
        "default-src 'none'",
        `style-src ${STYLE_SOURCE}`,
        `form-action ${["'self'", ...formTargets].join(" ")}`,
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ].join("; "),
    )
    .send(page);

/** A page that says what went wrong. */
export const messagePage = (title: string, message: string, words: PageWords): string =>
  layout({
    title,
    words,
    width: "narrow",
    body: html`<h1>${title}</h1><p role="alert">${message}</p><p><a href="/">${words.toFrontPage}</a></p>`,
  });

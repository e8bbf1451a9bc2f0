import { setTimeout } from "node:timers/promises";
import sparticuz from "@sparticuz/chromium";
import axe from "axe-core";
import { type Browser, type BrowserContextOptions, type Cookie, chromium, type Page } from "playwright-core";
import { expect } from "vitest";
import type { Foyer } from "../support/foyer.ts";

/** A browser of one's own by its path; without it, the Chromium that comes from npm. `host`: another name of this machine. */
export async function launchBrowser({ host = "localhost" } = {}): Promise<Browser> {
  const own = process.env.FOYER_CHROMIUM;
  const names = `--host-resolver-rules=MAP ${host} 127.0.0.1`;
  return chromium.launch({
    executablePath: own ?? (await sparticuz.executablePath()),
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", names],
  });
}

/** Milliseconds in which a page hears of something that was done. */
const LATE_MS = 300;

/** An edit of an older version is refused and made anew: the browser tells of it, nobody is to complain. */
const REFUSED = /status of 412/;

/** A page on which whatever the browser complains of fails the test, whenever it is looked at. */
export type Visit = Page & { complaints: string[] };

/** Of each Foyer, the session of its administrator, who signs in once: that it can be done is tried elsewhere. */
const sessions = new WeakMap<Foyer, Promise<Cookie[]>>();

async function signIn(browser: Browser, { baseUrl, adminEmail, adminPassword }: Foyer): Promise<Cookie[]> {
  const context = await browser.newContext({ locale: "en-GB" });
  const page = await context.newPage();
  await page.goto(`${baseUrl}/foyer/sign-in`);
  await page.getByLabel("E-mail").fill(adminEmail);
  await page.getByLabel("Password").fill(adminPassword);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/inbox");
  const cookies = await context.cookies();
  await context.close();
  return cookies;
}

/** Opens the inbox as its administrator, in a browser that knows nothing but that. */
export async function visit(
  browser: Browser,
  foyer: Foyer,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const session = sessions.get(foyer) ?? signIn(browser, foyer);
  sessions.set(foyer, session);
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    ...options,
  });
  await context.addCookies(await session);
  const page = Object.assign(await context.newPage(), { complaints: [] as string[] });
  page.on("pageerror", (error) => page.complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !REFUSED.test(message.text())) page.complaints.push(message.text());
  });
  await page.goto(`${foyer.baseUrl}/inbox`);
  await page.getByRole("navigation").waitFor();
  return page;
}

/** Has a page hear of what it asks for before it is answered, as where the answer takes its time. */
export const answerLate = (page: Page, url: RegExp): Promise<unknown> =>
  page.route(url, async (route) => {
    const response = await route.fetch();
    await setTimeout(LATE_MS);
    await route.fulfill({ response });
  });

/** Takes something done back by the message that tells of it: that of another deed may be newer, or on its way. */
export const undoBy = (page: Page, told: string, button = "Undo"): Promise<void> =>
  page
    .getByRole("alert")
    .filter({ hasText: told })
    .getByRole("button", { name: button, exact: true })
    .click();

/** Until a page has come to rest: nothing fades, nothing is on its way, and nothing has changed for a quarter of a second. */
const rest = `new Promise((rested) => {
  const begin = performance.now();
  let since = begin;
  const observer = new MutationObserver(() => { since = performance.now(); });
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  const isMoving = () =>
    document.getAnimations().some(({ playState, effect }) =>
      playState === "running" && effect.getComputedTiming().endTime !== Infinity);
  const look = () => {
    const now = performance.now();
    if (isMoving() || document.querySelector("[aria-busy=true], [class*=Skeleton], [class*=Loader-root]")) since = now;
    if (now - since < 250 && now - begin < 5_000) return setTimeout(look, 25);
    observer.disconnect();
    rested();
  };
  look();
})`;

type Violation = { id: string; help: string; nodes: { html: string }[] };

/** Straight to the browser: Playwright reads half a megabyte of code twice before it sends it, for a second or two. */
async function loadAxe(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { exceptionDetails } = await session.send("Runtime.evaluate", { expression: axe.source });
  expect(exceptionDetails).toBeUndefined();
  await session.detach();
}

/** What axe finds wrong with the page as it stands, or with a part of it. */
async function accessibilityFaults(page: Page, part = ":root"): Promise<string[]> {
  await page.evaluate(rest); // colours are measured when what fades in has come
  if (!(await page.evaluate<boolean>("'axe' in globalThis"))) await loadAxe(page);
  const violations = await page.evaluate<Violation[]>(
    `axe.run(${JSON.stringify(part)}, { resultTypes: ["violations"] }).then(({ violations }) => violations)`,
  );
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
  );
}

/** `part`: a selector of what is looked at, where all else has been looked at before. */
export async function expectAccessible(page: Page, where: string, part?: string): Promise<void> {
  expect(await accessibilityFaults(page, part), where).toEqual([]);
}

/** What cannot be reached on a narrow page without scrolling sideways, within what is open over it (WCAG 1.4.10). */
const unreached = `(() => {
  const isOut = (from, to, room) => from < -1 || to > room + 1;
  const faults = document.documentElement.scrollWidth > innerWidth ? ["the page scrolls sideways"] : [];
  const place = document.querySelector("[role=dialog]") ?? document.body;
  for (const control of place.querySelectorAll("button, a[href], input, select, textarea")) {
    if (!control.checkVisibility({ visibilityProperty: true })) continue;
    const { left, right } = control.getBoundingClientRect();
    control.scrollIntoView({ block: "nearest" });
    const { top, bottom } = control.getBoundingClientRect();
    if (isOut(left, right, innerWidth) || isOut(top, bottom, innerHeight))
      faults.push([control.ariaLabel ?? control.textContent, left, right, top, bottom].join(" "));
  }
  return faults;
})()`;

export async function expectReflow(page: Page, where: string): Promise<void> {
  await page.evaluate(rest);
  expect(await page.evaluate(unreached), where).toEqual([]);
}

import AxeBuilder from "@axe-core/playwright";
import sparticuz from "@sparticuz/chromium";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { expect } from "vitest";
import type { Foyer } from "../support/foyer.ts";

/** A browser of one's own by its path; without it, the Chromium that comes from npm. */
export async function launchBrowser(): Promise<Browser> {
  const own = process.env.FOYER_CHROMIUM;
  return chromium.launch({
    executablePath: own ?? (await sparticuz.executablePath()),
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
  });
}

/** An edit of an older version is refused and made anew: the browser tells of it, nobody is to complain. */
const REFUSED = /status of 412/;

/** A page on which whatever the browser complains of fails the test, whenever it is looked at. */
export type Visit = Page & { complaints: string[] };

/** Opens the inbox as somebody who has just signed in. */
export async function visit(
  browser: Browser,
  foyer: Foyer,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    ...options,
  });
  const page = Object.assign(await context.newPage(), { complaints: [] as string[] });
  page.on("pageerror", (error) => page.complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !REFUSED.test(message.text())) page.complaints.push(message.text());
  });
  await page.goto(`${foyer.baseUrl}/inbox`);
  await page.getByLabel("E-mail").fill(foyer.adminEmail);
  await page.getByLabel("Password").fill(foyer.adminPassword);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/inbox");
  await page.getByRole("navigation").waitFor();
  return page;
}

/** What axe finds wrong with the page as it stands. */
async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.waitForTimeout(300); // colours are measured when what fades in has come
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
  );
}

export async function expectAccessible(page: Page, where: string): Promise<void> {
  expect(await accessibilityFaults(page), where).toEqual([]);
}

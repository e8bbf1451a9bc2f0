import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Foyer, startFoyer } from "../support/foyer.ts";
import { launchBrowser, undoBy, visit } from "./browser.ts";

const belongings = new AsyncDisposableStack();
let browser: Browser;
let foyer: Foyer;

beforeAll(async () => {
  browser = belongings.adopt(await launchBrowser({ host: "foyer.lan" }), (one) => one.close());
  const local = belongings.use(await startFoyer());
  foyer = { ...local, baseUrl: local.baseUrl.replace("127.0.0.1", "foyer.lan") };
}, 120_000);
afterAll(() => belongings.disposeAsync());

test("the inbox works over plain HTTP from another machine, for which browsers hold much back", async () => {
  const page = await visit(browser, foyer);
  expect(await page.evaluate("isSecureContext")).toBe(false);
  await page.getByRole("button", { name: /Connect by API/ }).click();
  await page.getByRole("button", { name: "Make a token" }).click();
  await page
    .getByRole("button", { name: /^Copy: / })
    .first()
    .click();
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await page.keyboard.press("ControlOrMeta+v");
  await expect.poll(() => page.getByRole("searchbox").inputValue()).toMatch(/^curl/);
  await page.getByRole("searchbox").fill("");
  await page.keyboard.press("Escape");
  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog", { name: "Add a lead" });
  await dialog.getByLabel("Title").fill("From the warehouse");
  await dialog.getByLabel("Person").fill("Ann Lan");
  await page.getByRole("option", { name: "Add “Ann Lan”" }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  const panel = page.getByRole("region", { name: "From the warehouse" });
  await panel.waitFor();
  await page.keyboard.press("e");
  await undoBy(page, "Lead archived");
  await panel.waitFor();
  expect(page.complaints).toEqual([]);
});

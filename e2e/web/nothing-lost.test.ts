import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Foyer, startFoyer } from "../support/foyer.ts";
import { expectAccessible, launchBrowser, type Visit, visit } from "./browser.ts";
import { createDesk, type Desk } from "./desk.ts";

const belongings = new AsyncDisposableStack();
let browser: Browser;
let desk: Desk;
let foyer: Foyer;
let page: Visit;
let lead: { id: string };

beforeAll(async () => {
  browser = belongings.adopt(await launchBrowser(), (one) => one.close());
  foyer = belongings.use(await startFoyer());
  desk = createDesk(foyer);
  await desk.api("POST", "/v1/dealFields", { name: "Remarks", field_type: "text" });
  lead = await desk.addLead("Kept door");
  page = await visit(browser, foyer);
  page.setDefaultTimeout(15_000);
  await page.getByRole("row", { name: /Kept door/ }).click();
  await panel().getByRole("region", { name: "Notes" }).waitFor();
  await page.waitForFunction(isFetched, "note-editor"); // what is on its way when the connection goes is lost
}, 120_000);
afterAll(() => belongings.disposeAsync());

/** In the page: whether a part of it has been fetched. */
const isFetched = (part: string): boolean =>
  performance.getEntriesByType("resource").some(({ name }) => name.includes(part));

const panel = () => page.getByRole("region", { name: "Kept door" });
const remarks = () => panel().getByRole("textbox", { name: "Remarks" });
const values = async () => Object.values(await desk.api("GET", `/v1/leads/${lead.id}`));

test("what was typed without a connection is there to be sent again", async () => {
  await panel()
    .getByRole("button", { name: /^Remarks/ })
    .click();
  await remarks().waitFor();
  await page.context().setOffline(true);
  await page.keyboard.type("Typed on a train");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Foyer cannot be reached.").waitFor();
  expect(await remarks().inputValue()).toBe("Typed on a train");
  await page.context().setOffline(false);
  await remarks().press("Control+Enter");
  await panel().getByRole("button", { name: "Remarks Typed on a train" }).waitFor();
  await expect.poll(values).toContain("Typed on a train");
  // In a field of one line it is not put in place of by what is typed next.
  const channel = panel().getByRole("textbox", { name: "Channel ID" });
  await panel()
    .getByRole("button", { name: /^Channel ID/ })
    .click();
  await channel.waitFor();
  await page.context().setOffline(true);
  await page.keyboard.type("Typed in a tun");
  await page.keyboard.press("Enter");
  await channel.and(page.locator(":focus")).waitFor();
  await page.context().setOffline(false);
  await page.keyboard.type("nel");
  await page.keyboard.press("Enter");
  await panel().getByRole("button", { name: "Channel ID Typed in a tunnel" }).waitFor();
  // A part of the page that was not fetched yet comes when the connection does.
  await page.context().setOffline(true);
  await page.locator("body").press("?");
  await page.context().setOffline(false);
  await page.getByRole("dialog", { name: "Keys" }).waitFor();
  await page.keyboard.press("Escape");
});

test("whoever is signed out while writing signs in where they are, and what they wrote is saved", async () => {
  await page.locator("body").press("n");
  await panel().getByRole("toolbar").waitFor();
  await page.keyboard.type("Half a note");
  await page.context().clearCookies();
  await page.keyboard.press("Control+Enter");
  const dialog = page.getByRole("dialog", { name: "You are signed out" });
  await dialog.waitFor();
  await expectAccessible(page, "signed out while writing");
  await page.keyboard.type(foyer.adminPassword);
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "hidden" });
  await panel().getByText("Half a note").waitFor();
  await panel().getByRole("button", { name: "Save" }).click();
  await panel().getByRole("article").getByText("Half a note").waitFor();

  await panel()
    .getByRole("button", { name: /^Remarks/ })
    .click();
  await remarks().fill("Typed while signed out");
  await page.context().clearCookies(); // only now: what the note before has the page ask for leaves a page nobody writes on
  await page.keyboard.press("Control+Enter");
  await dialog.waitFor();
  await page.keyboard.type(foyer.adminPassword);
  await page.keyboard.press("Enter");
  await panel().getByRole("button", { name: "Remarks Typed while signed out" }).waitFor();
  await expect.poll(values).toContain("Typed while signed out");
});

test("what cannot be saved any more is there to be copied, also when the lead is gone", async () => {
  const { id, person_id } = await desk.addLead("Passing door");
  const other = await visit(browser, foyer, { permissions: ["clipboard-read", "clipboard-write"] });
  await other.goto(`${foyer.baseUrl}/inbox?lead=${id}`);
  const passing = other.getByRole("region", { name: "Passing door" });
  const title = passing.getByRole("textbox", { name: "Title" });
  const told = (text: string) => other.getByRole("alert").filter({ hasText: `You wrote: “${text}”` });
  await title.fill("Passing door of Mrs Lin");
  await desk.api("PATCH", `/v1/leads/${id}`, { is_archived: true });
  await title.press("Enter");
  await told("Passing door of Mrs Lin").getByRole("button", { name: "Copy" }).click();
  await told("Passing door of Mrs Lin").getByRole("button", { name: "Copied" }).waitFor();
  expect(await other.evaluate("navigator.clipboard.readText()")).toBe("Passing door of Mrs Lin");
  await expectAccessible(other, "what was written and not saved");
  expect(await title.inputValue()).toBe("Passing door");

  await desk.api("PATCH", `/v1/leads/${id}`, { is_archived: false });
  await passing
    .getByRole("button", { name: /^Remarks/ })
    .and(other.locator(":enabled"))
    .click();
  await other.keyboard.type("Rings twice");
  await desk.api("DELETE", `/v1/leads/${id}`);
  await other.keyboard.press("Control+Enter");
  await told("Rings twice").waitFor();

  const visiting = await desk.addLead("Visiting door", { person_id });
  await other.goto(`${foyer.baseUrl}/inbox?lead=${visiting.id}`);
  await other.getByRole("button", { name: "Add phone" }).click();
  await other.keyboard.type("+49 30 1234");
  await desk.api("DELETE", `/api/v2/persons/${person_id}`);
  await other.keyboard.press("Enter");
  await told("+49 30 1234").waitFor();
  await other.context().close();
});

test("the button that goes back closes what is open over the page, and only that", async () => {
  const before = page.url();
  await page.locator("body").press("?");
  const keys = page.getByRole("dialog", { name: "Keys" });
  await keys.waitFor();
  await page.goBack();
  await keys.waitFor({ state: "hidden" });
  await expect.poll(() => page.url()).toBe(before);
  expect(await panel().isVisible()).toBe(true);
  await page.goBack();
  await panel().waitFor({ state: "hidden" });
});

test("a part that was lost on its way comes by loading the page anew, once", async () => {
  const other = await visit(browser, foyer);
  const isPanel = /assets\/lead-panel-/;
  await other.route(isPanel, (route) => route.abort());
  await other.reload(); // it may have been fetched ahead by now
  await other.getByRole("row", { name: /Kept door/ }).click();
  await other.getByRole("alert").getByText("A part of the page could not be fetched.").waitFor();
  const name = "Kept door";
  await other.unroute(isPanel);
  await other.evaluate(() => sessionStorage.clear());
  await other.reload();
  await other.getByRole("region", { name }).waitFor();

  await other.waitForFunction(isFetched, "note-editor"); // or this page may lose it yet, and not the next one
  let lost = 0;
  await other.route(/assets\/note-editor-/, (route) => (lost++ === 0 ? route.abort() : route.continue()));
  await other.reload();
  await other.getByRole("region", { name }).waitFor();
  await expect.poll(() => lost, { timeout: 10_000 }).toBe(1);
  await other.locator("body").press("n");
  await expect.poll(() => lost, { timeout: 10_000 }).toBe(2);
  await other.getByRole("region", { name }).waitFor();
  await other.locator("body").press("n");
  await other.getByRole("region", { name }).getByRole("toolbar").waitFor();
  await other.context().close();
});

test("a list that cannot be shown says why, and what helps", async () => {
  const field = await desk.api("POST", "/v1/dealFields", { name: "Doomed", field_type: "double" });
  const condition = { object: "lead", field_id: String(field.id), operator: ">", value: "5" };
  const filter = await desk.api("POST", "/v1/filters", {
    ...{ name: "Large ones", type: "leads", visible_to: 7 },
    conditions: {
      glue: "and",
      conditions: [
        { glue: "and", conditions: [condition] },
        { glue: "or", conditions: [] },
      ],
    },
  });
  await desk.api("DELETE", `/v1/dealFields/${field.id}`);
  await page.goto(`${foyer.baseUrl}/inbox?filter=${filter.id}`);
  await page.getByRole("alert").getByText("has a condition on a field that was deleted").waitFor();
  await expectAccessible(page, "a list that cannot be shown");
  await page.getByRole("button", { name: "Without the saved filter" }).click();
  await page.getByRole("row", { name: /Kept door/ }).waitFor();
});

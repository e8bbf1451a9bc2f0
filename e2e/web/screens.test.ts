import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { de } from "../../packages/web/src/texts/de.ts";
import { en } from "../../packages/web/src/texts/en.ts";
import { findEn as f } from "../../packages/web/src/texts/find-en.ts";
import { type Foyer, startFoyer } from "../support/foyer.ts";
import { expectAccessible, launchBrowser, type Visit, visit } from "./browser.ts";
import { createDesk, type Desk } from "./desk.ts";

const belongings = new AsyncDisposableStack();
let browser: Browser;
let foyer: Foyer;
let desk: Desk;

beforeAll(async () => {
  browser = belongings.adopt(await launchBrowser(), (one) => one.close());
  foyer = belongings.use(await startFoyer());
  desk = createDesk(foyer);
  const labels = (await desk.api("GET", "/v1/leadLabels")) as { id: string }[];
  const value = { amount: 1_234_567, currency: "EUR" };
  await desk.addLead("Lowest door", { was_seen: true });
  await desk.addLead("Middle door", { label_ids: labels.map(({ id }) => id), value });
  await desk.addLead("Upper door");
}, 120_000);
afterAll(() => belongings.disposeAsync());

/** What opens over a page. */
const OPENED = "[role=menu]:visible, [role=dialog]:visible";

async function open(options: object = {}): Promise<Visit> {
  const page = await visit(browser, foyer, options);
  page.setDefaultTimeout(10_000);
  await page.getByRole("row", { name: /Upper door/ }).waitFor();
  return page;
}

test.each([
  ["light", { colorScheme: "light" as const }, en],
  [
    "dark, on a phone, in German",
    { colorScheme: "dark" as const, viewport: { width: 390, height: 800 }, locale: "de-DE" },
    de,
  ],
])("%s: axe finds nothing on what opens over a page", async (_name, options, t) => {
  const page = await open(options);
  const opened = page.locator(OPENED).first();
  /** Looks at what a key or a click opens, and closes it. */
  const look = async (name: string, act: () => Promise<unknown>) => {
    await act();
    await opened.waitFor();
    await expectAccessible(page, name);
    await page.keyboard.press("Escape");
    await opened.waitFor({ state: "hidden" });
  };
  const press = (key: string) => () => page.locator("body").press(key);
  const button = (name: string) => page.getByRole("button", { name }).first();
  const isWide = await button(t.columns).isVisible();
  if (isWide) {
    await look("columns", () => button(t.columns).click());
    await look("owner", press("o"));
    await look("commands", press("Control+k"));
    await look("delete", press("#"));
  } else {
    await look("filters", () => button(t.filters).click());
    await look("menu", () => page.getByRole("button", { name: new RegExp(`^${t.menu}`) }).click());
    await look("labels", press("l"));
    await look("add", press("c"));
  }
  await page.getByRole("row", { name: /Middle door/ }).click();
  await page.getByRole("textbox", { name: t.title }).waitFor();
  if (isWide) {
    await look("labels of the open lead", press("l"));
    await button(t.close).click();
    await button(t.filters).click();
    await page.getByRole("button", { name: f.editConditions }).click();
    await page.getByRole("button", { name: f.addCondition }).first().click();
    await page.getByRole("combobox", { name: f.field }).click();
    await page.getByRole("option", { name: t.title, exact: true }).waitFor();
    await expectAccessible(page, "fields of a condition");
  } else {
    await look("person", () => button(t.panel.contactMenu(t.person)).click());
    await page.getByRole("button", { name: new RegExp(`^${t.visibility}`) }).click();
    await page.getByRole("option").first().waitFor();
    await expectAccessible(page, "choices of a field");
  }
  expect(page.complaints).toEqual([]);
  await page.context().close();
});

test("whatever is closed gives the focus back to what opened it", async () => {
  const page = await open();
  const expectFocusBack = async (opener: Locator) => {
    await opener.focus();
    await page.keyboard.press("Enter");
    const opened = page.locator(OPENED).first();
    await opened.and(page.locator(":focus-within")).waitFor(); // sooner than that nobody presses a key
    await page.keyboard.press("Escape");
    await opened.waitFor({ state: "hidden" });
    await opener.and(page.locator(":focus")).waitFor();
  };
  const button = (name: string | RegExp) => page.getByRole("button", { name }).first();
  for (const name of ["Columns", "Filters", "Keys", "Type a command", "Add lead", /^Menu/])
    await expectFocusBack(button(name));
  await page.getByRole("row", { name: /Middle door/ }).click();
  const panel = page.getByRole("region", { name: "Middle door" });
  for (const name of ["Delete", "Convert to deal", "Labels"])
    await expectFocusBack(panel.getByRole("button", { name }).first());
  // What turns into something where it stands, too.
  for (const name of ["Add e-mail", "Add an activity", "Add a note"]) {
    await button(name).focus();
    await page.keyboard.press("Enter");
    await button(name).waitFor({ state: "detached" });
    await panel.locator(":focus").waitFor();
    await page.keyboard.press("Escape");
    await button(name).and(page.locator(":focus")).waitFor();
  }
  await page.goto(`${foyer.baseUrl}/settings/labels`);
  for (const name of ["Add a label", "Edit: Hot", "Delete: Hot"]) await expectFocusBack(button(name));
  await page.context().close();
});

test("keys work on the lead one is at, and its neighbours are those of its row", async () => {
  const page = await open();
  await page.keyboard.press("j");
  await page.keyboard.press("o");
  await page.getByRole("menuitemradio", { name: "Administrator" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("menu").waitFor({ state: "hidden" });
  await page.keyboard.press("l");
  await page.getByRole("menuitemcheckbox", { name: "Hot", checked: true }).click();
  await page.getByText("Labels changed").waitFor();
  await page.keyboard.press("Escape");
  const [{ label_ids }] = await desk.api("GET", "/v1/leads?sort=title&start=1&limit=1");
  const labels = await desk.api("GET", "/v1/leadLabels");
  expect(label_ids).toHaveLength(labels.length - 1);

  const [{ id }] = await desk.api("GET", "/v1/leads?sort=title&limit=1");
  await page.goto(`${foyer.baseUrl}/inbox?lead=${id}`);
  await page.getByRole("region", { name: "Lowest door" }).waitFor();
  await expect.poll(() => page.title()).toBe("Lowest door – Foyer");
  expect(await page.getByRole("button", { name: "Next lead" }).isDisabled()).toBe(true);
  await page.getByRole("button", { name: "Previous lead" }).click();
  await page.getByRole("region", { name: "Middle door" }).waitFor();
  for (const [key, title] of [
    ["a", "Archive"],
    ["s", "Settings"],
  ] as const) {
    await page.locator("body").press("g");
    await page.keyboard.press(key);
    await expect.poll(() => page.title()).toBe(`${title} – Foyer`);
  }
  await page.context().close();
});

test("on a phone every row shows its title, however many labels it wears", async () => {
  const page = await open({ viewport: { width: 390, height: 800 } });
  const title = page.getByRole("gridcell", { name: "Middle door", exact: true });
  expect((await title.boundingBox())?.width).toBeGreaterThan(100);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  await page.context().close();
});

test("on a phone the list is sorted, chosen whole, and says what one wants to see, by keyboard too", async () => {
  const page = await open({ viewport: { width: 390, height: 800 } });
  const titles = () =>
    page
      .getByRole("row")
      .getByRole("checkbox")
      .evaluateAll((boxes) => boxes.map((box) => box.getAttribute("aria-label")));
  await page.getByRole("button", { name: "Sort, select, show" }).focus();
  await page.keyboard.press("Enter");
  const menu = page.getByRole("menu");
  await menu.getByRole("menuitem", { name: "Select all 3 of this list" }).waitFor();
  const choice = (part: string, name: string) =>
    menu
      .getByRole("group", { name: part })
      .getByRole(part === "Beside the title" ? "menuitemcheckbox" : "menuitemradio", { name, exact: true });
  await choice("Sort by", "Created").and(page.locator("[aria-checked=true]")).waitFor();
  await choice("Sort by", "Title").press("Enter");
  await choice("Order", "Ascending").press("Enter");
  await expect.poll(titles).toEqual(["Select Lowest door", "Select Middle door", "Select Upper door"]);
  expect(new URL(page.url()).searchParams.get("sort")).toBe("title ASC");
  await expectAccessible(page, "menu of a phone");
  await choice("Beside the title", "Owner").press("Enter");
  await page.getByRole("row", { name: /Middle door.*€1,234,567.*Administrator/ }).waitFor();
  expect(await choice("Beside the title", "Labels").getAttribute("aria-checked")).toBe("false");
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Sort, select, show" }).and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Enter");
  await menu.getByRole("menuitem", { name: "Select all 3 of this list" }).press("Enter");
  await page.getByText("All 3 selected").waitFor();
  expect(await page.getByRole("row", { selected: true }).count()).toBe(3);
  expect(page.complaints).toEqual([]);
  await page.context().close();
});

/** Signs in somebody new who is no administrator. */
async function openAsRegular(): Promise<Page> {
  const { link } = await desk.api("POST", "/foyer/users", { name: "Bob", email: "bob@acme.test" });
  const page = await (await browser.newContext({ locale: "en-GB" })).newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(link);
  await page.getByLabel("Choose a password").fill("bob's own password");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/inbox");
  return page;
}

test("nobody is offered what would be refused to them", async () => {
  const taken =
    /can_(add|delete|edit_other_users)_leads|can_edit_other_users_people|can_modify_labels|can_add_custom_fields|can_export_data/;
  for (const app of ["sales", "global"]) {
    const sets = (await desk.api("GET", `/v1/permissionSets?app=${app}`)) as { id: string; type: string }[];
    const id = sets.find(({ type }) => type === "regular")?.id;
    const [{ contents }] = await desk.api("GET", `/v1/permissionSets/${id}`);
    const left = contents.filter((name: string) => !taken.test(name));
    await desk.api("PATCH", `/foyer/permission-sets/${id}`, { contents: left });
  }
  await desk.addLead("Everybody’s door", { visible_to: "7" });
  const page = await openAsRegular();
  await page.getByRole("row", { name: /Everybody’s door/ }).click();
  await page.getByText("This lead is somebody else’s").waitFor();
  const person = page.getByRole("region", { name: "Person" });
  await person.getByRole("button", { name: /^Person Person/, disabled: true }).waitFor();
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  expect(await page.getByRole("textbox", { name: "Title" }).isDisabled()).toBe(true);
  for (const name of ["Archive", "Delete"]) expect(await button(name).isDisabled(), name).toBe(true);
  for (const name of ["Add lead", "Labels", "Add e-mail"]) expect(await button(name).count(), name).toBe(0);
  for (const key of ["c", "#"]) await page.locator("body").press(key);
  await page.locator("body").press("Control+k");
  await page.getByRole("option", { name: "Search" }).waitFor();
  const taking = "Export this list as a file";
  await expect.poll(() => button(taking).count()).toBe(0);
  for (const name of ["Add lead", "Import leads", "Delete", taking])
    expect(await page.getByRole("option", { name, exact: true }).count(), name).toBe(0);
  await page.goto(`${foyer.baseUrl}/settings/labels`);
  await page.getByText("Hot", { exact: true }).waitFor();
  // Loaded anew, the page offers everything until it knows what is permitted.
  for (const name of ["Add a label", "Edit: Hot"])
    await expect.poll(() => button(name).count(), { message: name }).toBe(0);
  await page.context().close();
});

test("an amount is meant as its reader writes it", async () => {
  const page = await open({ locale: "de-DE" });
  await page.getByRole("row", { name: /Upper door/ }).click();
  await page.getByRole("button", { name: /^Wert/ }).click();
  await page.getByRole("textbox", { name: "Wert" }).pressSequentially("1.234,50");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Wert 1.234,50 €" }).waitFor();
  const saved = async () => (await desk.api("GET", "/v1/leads?sort=title%20DESC&limit=1"))[0].value;
  await expect.poll(saved).toEqual({ amount: 1234.5, currency: "EUR" }); // shown before it is saved
  await page.context().close();
});

test("nothing of the bars is out of sight or cut off in German, on the smallest phone or zoomed to 200 %", async () => {
  const page = await open({ locale: "de-DE", viewport: { width: 320, height: 600 } });
  const menu = await page.getByRole("button", { name: new RegExp(`^${de.menu}`) }).boundingBox();
  expect((menu?.x ?? 0) + (menu?.width ?? 0)).toBeLessThanOrEqual(320);
  await page.setViewportSize({ width: 590, height: 400 });
  await page
    .getByRole("row", { name: /Upper door/ })
    .getByRole("checkbox")
    .click();
  const whole = page.getByRole("button", { name: /dieser Liste wählen/ });
  await whole.waitFor();
  const parts = whole.locator("span");
  const cut = await parts.evaluateAll((all) =>
    all.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1).map((one) => one.textContent),
  );
  expect(cut).toEqual([]);
  await page.context().close();
});

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startFoyer } from "../support/foyer.ts";
import { expectAccessible, launchBrowser, type Visit, visit } from "./browser.ts";
import { createDesk, type Desk } from "./desk.ts";

const belongings = new AsyncDisposableStack();
let browser: Browser;
let desk: Desk;
let lead: { id: string };
let page: Visit;
/** Of each field, the key. */
const keys: Record<string, string> = {};

beforeAll(async () => {
  browser = belongings.adopt(await launchBrowser(), (one) => one.close());
  const foyer = belongings.use(await startFoyer());
  desk = createDesk(foyer);
  for (const [name, field_type, ...labels] of fields) {
    const options = labels.length > 0 && { options: labels.map((label) => ({ label })) };
    keys[name] = (await desk.api("POST", "/v1/dealFields", { name, field_type, ...options })).key;
  }
  lead = await desk.addLead("Custom door");
  page = await visit(browser, foyer);
  page.setDefaultTimeout(10_000);
}, 120_000);
afterAll(() => belongings.disposeAsync());

const fields = [
  ["Budget", "monetary"],
  ["Interest", "enum", "Cold", "Hot"],
  ["Products", "set", "Doors", "Floors"],
  ["Reference", "varchar"],
  ["Remarks", "text"],
  ["Score", "double"],
  ["Callback", "phone"],
  ["Site visit", "date"],
  ["Building period", "daterange"],
  ["Best time", "time"],
  ["Opening hours", "timerange"],
  ["Engineer", "user"],
  ["Architect", "people"],
  ["Builder", "org"],
  ["Site address", "address"],
  ["Campaign", "varchar_auto"],
] as const;

const panel = () => page.getByRole("region", { name: "Custom door" });
/** The value of a field as it is shown: pressing it edits it. */
const shown = (name: string) => panel().getByRole("button", { name: new RegExp(`^${name} `) });

/** Until a field takes what is typed: before, keys mean what they mean to the list. */
const editing = () => panel().locator("input:focus, textarea:focus").waitFor();

test("custom fields of every type are edited where they stand", async () => {
  await page.getByRole("row", { name: /Custom door/ }).click();
  await panel().getByRole("button", { name: "Show 16 empty fields" }).click();
  await expectAccessible(page, "fields");

  /** Types what is looked for, and takes it once it is offered. */
  const choose = async (name: string) => {
    await page.keyboard.type(name);
    await page.getByRole("option", { name, selected: false }).first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
  };
  const does: Record<string, (text: string) => Promise<unknown>> = {
    "<": (key) => page.keyboard.press(key),
    "?": choose,
    "@": (label) => panel().getByLabel(label).and(page.locator("input")).focus(),
    "=": (value) => page.locator(":focus").fill(value), // digits mean what the system says
  };
  const edit = async (name: string, ...keys: string[]) => {
    await shown(name).focus();
    await page.keyboard.press("Enter");
    await editing();
    for (const key of keys) await (does[key.charAt(0)]?.(key.slice(1)) ?? page.keyboard.type(key));
    await shown(name).waitFor();
  };

  await edit("Budget", "1250.5", "<Tab", "?USD", "<Enter");
  await edit("Interest", "?Hot");
  await edit("Products", "?Do", "?Fl", "<Tab");
  await edit("Reference", "RF-7", "<Enter");
  await edit("Remarks", "One", "<Enter", "two", "<Control+Enter");
  await edit("Score", "7.5", "<Enter");
  await edit("Callback", "+45 12", "<Enter");
  await edit("Site visit", "=2026-11-05", "<Enter");
  await edit("Building period", "=2026-03-01", "@Building period: Until", "=2026-06-30", "<Enter");
  await edit("Best time", "=14:30", "<Enter");
  await edit("Opening hours", "=09:00", "@Opening hours: Until", "=17:00", "<Enter");
  await edit("Engineer", "?A");
  await edit("Builder", "Brick & Co", "<Enter");
  await edit("Site address", "High Street 1", "<Enter");
  await edit("Campaign", "Spring", "<Enter");
  await shown("Architect").click();
  await editing();
  await choose("Person 1");
  await panel().getByRole("button", { name: "Architect Person 1" }).waitFor();

  for (const text of [
    "Budget US$1,250.50",
    "Interest Hot",
    "Products Doors, Floors",
    "Site visit 5 Nov 2026",
    "Building period 1 Mar 2026 – 30 Jun 2026",
    "Best time 14:30",
    "Opening hours 09:00 – 17:00",
    "Builder Brick & Co",
  ])
    await panel().getByRole("button", { name: text }).waitFor();
  await desk.untilStored(`/v1/leads/${lead.id}`, {
    [`${keys.Budget}`]: 1250.5,
    [`${keys.Budget}_currency`]: "USD",
    [`${keys.Remarks}`]: "One\ntwo",
    [`${keys.Reference}`]: "RF-7",
    [`${keys.Callback}`]: "+45 12",
    [`${keys.Architect}`]: expect.anything(), // the last one: nothing is on its way
  });
  expect(page.complaints).toEqual([]);
});

test("Escape puts a value back, and an undone change empties the field again", async () => {
  await shown("Reference").click();
  await editing();
  await page.keyboard.type("Nothing");
  await page.keyboard.press("Escape");
  await panel().getByRole("button", { name: "Reference RF-7" }).waitFor();
  await shown("Channel ID").click();
  await editing();
  await page.keyboard.type("fair-7");
  const saved = page.waitForResponse((answer) => answer.request().method() === "PATCH" && answer.ok());
  await page.keyboard.press("Enter");
  await saved; // only what is done is undone
  await panel().getByRole("button", { name: "Channel ID fair-7" }).waitFor();
  await page.keyboard.press("z");
  await panel().getByRole("button", { name: "Channel ID Empty" }).waitFor();
  expect(page.complaints).toEqual([]);
});

test("a field of people opens with whom it holds, and holds nobody once the name is taken out", async () => {
  await shown("Architect").click();
  await editing();
  expect(await page.locator(":focus").inputValue()).toBe("Person 1");
  await page.keyboard.press("Enter");
  await panel().getByRole("button", { name: "Architect Person 1" }).click();
  await editing();
  await page.keyboard.press("Delete");
  await page.keyboard.press("Enter");
  await panel().getByRole("button", { name: "Architect Empty" }).waitFor();
  expect(page.complaints).toEqual([]);
});

test("a number is understood as it is typed or refused, and never what is left of it", async () => {
  const score = (text: string) => panel().getByRole("button", { name: `Score ${text}`, exact: true });
  const field = () => panel().getByRole("textbox", { name: "Score" });
  await desk.api("PATCH", `/v1/leads/${lead.id}`, { [keys.Score ?? ""]: 42 });
  await score("42").click();
  await editing();
  await page.keyboard.type("-5,5");
  await page.keyboard.press("Enter");
  await score("-5.5").click();
  for (const typed of ["1,2,3", "4e3", "xyz"]) {
    await field().fill(typed);
    await page.keyboard.press("Enter");
    await panel().getByText("Write the number like 1,234.5.").waitFor();
    expect(await field().inputValue()).toBe(typed);
  }
  await expectAccessible(page, "a number that cannot be read");
  await panel().getByLabel("Title").focus();
  expect(await field().inputValue()).toBe("xyz");
  await field().fill("1,234.25");
  await page.keyboard.press("Enter");
  await score("1,234.25").waitFor();
  await desk.untilStored(`/v1/leads/${lead.id}`, { [keys.Score ?? ""]: 1234.25 });
  expect(page.complaints).toEqual([]);
});

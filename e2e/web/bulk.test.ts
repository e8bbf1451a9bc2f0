import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startFoyer } from "../support/foyer.ts";
import { runProgram, temporaryFolder } from "../support/program.ts";
import { expectAccessible, launchBrowser, undoBy, type Visit, visit } from "./browser.ts";
import { createDesk, type Desk } from "./desk.ts";

/** Enough for a bulk to be stopped on its way. */
const LEADS = 10_000;
const ALL = LEADS.toLocaleString("en-GB");

const belongings = new AsyncDisposableStack();
let browser: Browser;
let desk: Desk;
let page: Visit;
let wave: { id: string };
let labelField: number;

beforeAll(async () => {
  browser = belongings.adopt(await launchBrowser(), (one) => one.close());
  const { path } = belongings.use(await temporaryFolder());
  const databaseUrl = `sqlite:${join(path, "foyer.db")}`;
  const foyer = belongings.use(await startFoyer({ databaseUrl }));
  const seeded = await runProgram([
    "seed",
    "--leads",
    String(LEADS),
    "--seed",
    "5",
    "--database",
    databaseUrl,
  ]);
  expect(seeded.code).toBe(0);
  desk = createDesk(foyer);
  wave = await desk.api("POST", "/v1/leadLabels", { name: "Spring wave", color: "green" });
  const fields = (await desk.api("GET", "/v1/leadFields?limit=500")) as { id: number; key: string }[];
  labelField = fields.find(({ key }) => key === "label_ids")?.id ?? 0;
  const { id } = await desk.api("POST", "/foyer/bulk", { list: { archived_status: "archived" }, ...back });
  const stateOf = async (): Promise<string> => (await desk.api("GET", `/foyer/bulk/${id}`)).state;
  await vi.waitUntil(async () => (await stateOf()) === "done", { timeout: 60_000 }); // what comes later is announced, not counted
  page = await visit(browser, foyer);
  page.setDefaultTimeout(20_000);
}, 120_000);
afterAll(() => belongings.disposeAsync());

/** All of the seeded leads in the inbox. */
const back = { action: "change", change: { is_archived: false } };

/** What all of the leads may take, changed and changed back. */
const all = { timeout: 120_000 };

/** How many leads wear the label: counted for a bulk, which counts to the end. */
const wearing = async (): Promise<number> => {
  const condition = { object: "lead", field_id: String(labelField), operator: "=", value: wave.id };
  const conditions = {
    glue: "and",
    conditions: [
      { glue: "and", conditions: [condition] },
      { glue: "or", conditions: [] },
    ],
  };
  return (await desk.api("POST", "/foyer/bulk/preview", { list: { conditions }, action: "delete" })).total;
};

/** When what was done last is undone. */
const undone = () =>
  expect
    .poll(async () => (await desk.api("GET", "/foyer/undo?limit=1"))[0].reason, { timeout: 50_000 })
    .toBe("undone");

async function labelAll(how: string): Promise<void> {
  await page.getByLabel("Select all loaded").click();
  await page.getByRole("button", { name: `Select all ${ALL} of this list` }).click();
  await page.locator("body").press("l");
  const asked = page.getByRole("dialog", { name: `Labels of all ${ALL} leads` });
  await asked.getByText(how, { exact: true }).click();
  await asked.getByRole("checkbox", { name: "Spring wave" }).check();
  await asked.getByRole("button", { name: "Continue" }).click();
  await page
    .getByRole("dialog", { name: "Labels" })
    .getByRole("button", { name: `Do it with ${ALL} leads` })
    .click();
}

test("a bulk over all of a list is stopped on its way, and what it did is undone", all, async () => {
  await page.getByText(`${ALL} leads`).waitFor();
  await labelAll("Put on");
  const running = page.getByRole("dialog", { name: "Labels" });
  await running.getByText(/^[1-9][\d,]* of 10,000 leads/).waitFor();
  await running.getByRole("button", { name: "Stop" }).click();
  await running.getByText(/^Stopped\. [1-9][\d,]* leads are changed so far/).waitFor();
  await expectAccessible(page, "a stopped bulk");
  const labelled = await wearing();
  expect(labelled).toBeGreaterThan(0);
  expect(labelled).toBeLessThan(LEADS);
  await running.getByRole("button", { name: "Undo" }).click();
  await undone();
  expect(await wearing()).toBe(0);
  expect(page.complaints).toEqual([]);
});

test("every label but one comes off ten thousand leads, which is told in words and undone", all, async () => {
  await labelAll("Only these");
  await page.getByRole("dialog").waitFor({ state: "hidden", timeout: 50_000 });
  expect(await wearing()).toBe(LEADS);
  await page.locator("body").press("g");
  await page.keyboard.press("u");
  const recent = page.getByRole("dialog", { name: "Recent changes" });
  const deed = `Set the labels of ${ALL} leads to Spring wave`;
  await recent.getByText(deed).waitFor();
  await expectAccessible(page, "what one did");
  await recent.getByRole("button", { name: `Undo: ${deed}` }).click();
  await undone();
  await page.keyboard.press("Escape");
  await recent.waitFor({ state: "hidden" });
  await page.getByText(`Labels: ${ALL} leads`).waitFor({ state: "hidden" });
  expect(await wearing()).toBe(0);
  expect(page.complaints).toEqual([]);
});

test("how far an undo has come is shown and told, and one that was stopped goes on", all, async () => {
  await labelAll("Put on");
  const told = `Labels: ${ALL} leads`;
  await page.getByRole("alert").filter({ hasText: told }).waitFor({ timeout: 50_000 });
  await undoBy(page, told);
  const undoing = page.getByRole("status").filter({ hasText: "Undoing" });
  const far = undoing.getByText(/^Undoing: [1-9][\d,]* of 10,000$/);
  await far.waitFor();
  await undoing.getByRole("progressbar", { name: "Progress" }).waitFor();
  const before = await far.textContent();
  await expect.poll(() => far.textContent(), { interval: 20 }).not.toBe(before);
  await undoing.getByRole("button", { name: "Stop" }).click();
  await page
    .getByRole("alert")
    .filter({ hasText: /^Stopped\. [1-9][\d,]* are undone so far\./ })
    .waitFor();
  await undoing.waitFor({ state: "hidden" });
  const left = await wearing();
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(LEADS);
  await page.locator("body").press("z");
  await far.waitFor();
  const isLooked = Promise.withResolvers<void>(); // it ends before it is looked at, and is not heard of until then
  await page.route("**/foyer/bulk/*", (route) => isLooked.promise.then(() => route.continue()));
  await expectAccessible(page, "an undo under way");
  isLooked.resolve();
  await page.getByText(`Undone: ${told}`).waitFor({ timeout: 50_000 });
  await undoing.waitFor({ state: "hidden" });
  await page.unrouteAll({ behavior: "wait" });
  expect(await wearing()).toBe(0);
  expect(page.complaints).toEqual([]);
});

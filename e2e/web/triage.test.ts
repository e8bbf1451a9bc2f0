import { setTimeout } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import { answerLate, type Visit } from "./browser.ts";
import { useStage } from "./use-stage.ts";

const { desk, open } = useStage();
let page: Visit;

const TITLES = ["Sixth door", "Fifth door", "Fourth door", "Third door", "Second door", "First door"];

beforeAll(async () => {
  for (const title of TITLES) await desk.addLead(title, { value: { amount: 480, currency: "EUR" } });
  page = await open();
  await page.getByRole("row", { name: /First door/ }).waitFor();
});

const list = () => page.getByRole("grid", { name: "Inbox" }).and(page.locator(":focus"));
const panel = (title: string) => page.getByRole("region", { name: title });
/** Milliseconds in which what is not to happen would have. */
const A_WHILE_MS = 300;

test.each([
  ["o", "menuitemradio", "Enter"],
  ["o", "menuitemradio", "Escape"],
  ["l", "menuitemcheckbox", "Escape"],
] as const)(
  "the list has the focus again when the menu of %s is left by %s, %s",
  async (key, item, leave) => {
    await list().waitFor();
    await page.keyboard.press(key);
    await page.getByRole(item).and(page.locator(":focus")).waitFor();
    await page.keyboard.press(leave);
    await page.getByRole("menu").waitFor({ state: "hidden" });
    await list().waitFor();
  },
);

test("a menu that comes for the first time gives the focus back to where in the lead it was", async () => {
  const other = await open();
  await other.getByRole("row", { name: /Sixth door/ }).click();
  const value = other.getByRole("button", { name: "Value €480" });
  await value.focus();
  await other.keyboard.press("o");
  await other.getByRole("menuitemradio").and(other.locator(":focus")).waitFor();
  await other.keyboard.press("Escape");
  await value.and(other.locator(":focus")).waitFor();
  await other.context().close();
});

test("what a lead is worth and when it closes take one key each, and what is typed takes the place of what was there", async () => {
  await page.keyboard.press("v");
  const first = panel("First door");
  await first.getByRole("textbox", { name: "Value" }).and(page.locator(":focus")).waitFor();
  await page.keyboard.type("600");
  await page.keyboard.press("Enter");
  await first.getByRole("button", { name: "Value €600" }).and(page.locator(":focus")).waitFor();
  for (const [typed, shown] of [
    ["24/12/2030", "24 Dec 2030"],
    ["25/12/2030", "25 Dec 2030"],
  ] as const) {
    await page.keyboard.press("w");
    await first.getByRole("textbox", { name: "Expected close" }).and(page.locator(":focus")).waitFor();
    await page.keyboard.type(typed);
    await page.keyboard.press("Enter");
    await first.getByRole("button", { name: `Expected close ${shown}` }).waitFor();
  }
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keys" });
  await help.getByRole("row", { name: "Change the value v" }).waitFor();
  await help.getByRole("row", { name: "Mark as seen s" }).waitFor();
  await page.keyboard.press("Escape");
  await help.waitFor({ state: "hidden" });
});

test("a key opens the field before the next key is heard", async () => {
  const key = (key: string) =>
    `document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "${key}", bubbles: true }))`;
  const focused = "document.activeElement.getAttribute('aria-label')";
  expect(await page.evaluate(`${key("v")} && ${focused}`)).toBe("Value");
  await page.keyboard.press("Escape");
});

test("a title that was written leaves the focus at the lead", async () => {
  await page.getByRole("row", { name: /First door/ }).click();
  const title = panel("First door").getByRole("textbox", { name: "Title" });
  await title.fill("First gate");
  await title.press("Enter");
  await page.getByRole("row", { name: /First gate/ }).waitFor();
  expect(await page.locator("#lead :focus").count()).toBe(1);
});

test("the lead after one that was archived is the one that stood below it", async () => {
  await page.getByRole("row", { name: /First/ }).click();
  await page.keyboard.press("e");
  await page.getByRole("row", { name: /First/ }).waitFor({ state: "hidden" });
  await page.keyboard.press("j");
  await panel("Second door").waitFor();
  await page.keyboard.press("e");
  await page.getByRole("row", { name: /Second door/ }).waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Next lead" }).click();
  await panel("Third door").waitFor();
  await page.keyboard.press("j");
  await panel("Fourth door").waitFor();
});

test("leads are archived as fast as the key is pressed, however long the answers take", async () => {
  await page.keyboard.press("Escape");
  await list().waitFor();
  await page.route(/\/v1\/leads\//, async (route) => {
    await page.waitForTimeout(A_WHILE_MS);
    await route.continue();
  });
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await page.keyboard.press("k");
  await page.keyboard.press("e");
  await page.keyboard.press("e");
  for (const title of ["Third door", "Fourth door"])
    await page.getByRole("row", { name: new RegExp(title) }).waitFor({ state: "hidden" });
  await page.unrouteAll({ behavior: "wait" });
  expect(await page.getByRole("row", { name: / door/ }).count()).toBe(2);
});

test("a search that finds nothing keeps the focus, to be written anew", async () => {
  await page.keyboard.press("/");
  await page.keyboard.type("nowhere");
  await page.getByText("No leads here").waitFor();
  await page.keyboard.press("Enter");
  await page
    .getByRole("textbox", { name: "Search" })
    .or(page.getByRole("searchbox"))
    .and(page.locator(":focus"))
    .waitFor();
  await page.keyboard.press("Escape");
  await list().waitFor();
});

test("a lead that somebody else has deleted is told to be gone, and still is after a change was refused", async () => {
  const { id } = await desk.addLead("Doomed door");
  await page.getByRole("button", { name: "1 new lead" }).click();
  await page.getByRole("row", { name: /Doomed door/ }).click();
  await panel("Doomed door")
    .getByRole("button", { name: /^Value/ })
    .waitFor();
  await desk.api("DELETE", `/v1/leads/${id}`);
  const gone = page.getByRole("alert").getByText("This lead is not here");
  await gone.waitFor();
  await page.keyboard.press("v");
  await page.keyboard.type("5");
  await page.keyboard.press("Enter");
  await page.getByText("“Doomed door” is not there any more. It was deleted or converted").waitFor();
  await page.keyboard.press("n");
  await page.locator("[contenteditable=true]:focus").waitFor();
  await page.keyboard.type("Too late");
  await page.keyboard.press("Control+Enter");
  await page.getByText("“Doomed door” is not there any more.").nth(1).waitFor();
  await gone.waitFor();
  await page.keyboard.press("Escape"); // what was written is kept, as long as it is not sent
  await page.locator("[contenteditable=true]").waitFor({ state: "hidden" });
  await page.keyboard.press("Escape");
  await list().waitFor();
  page.complaints.length = 0; // the browser complains of each 404
});

test("that a lead was seen is sent once, though it is refused", async () => {
  const { id } = await desk.addLead("Brief door");
  await page.getByRole("button", { name: "1 new lead" }).click();
  let sent = 0;
  await page.route(`**/v1/leads/${id}`, async (route) => {
    if (route.request().method() !== "PATCH") return route.continue();
    sent += 1;
    if (sent === 1) await desk.api("DELETE", `/v1/leads/${id}`);
    return route.continue();
  });
  await page.getByRole("row", { name: /Brief door/ }).click();
  await page.getByRole("alert").getByText("This lead is not here").waitFor();
  await page.waitForTimeout(A_WHILE_MS);
  expect(sent).toBe(1);
  await page.unrouteAll({ behavior: "wait" });
  await page.keyboard.press("Escape");
  await list().waitFor();
  page.complaints.length = 0;
});

test("what is typed while a dialog is fetched is no command of the page, and stands in its field", async () => {
  const other = await open();
  const parts = /assets\/(palette|add-lead|row-menus|lead-panel|note-editor)-/;
  await other.route(parts, async (route) => {
    await setTimeout(A_WHILE_MS);
    await route.continue();
  });
  await other.reload(); // before anything is fetched ahead
  const rows = other.getByRole("row", { name: / door/ });
  await rows.first().waitFor();
  const before = await rows.count();
  await other.keyboard.press("n");
  await other.keyboard.type("Asked for eve");
  await expect.poll(() => other.getByRole("region").getByText("Asked for eve").count()).toBe(1);
  await other.keyboard.type("ning"); // the cursor stands behind it
  await expect.poll(() => other.getByRole("region").getByText("Asked for evening").count()).toBe(1);
  for (let again = 0; again < 2; again++) await other.keyboard.press("Escape");
  const opened: [keys: string, dialog: string, field: string][] = [
    ["Control+k", "Type a command", "Type a command"],
    ["c", "Add a lead", "Title"],
  ];
  for (const [key, name, field] of opened) {
    await other.keyboard.press(key);
    await other.keyboard.type("eve x");
    await other.keyboard.press("Backspace");
    const dialog = other.getByRole("dialog", { name });
    await dialog.waitFor();
    await expect.poll(() => dialog.getByLabel(field).first().inputValue()).toBe("eve ");
    await other.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
  }
  await other.keyboard.press("o");
  await other.keyboard.type("e");
  await other.getByRole("menuitemradio").first().waitFor();
  await other.keyboard.press("Escape");
  await other.waitForTimeout(A_WHILE_MS);
  expect(await rows.count()).toBe(before);
  expect(await other.getByRole("alert").count()).toBe(0);
  await other.context().close();
});

test("a key that is held down archives one lead, not one after the other", async () => {
  const before = await page.getByRole("row", { name: / door/ }).count();
  await page.keyboard.down("e");
  await page.keyboard.down("e"); // as a key that is held down says again
  await page.keyboard.up("e");
  await page.getByText("Lead archived").last().waitFor();
  await page.waitForTimeout(A_WHILE_MS);
  expect(await page.getByRole("row", { name: / door/ }).count()).toBe(before - 1);
  await page.keyboard.press("z");
  await expect.poll(() => page.getByRole("row", { name: / door/ }).count()).toBe(before);
});

test("a lead one has deleted is left, and nobody is told that it is gone", async () => {
  await page.getByRole("row", { name: /Fifth door/ }).click();
  await panel("Fifth door").waitFor();
  await page.keyboard.press("#");
  await answerLate(page, /\/foyer\/bulk$/);
  await page.getByRole("dialog", { name: "Delete" }).getByRole("button", { name: "Delete" }).press("Enter");
  await page.getByText("Lead deleted").waitFor();
  await panel("Fifth door").waitFor({ state: "hidden" });
  await list().waitFor();
  await page.waitForTimeout(A_WHILE_MS);
  expect(await page.getByText("This lead is not here").count()).toBe(0);
  await page.keyboard.press("z");
  await page.getByRole("row", { name: /Fifth door/ }).waitFor();
  expect(page.complaints).toEqual([]);
});

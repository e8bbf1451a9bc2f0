import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Foyer, startFoyer } from "../support/foyer.ts";
import { expectAccessible, launchBrowser, undoBy, visit } from "./browser.ts";

const belongings = new AsyncDisposableStack();
let browser: Browser;
let foyer: Foyer;

beforeAll(async () => {
  browser = belongings.adopt(await launchBrowser(), (one) => one.close());
  foyer = belongings.use(await startFoyer());
}, 120_000);
afterAll(() => belongings.disposeAsync());

/** The data of an answer to the administrator's own token. */
async function api(method: string, path: string, body?: object) {
  const response = await fetch(`${foyer.baseUrl}${path}`, {
    method,
    headers: { "x-api-token": foyer.token, ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as { data: never };
  if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
  return answer.data;
}

let people = 0;

async function addLead(title: string, more: object = {}): Promise<{ id: string }> {
  const { id } = (await api("POST", "/api/v2/persons", { name: `Person ${++people}` })) as { id: number };
  return api("POST", "/v1/leads", { title, person_id: id, ...more });
}

describe("the inbox in a browser", () => {
  test("who is not signed in is asked to, and comes back to where they were going", async () => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${foyer.baseUrl}/archive`);
    expect(new URL(page.url()).pathname).toBe("/foyer/sign-in");
    await page.getByLabel("E-mail").fill(foyer.adminEmail);
    await page.getByLabel("Password").fill(foyer.adminPassword);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL("**/archive");
    await page.context().close();
  });

  test("an empty inbox says what to do, and the first lead is added with a person made on the spot", async () => {
    const page = await visit(browser, foyer);
    await page.getByText("Your inbox is empty").waitFor();
    await expectAccessible(page, "empty inbox");
    await page.keyboard.press("c");
    const dialog = page.getByRole("dialog", { name: "Add a lead" });
    await dialog.getByLabel("Title").fill("Blue door order");
    await expectAccessible(page, "add a lead");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.getByRole("alert").filter({ hasText: "needs a person" }).waitFor();
    await dialog.getByLabel("Person").fill("Ann Example");
    await page.getByRole("option", { name: "Add “Ann Example”" }).click();
    await dialog.getByLabel("Value").fill("300");
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.getByRole("region", { name: "Blue door order" }).waitFor();
    expect(await api("GET", "/v1/leads")).toMatchObject([
      { title: "Blue door order", value: { amount: 300, currency: "EUR" }, was_seen: true },
    ]);
    expect(page.complaints).toEqual([]);
    await page.context().close();
  });

  test("the daily job without a mouse: find, open, label, note, archive, undo", async () => {
    const { id } = await addLead("Red door order");
    const page = await visit(browser, foyer);
    await page.getByRole("row", { name: /Red door order/ }).waitFor();
    await page.keyboard.press("Enter");
    const panel = page.getByRole("region", { name: "Red door order" });
    await panel.waitFor();

    await page.keyboard.press("l");
    await page.getByRole("menuitemcheckbox", { name: "Hot" }).and(page.locator(":focus")).waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("Labels changed").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("menu").waitFor({ state: "hidden" });

    await page.keyboard.press("n");
    await page.keyboard.type("Call back <b>tomorrow</b>");
    await page.keyboard.press("Control+Enter");
    await panel.getByRole("article").getByText("Call back <b>tomorrow</b>").waitFor();
    await panel.getByRole("textbox", { name: "Add a note" }).waitFor({ state: "hidden" });

    await page.keyboard.press("e");
    await page.getByText("Lead archived").waitFor();
    expect(await api("GET", `/v1/leads/${id}`)).toMatchObject({ is_archived: true, was_seen: true });
    await page.keyboard.press("z");
    await page.getByText("Undone: Lead archived").waitFor();
    const [hot] = (await api("GET", "/v1/leadLabels")) as { id: string; name: string }[];
    expect(await api("GET", `/v1/leads/${id}`)).toMatchObject({ is_archived: false, label_ids: [hot?.id] });
    expect(page.complaints).toEqual([]);
    await page.context().close();
  });

  test("several leads are chosen, archived together, and taken back together", async () => {
    const leads = [
      await addLead("First of three"),
      await addLead("Second of three"),
      await addLead("Third of three"),
    ];
    const page = await visit(browser, foyer);
    await page.getByLabel("Select Third of three").click();
    await page.getByLabel("Select First of three").click({ modifiers: ["Shift"] });
    await page.getByText("3 selected").waitFor();
    await expectAccessible(page, "three chosen");
    await page.getByRole("button", { name: "Archive", exact: true }).click();
    await page.getByText("3 leads archived").waitFor();
    const archived = async () =>
      ((await api("GET", "/v1/leads/archived")) as { id: string }[]).map(({ id }) => id);
    expect((await archived()).sort()).toEqual(leads.map(({ id }) => id).sort());
    await undoBy(page, "3 leads archived");
    await page.getByText("Undone: 3 leads archived").waitFor();
    await page.getByRole("row", { name: /Second of three/ }).waitFor();
    await expect.poll(archived).toEqual([]);
    await page.context().close();
  });

  test("a change the server refuses comes back, with the reason", async () => {
    const { id } = await addLead("Green door order");
    const page = await visit(browser, foyer);
    await page.getByRole("row", { name: /Green door order/ }).click();
    const title = page.getByRole("textbox", { name: "Title" });
    await title.fill("Greener door order");
    await api("PATCH", `/v1/leads/${id}`, { is_archived: true });
    await title.press("Enter");
    await page.getByRole("alert").filter({ hasText: "Not saved" }).first().waitFor();
    await expect.poll(() => title.inputValue()).toBe("Green door order");
    await page.context().close();
  });

  test.each([
    ["light", { colorScheme: "light" as const }],
    ["dark", { colorScheme: "dark" as const }],
    ["phone", { viewport: { width: 390, height: 800 } }],
    ["zoomed to 200 %", { viewport: { width: 640, height: 400 } }],
  ])("%s: axe finds nothing on the list, the lead, the keys and the commands", async (_name, options) => {
    await addLead("Yellow door order", { value: { amount: 12.5, currency: "USD" } });
    const page = await visit(browser, foyer, options);
    await page
      .getByRole("row", { name: /Yellow door order/ })
      .first()
      .waitFor();
    await expectAccessible(page, "list");
    await page.keyboard.press("Enter");
    await page.getByRole("region", { name: "Yellow door order" }).waitFor();
    await expectAccessible(page, "lead");
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    await expectAccessible(page, "keys");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    await page.getByRole("option", { name: "Add lead" }).waitFor();
    await expectAccessible(page, "commands");
    expect(page.complaints).toEqual([]);
    await page.context().close();
  });

  test("the pages speak German too", async () => {
    const page = await visit(browser, foyer, { locale: "de-DE" });
    await page.getByRole("link", { name: "Eingang" }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("de");
    await page.context().close();
  });
});

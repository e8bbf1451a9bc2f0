import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Foyer, startFoyer } from "../support/foyer.ts";
import { answerLate, expectAccessible, launchBrowser, undoBy, visit } from "./browser.ts";

const belongings = new AsyncDisposableStack();
let browser: Browser;
let foyer: Foyer;

beforeAll(async () => {
  browser = belongings.adopt(await launchBrowser(), (one) => one.close());
  foyer = belongings.use(await startFoyer());
}, 120_000);
afterAll(() => belongings.disposeAsync());

async function api(method: string, path: string, body?: object) {
  const response = await fetch(`${foyer.baseUrl}${path}`, {
    method,
    headers: { "x-api-token": foyer.token, ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  return ((await response.json()) as { data: never }).data;
}

/** A lead of somebody with a mailbox. */
async function addLead(title: string, email: string, more: object = {}): Promise<{ id: string }> {
  const person = { name: "Ann Example", emails: [{ value: email }] };
  const { id } = (await api("POST", "/api/v2/persons", person)) as { id: number };
  return api("POST", "/v1/leads", { title, person_id: id, ...more });
}

test("leads that look alike are compared, merged by choice, and taken apart again, by keyboard", async () => {
  const old = await addLead("Solar roof panels", "ann@mail.example", {
    value: { amount: 700, currency: "EUR" },
  });
  await api("POST", "/v1/notes", { lead_id: old.id, content: "Has a flat roof" });
  const fresh = await addLead("Solar roof pannels", "Ann+web@mail.example");
  const page = await visit(browser, foyer);
  await page.getByRole("row", { name: /Solar roof pannels/ }).waitFor();
  await page.goto(`${foyer.baseUrl}/inbox?lead=${fresh.id}`);
  const hint = page.getByRole("button", { name: "1 similar lead" });
  await hint.waitFor();
  await expectAccessible(page, "the hint");
  await hint.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Similar leads" });
  await dialog.getByText("The same: e-mail address, person’s name, title").waitFor();
  await dialog.getByText("Notes that move: 1.").waitFor();
  await expectAccessible(page, "the comparison");
  await dialog.getByRole("radio", { name: "Title of: The other lead" }).focus();
  await page.keyboard.press("Space");
  await expect
    .poll(() => dialog.getByRole("radio", { name: "Title of: The other lead" }).isChecked())
    .toBe(true);
  await dialog.getByRole("button", { name: "Merge" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("Leads merged").waitFor();
  await page.getByRole("region", { name: "Solar roof panels" }).getByText("Has a flat roof").waitFor();
  expect(await api("GET", `/v1/leads/${fresh.id}`)).toMatchObject({
    title: "Solar roof panels",
    value: { amount: 700, currency: "EUR" },
  });

  await page.goto(`${foyer.baseUrl}/inbox?lead=${old.id}`);
  page.complaints.length = 0; // the browser complains of the 404
  await page.getByText("The lead you asked for was merged into this one.").waitFor();
  await page.getByRole("region", { name: "Solar roof panels" }).waitFor();
  expect(new URL(page.url()).searchParams.get("lead")).toBe(fresh.id);
  await page.context().close();
});

test("a merge is taken back, and the dialog fits a phone, in German and in the dark", async () => {
  const first = await addLead("Heat pumps", "bob@mail.example");
  const second = await addLead("Heat pumps", "bob+x@mail.example");
  const options = {
    locale: "de-DE",
    colorScheme: "dark",
    viewport: { width: 375, height: 740 },
  } as const;
  const page = await visit(browser, foyer, options);
  await page.goto(`${foyer.baseUrl}/inbox?lead=${first.id}`);
  await page.getByRole("button", { name: "1 ähnlicher Lead" }).click();
  const dialog = page.getByRole("dialog", { name: "Ähnliche Leads" });
  await dialog.getByRole("radio", { name: "Bleibt, mit seiner Adresse von: Der andere Lead" }).click();
  await expectAccessible(page, "the comparison on a phone in the dark");
  const width = await page.evaluate("document.documentElement.scrollWidth");
  expect(width).toBe(375);
  await answerLate(page, /\/merge$/);
  await dialog.getByRole("button", { name: "Zusammenführen" }).click();
  await page.getByText("Leads zusammengeführt").waitFor();
  await expect.poll(() => new URL(page.url()).searchParams.get("lead")).toBe(second.id);
  await undoBy(page, "Leads zusammengeführt", "Rückgängig");
  await expect
    .poll(async () => await api("GET", `/v1/leads/${first.id}`))
    .toMatchObject({ title: "Heat pumps" });
  expect(page.complaints).toEqual([]);
  await page.context().close();
});

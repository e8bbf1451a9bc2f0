import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, undoBy } from "./browser.ts";
import { useStage } from "./use-stage.ts";

const { foyer, desk, open } = useStage();

/** What became of a lead that was worked on: seen, labelled, noted, planned for, archived and brought back. */
async function expectWorkedOn(id: string, text: string): Promise<void> {
  const [hot] = await desk.api("GET", "/v1/leadLabels");
  const lead = { is_archived: false, was_seen: true, label_ids: [hot.id] };
  await desk.untilStored(`/v1/leads/${id}`, lead);
  await desk.untilStored(`/v1/notes?lead_id=${id}`, [{ content: `<p>${text}</p>` }]);
  const planned = { subject: text, due_date: "2030-05-06", due_time: "09:30:00", done: false };
  await desk.untilStored(`/api/v2/activities?lead_id=${id}`, [planned]);
}

/** Until nothing is being written or planned: what was may be listed before, and keys are the field's as long. */
async function expectWritten(panel: Locator): Promise<void> {
  await panel.getByRole("toolbar", { name: "Formats" }).waitFor({ state: "hidden" });
  await panel.getByRole("form").waitFor({ state: "hidden" });
}

test("the daily job without a mouse", async () => {
  await desk.addLead("Seen before", { was_seen: true });
  const { id } = await desk.addLead("Key door");
  await desk.addLead("Also seen before", { was_seen: true });
  const page = await open();
  await page.getByRole("row", { name: /new Key door/ }).waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  const panel = page.getByRole("region", { name: "Key door" });
  await panel.getByRole("button", { name: /^Owner / }).waitFor();
  await page.getByRole("row", { name: /^(?!.*new).*Key door/ }).waitFor();

  await page.keyboard.press("l");
  await page.getByRole("menuitemcheckbox", { name: "Hot" }).and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("Labels changed").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("menu").waitFor({ state: "hidden" });

  await page.keyboard.press("n");
  await page.keyboard.type("By keys");
  await page.getByRole("toolbar", { name: "Formats" }).waitFor();
  await page.keyboard.press("Control+Enter");
  await panel.getByRole("article").getByText("By keys").waitFor();
  await expectWritten(panel);

  await page.keyboard.press("a");
  await page.keyboard.type("By keys");
  await page.getByRole("textbox", { name: "Due date" }).fill("2030-05-06");
  await page.getByLabel("Due time").fill("09:30");
  await page.keyboard.press("Enter");
  await panel.getByRole("button", { name: /By keys.*09:30/ }).waitFor();
  await expectWritten(panel);

  await page.keyboard.press("e");
  await page.getByText("Lead archived").waitFor();
  await page.keyboard.press("z");
  await page.getByText("Undone: Lead archived").waitFor();
  await expectWorkedOn(id, "By keys");
  // What was told fades, and colours are measured when nothing does.
  await page.getByText("Lead archived").first().waitFor({ state: "hidden" });
  await page.keyboard.press("d");
  const dialog = page.getByRole("dialog", { name: "Convert to deal" });
  const convert = dialog.getByRole("button", { name: "Convert", disabled: false });
  await convert.waitFor();
  await expectAccessible(page, "convert");
  await convert.press("Enter");
  await page.getByText("Lead is a deal now").waitFor();
  await page.getByRole("row", { name: /Key door/ }).waitFor({ state: "hidden" });
  expect(await desk.api("GET", "/api/v2/deals")).toMatchObject([{ title: "Key door" }]);
  await page.keyboard.press("z");
  await page.getByText("Undone: Lead is a deal now").waitFor();
  await page.getByRole("row", { name: /Key door/ }).waitFor(); // another lead, as Pipedrive makes one of a deal
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keys" }).getByText("Plan an activity").waitFor();
  expect(page.complaints).toEqual([]);
  await page.context().close();
});

test("the daily job by mouse, from lead to lead without closing", async () => {
  const { id } = await desk.addLead("Mouse door");
  const page = await open();
  await page.getByRole("row", { name: /Key door/ }).click();
  const panel = page.getByRole("region", { name: "Mouse door" });
  while (!(await panel.isVisible())) {
    const before = await page.getByRole("textbox", { name: "Title" }).inputValue();
    await page.getByRole("button", { name: "Previous lead" }).click();
    await expect.poll(() => page.getByRole("textbox", { name: "Title" }).inputValue()).not.toBe(before);
  }
  await panel.getByRole("button", { name: "Labels" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Hot" }).click();
  await page.getByText("Labels changed").waitFor();
  await panel.getByRole("heading", { name: "Notes" }).click();
  await panel.getByRole("button", { name: "Add a note" }).click();
  await panel.getByRole("toolbar", { name: "Formats" }).waitFor();
  await page.keyboard.type("By mouse");
  await panel.getByRole("button", { name: "Save" }).click();
  await panel.getByRole("article").getByText("By mouse").waitFor();
  await expectWritten(panel);
  await panel.getByRole("button", { name: "Add an activity" }).click();
  await panel.getByLabel("Subject").fill("By mouse");
  await panel.getByRole("textbox", { name: "Due date" }).fill("2030-05-06");
  await panel.getByLabel("Due time").fill("09:30");
  await panel.getByRole("button", { name: "Save" }).click();
  await panel.getByRole("button", { name: /By mouse.*09:30/ }).waitFor();
  await expectWritten(panel);
  await panel.getByRole("button", { name: "Archive" }).click();
  await undoBy(page, "Lead archived");
  await expectWorkedOn(id, "By mouse");
  expect(page.complaints).toEqual([]);
  await page.context().close();
});

test.each([
  ["light", { colorScheme: "light" as const }],
  ["dark", { colorScheme: "dark" as const }],
  ["phone", { viewport: { width: 390, height: 800 } }],
])("%s: axe finds nothing on a lead that is worked on", async (name, options) => {
  const lead = await desk.addLead(`Full door ${name}`);
  const late = { subject: "Send the offer", type: "task", due_date: "2020-02-03", lead_id: lead.id };
  await desk.api("POST", "/api/v2/activities", late);
  await desk.api("POST", "/v1/notes", {
    lead_id: lead.id,
    content: "<p>Read <b>this</b></p>",
    pinned_to_lead_flag: 1,
  });
  const page = await open(options);
  await page
    .getByRole("row", { name: /Full door/ })
    .first()
    .waitFor();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("region", { name: `Full door ${name}` });
  await panel.getByText("overdue").waitFor();
  await panel.getByRole("button", { name: "History" }).click();
  await panel.getByText("added the lead").waitFor();
  await panel.getByRole("article").waitFor();
  await page.locator("body").press("n");
  await panel.getByRole("toolbar", { name: "Formats" }).waitFor();
  await expectAccessible(page, "lead");
  await page.keyboard.press("Escape");
  await page.locator("body").press("a");
  await panel.getByLabel("Subject").waitFor();
  await expectAccessible(page, "planning");
  expect(page.complaints).toEqual([]);
  await page.context().close();
});

/** A lead and two open deals, one of the same person. */
async function addLeadWithDeals(title: string) {
  const lead = await desk.addLead(title, { value: { amount: 700, currency: "EUR" } });
  await desk.api("POST", "/v1/notes", { lead_id: lead.id, content: "Called twice" });
  const theirs = { title: `${title}, first part`, person_id: lead.person_id };
  const [own, other] = [
    await desk.api("POST", "/api/v2/deals", theirs),
    await desk.api("POST", "/api/v2/deals", { title: `Depot of ${title}`, value: 80, currency: "EUR" }),
  ];
  return { lead, own, other };
}

test("a lead becomes a part of a deal that is there, by keyboard, and comes out of it again", async () => {
  const { lead, own } = await addLeadWithDeals("Carport");
  const page = await open();
  await page.getByRole("row", { name: /Carport/ }).waitFor();
  for (const key of ["j", "k", "d"]) await page.keyboard.press(key); // to the newest, wherever one begins
  const dialog = page.getByRole("dialog", { name: "Convert to deal" });
  await dialog.getByText("Carport").waitFor();
  const isFocused = (one: Locator) => one.evaluate((node) => node === node.ownerDocument.activeElement);
  const fresh = dialog.getByRole("radio", { name: "New deal" });
  await dialog.getByRole("button", { name: "Convert", disabled: false }).waitFor();
  for (let back = 0; back < 12 && !(await isFocused(fresh)); back += 1)
    await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("ArrowRight");
  const search = dialog.getByRole("combobox", { name: "Deal" });
  await dialog.getByRole("option", { name: /Carport, first part/ }).waitFor();
  await expectAccessible(page, "open deals of the same person");
  await page.keyboard.press("Tab");
  expect(await isFocused(search)).toBe(true);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await dialog.getByText("1 field is filled, 0 stay as they are.").waitFor();
  await dialog.getByRole("row", { name: "Value €700" }).waitFor();
  await dialog.getByText("1 note").waitFor();
  await expectAccessible(page, "what becomes of the deal");
  await page.keyboard.press("Enter");
  await page.getByText("Lead is a part of “Carport, first part” now").waitFor();
  await desk.untilStored(`/api/v2/deals/${own.id}`, { value: 700, currency: "EUR" });
  await page.keyboard.press("z");
  await page.getByRole("row", { name: /Carport/ }).waitFor();
  await desk.untilStored(`/api/v2/deals/${own.id}`, { value: 0 });
  await desk.untilStored(`/v1/notes?lead_id=${lead.id}`, [{}]);
  expect(page.complaints).toEqual([]);
  await page.context().close();
});

test("any open deal is found for a lead on a phone, in German and in the dark; one that was lost meanwhile is refused", async () => {
  const { lead, own, other } = await addLeadWithDeals("Pavillon");
  const options = { locale: "de-DE", colorScheme: "dark", viewport: { width: 390, height: 740 } } as const;
  const page = await open(options);
  await page.goto(`${foyer().baseUrl}/inbox?lead=${lead.id}`);
  await page.getByRole("button", { name: "In Deal umwandeln" }).click();
  const dialog = page.getByRole("dialog", { name: "In Deal umwandeln" });
  await dialog.getByText("Bestehender Deal").click();
  const option = dialog.getByRole("option", { name: /Pavillon, first part/ });
  await option.waitFor();
  await desk.api("PATCH", `/api/v2/deals/${own.id}`, { status: "lost" });
  await option.click();
  await dialog.getByRole("alert").getByText("Der Deal ist schon gewonnen oder verloren.").waitFor();
  page.complaints.length = 0; // the browser complains of the 400
  await dialog.getByRole("combobox", { name: "Deal" }).fill("depot pav");
  await dialog.getByRole("option", { name: /Depot of Pavillon/ }).click();
  await dialog.getByRole("row", { name: "Wert 80 € 700 €" }).waitFor();
  await expectAccessible(page, "what becomes of the deal on a phone in the dark");
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  await dialog.getByRole("button", { name: "Umwandeln", exact: true }).click();
  await page.getByText("Der Lead ist jetzt Teil von").waitFor();
  await desk.untilStored(`/v1/notes?deal_id=${other.id}`, [{}]);
  await undoBy(page, "Der Lead ist jetzt Teil von", "Rückgängig");
  await desk.untilStored(`/v1/notes?lead_id=${lead.id}`, [{}]);
  expect(page.complaints).toEqual([]);
  await page.context().close();
});

test("several leads become deals as one deed; a deal that was worked on is taken back only if one insists", async () => {
  await desk.addLeads(["Twin one", "Twin two"]);
  const page = await open();
  for (const title of ["Twin one", "Twin two"])
    await page.getByRole("row", { name: title }).getByRole("checkbox").click();
  await page.getByRole("button", { name: "Convert" }).click();
  const dialog = page.getByRole("dialog", { name: "Convert to deal" });
  await dialog.getByRole("button", { name: "Convert", disabled: false }).click();
  await undoBy(page, "2 leads are deals now");
  await page.getByText("Undone: 2 leads are deals now").waitFor(); // before, the row may be that of the lead that is gone
  await page.getByRole("row", { name: "Twin one" }).click();
  await page.getByRole("button", { name: "Convert to deal" }).click();
  await dialog.getByRole("button", { name: "Convert", disabled: false }).click();
  await page.getByText("Lead is a deal now").waitFor();
  const [deal] = await desk.api("GET", "/api/v2/deals?sort_by=id&sort_direction=desc&limit=1");
  expect(deal).toMatchObject({ title: "Twin one" });
  await desk.api("PATCH", `/api/v2/deals/${deal.id}`, { title: "Worked on" });
  await page.keyboard.press("z");
  await page.getByText("It was changed since, so it stays as it is.").waitFor();
  page.complaints.length = 0; // the browser complains of the 409
  await page.getByRole("button", { name: "Undo all the same" }).click();
  await page.getByRole("row", { name: "Twin one" }).waitFor();
  expect(page.complaints).toEqual([]);
  await page.context().close();
});

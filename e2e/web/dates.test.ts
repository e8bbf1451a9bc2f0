import { setTimeout } from "node:timers/promises";
import type { Locator } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { expectAccessible, type Visit } from "./browser.ts";
import { useStage } from "./use-stage.ts";

const { desk, open, foyer } = useStage();
let page: Visit;
let lead: { id: string };
let longLead: string;

/** A reader of German dates in a browser that speaks English: what was chosen in the profile counts. */
beforeAll(async () => {
  lead = await desk.addLead("Dated door", { expected_close_date: "2030-03-04" });
  longLead = await addLongLead();
  await desk.api("PATCH", "/foyer/profile", { language: "de", locale: "de_DE" });
  page = await open({ locale: "en-US" });
  await page.goto(`${foyer().baseUrl}/inbox?lead=${lead.id}`);
});

/** A lead with more to tell than a window shows, and then the day of its acceptance. */
async function addLongLead(): Promise<string> {
  const told: Record<string, string> = {};
  for (let room = 1; room <= 12; room++) {
    const { key } = await desk.api("POST", "/v1/dealFields", { name: `Raum ${room}`, field_type: "varchar" });
    told[key] = "hell";
  }
  const { key } = await desk.api("POST", "/v1/dealFields", { name: "Abnahme", field_type: "date" });
  return (await desk.addLead("Far down", { ...told, [key]: "2030-04-14" })).id;
}

const untilStored = (expected_close_date: string) =>
  desk.untilStored(`/v1/leads/${lead.id}`, { expected_close_date });
const fact = () => page.getByRole("button", { name: /^Abschluss erwartet/ });
const field = () => page.getByRole("textbox", { name: "Abschluss erwartet" });

test("a date is typed as the profile says it is written, by keys alone", async () => {
  await fact().click();
  expect(await field().inputValue()).toBe("04.03.2030");
  expect(await field().getAttribute("placeholder")).toBe("TT.MM.JJJJ");
  await field().fill("5.4.31");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /Abschluss erwartet 05\.04\.2031/ }).waitFor();
  await untilStored("2031-04-05");
});

test("what is no day is told of and changes nothing", async () => {
  await fact().click();
  await field().fill("31.2.2031");
  await page.keyboard.press("Enter");
  await page.getByText("Schreiben Sie den Tag als TT.MM.JJJJ.").waitFor();
  expect(await field().getAttribute("aria-invalid")).toBe("true");
  await expectAccessible(page, "a day that cannot be read");
  await page.keyboard.press("Escape");
  await fact().waitFor();
  await untilStored("2031-04-05");
});

test("a day is chosen from a calendar in the reader's language, with the keys of one", async () => {
  await fact().click();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const calendar = page.getByRole("dialog", { name: "Abschluss erwartet: Tag auswählen" });
  await calendar.getByText("April 2031").waitFor();
  expect(await calendar.getByRole("columnheader").first().textContent()).toBe("Mo");
  await calendar.getByRole("button", { name: "Samstag, 5. April 2031", pressed: true }).waitFor();
  await expectAccessible(page, "calendar");
  for (const key of ["PageDown", "ArrowDown", "ArrowRight", "Home"]) await page.keyboard.press(key);
  await calendar.getByText("Mai 2031").waitFor();
  await page.keyboard.press("Enter");
  await calendar.waitFor({ state: "hidden" });
  await expect.poll(() => field().inputValue()).toBe("12.05.2031");
  await page.keyboard.press("Enter");
  await untilStored("2031-05-12");
  await fact().click();
  await field().press("ArrowDown");
  await calendar.getByRole("button", { name: "Montag, 12. Mai 2031" }).waitFor();
  await page.keyboard.press("Escape"); // closes the calendar alone
  await calendar.waitFor({ state: "hidden" });
  expect(await field().inputValue()).toBe("12.05.2031");
  await field().press("ArrowDown");
  await calendar.waitFor();
  await field().press("Escape"); // as somebody does who is faster than the page
  await calendar.waitFor({ state: "hidden" });
  expect(await field().inputValue()).toBe("12.05.2031");
  await page.keyboard.press("Escape");
  expect(page.complaints).toEqual([]);
});

test("on a phone, in the dark, an activity is planned by the calendar, and its time as it is said", async () => {
  const phone = await open({
    ...{ locale: "en-US", viewport: { width: 390, height: 780 }, hasTouch: true, colorScheme: "dark" },
  });
  await phone.goto(`${foyer().baseUrl}/inbox?lead=${lead.id}`);
  const activities = phone.getByRole("region", { name: "Aktivitäten" });
  await activities
    .getByRole("button", { name: /planen/i })
    .first()
    .tap();
  await activities.getByRole("textbox", { name: "Fällig am" }).fill("1.5.2031");
  await activities.getByRole("button", { name: "Fällig am: Tag auswählen" }).tap();
  const calendar = phone.getByRole("dialog", { name: "Fällig am: Tag auswählen" });
  await calendar.getByRole("button", { name: "Freitag, 16. Mai 2031" }).waitFor();
  await expectAccessible(phone, "calendar on a phone");
  const last = calendar.getByRole("button", { name: "Samstag, 31. Mai 2031" });
  await last.scrollIntoViewIfNeeded();
  const isOnTop = await last.evaluate((one) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    return one.contains(one.ownerDocument.elementFromPoint(x + width / 2, y + height / 2));
  });
  expect(isOnTop).toBe(true);
  await calendar.getByRole("button", { name: "Freitag, 16. Mai 2031" }).tap();
  await activities.getByRole("textbox", { name: "Uhrzeit" }).fill("9 uhr");
  await activities.getByRole("button", { name: "Speichern" }).tap();
  const planned = { due_date: "2031-05-16", due_time: "09:00:00" };
  await desk.untilStored(`/api/v2/activities?lead_id=${lead.id}`, [planned]);
  expect(phone.complaints).toEqual([]);
  await phone.context().close();
});

const sizes = [
  ["a desk", { viewport: { width: 1280, height: 620 } }],
  ["a phone", { viewport: { width: 390, height: 660 }, hasTouch: true }],
  ["a phone that is typed on", { viewport: { width: 390, height: 400 }, hasTouch: true }],
] as const;

/** Scrolls what a field stands in, until so many pixels are below it. */
const leaveBelow = (field: Locator, room: number) =>
  field.evaluate((one, room) => {
    const view = one.ownerDocument.defaultView;
    const below = view.innerHeight - one.getBoundingClientRect().bottom;
    for (let box = one.parentElement; box; box = box.parentElement)
      if (view.getComputedStyle(box).overflowY === "auto") return box.scrollBy(0, room - below);
  }, room);

/** Whether nothing of it is cut off. */
const isWhole = (box: Locator) =>
  box.evaluate((one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const edges = [
      [x, top + 2],
      [x, bottom - 2],
      [left + 2, y],
      [right - 2, y],
    ] as const;
    return edges.every(([x, y]) => one.contains(one.ownerDocument.elementFromPoint(x, y)));
  });

test.for(sizes)("on %s a calendar is all in sight, wherever its field stands", async ([, look]) => {
  const visit = await open({ ...look, locale: "en-US" });
  // The calendar is fetched when it is first opened, as before all of the page's parts are there.
  await visit.route(/day-calendar/, (route) => setTimeout(300).then(() => route.continue()));
  await visit.goto(`${foyer().baseUrl}/inbox?lead=${longLead}`);
  await visit.getByRole("button", { name: /^Abnahme/ }).click();
  const day = visit.getByRole("textbox", { name: "Abnahme" });
  const calendar = visit.getByRole("dialog", { name: "Abnahme: Tag auswählen" });
  for (const room of [200, 120, 60, 20, 300]) {
    await leaveBelow(day, room);
    await day.press("ArrowDown");
    await calendar.getByRole("button", { name: "Sonntag, 14. April 2030" }).waitFor();
    await expect.poll(() => isWhole(calendar), { message: `with ${room} px below` }).toBe(true);
    await visit.keyboard.press("Escape");
    await calendar.waitFor({ state: "hidden" });
  }
  expect(visit.complaints).toEqual([]);
  await visit.context().close();
});

test("a filter by day is typed too", async () => {
  await page.goto(`${foyer().baseUrl}/inbox`);
  await page.getByRole("row", { name: /Dated door/ }).waitFor();
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  const from = page.getByRole("textbox", { name: "Angelegt ab" });
  await from.fill("1.1.2099");
  await page.getByRole("row", { name: /Dated door/ }).waitFor({ state: "hidden" });
  await from.fill("");
  await page.getByRole("row", { name: /Dated door/ }).waitFor();
  expect(page.complaints).toEqual([]);
});

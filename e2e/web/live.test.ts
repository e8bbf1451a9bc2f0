import { connect } from "node:net";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { expectAccessible, type Visit } from "./browser.ts";
import { useStage } from "./use-stage.ts";

/** Milliseconds in which a page hears of what has happened, be it a slow one. */
const HEARD_MS = 500;

const { desk, foyer, open: openInbox } = useStage();

async function open(title: string): Promise<Visit> {
  const page = await openInbox();
  await page.getByRole("row", { name: new RegExp(title) }).click();
  await page.getByRole("region", { name: title }).waitFor();
  return page;
}

test("what one browser changes, the other shows at once, in list and panel", async () => {
  const { id } = await desk.addLead("Shared door");
  const [ann, bob] = [await open("Shared door"), await open("Shared door")];
  await ann.getByRole("textbox", { name: "Title" }).fill("Shared gate");
  await ann.keyboard.press("Enter");
  await bob.getByRole("region", { name: "Shared gate" }).waitFor();
  await bob.getByRole("row", { name: /Shared gate/ }).waitFor();
  const note = await desk.api("POST", "/v1/notes", { lead_id: id, content: "<p>Told by a program</p>" });
  await bob.getByText("Told by a program").waitFor();
  await ann.getByText("Told by a program").waitFor();
  await desk.api("POST", `/v1/notes/${note.id}/comments`, { content: "Answered by a program" });
  await bob.getByText("Answered by a program").waitFor();
  await desk.api("PATCH", `/v1/leads/${id}`, { is_archived: true });
  await bob.getByRole("row", { name: /Shared gate/ }).waitFor({ state: "hidden" });
  for (const page of [ann, bob]) {
    expect(page.complaints).toEqual([]);
    await page.context().close();
  }
});

test("an edit against an older version is refused, with both versions to choose from", async () => {
  const { id } = await desk.addLead("Old door");
  const page = await open("Old door");
  const edit = async (text: string, theirs: string) => {
    await page.getByRole("textbox", { name: "Title" }).fill(text);
    await desk.api("PATCH", `/v1/leads/${id}`, { title: theirs, channel_id: theirs });
    await page.getByRole("row", { name: new RegExp(theirs) }).waitFor();
    await page.keyboard.press("Enter");
    return page.getByRole("dialog", { name: "Somebody changed this too" });
  };
  const dialog = await edit("My door", "Their door");
  await dialog.getByRole("cell", { name: "My door" }).waitFor();
  await dialog.getByRole("cell", { name: "Their door" }).waitFor();
  await expectAccessible(page, "conflict");
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "Keep theirs" }).click();
  await page.getByRole("region", { name: "Their door" }).waitFor();
  await dialog.waitFor({ state: "hidden" }); // it gives the focus back, which saves what is being written
  await desk.untilStored(`/v1/leads/${id}`, { title: "Their door" });

  await (await edit("My gate", "Their gate")).getByRole("button", { name: "Save mine" }).click();
  await page.getByRole("region", { name: "My gate" }).waitFor();
  await desk.untilStored(`/v1/leads/${id}`, { title: "My gate", channel_id: "Their gate" });
  await page.locator("body").press("z");
  await page.getByRole("region", { name: "Their gate" }).waitFor();
  await page.context().close();
});

test("what somebody changed is asked about although one's own change before was made to it without asking", async () => {
  const { id } = await desk.addLead("Unseen door");
  const page = await openInbox();
  const theirsIsDone = Promise.withResolvers<void>();
  await page.route(`**/leads/${id}`, async (route) => {
    if (route.request().method() === "PATCH") await theirsIsDone.promise; // that it was seen, first of all
    await route.continue();
  });
  await page.getByRole("row", { name: /Unseen door/ }).click();
  await page.getByRole("textbox", { name: "Title" }).fill("My window");
  await desk.api("PATCH", `/v1/leads/${id}`, { title: "Their window" });
  await page.getByRole("row", { name: /Their window/ }).waitFor();
  await page.keyboard.press("Enter");
  theirsIsDone.resolve();
  const dialog = page.getByRole("dialog", { name: "Somebody changed this too" });
  await dialog.getByRole("cell", { name: "Their window" }).waitFor();
  await dialog.getByRole("button", { name: "Save mine" }).click();
  await desk.untilStored(`/v1/leads/${id}`, { title: "My window", was_seen: true });
  await page.context().close();
});

test("one's own change of a moment ago is not taken for somebody else's, nor out of sight while it is sent anew", async () => {
  const { id } = await desk.addLead("Quick door");
  const page = await open("Quick door");
  await desk.untilStored(`/v1/leads/${id}`, { was_seen: true });
  const isGoing = Promise.withResolvers<void>();
  let sent = 0;
  await page.route(`**/leads/${id}`, async (route) => {
    if (route.request().method() === "PATCH") sent += 1;
    if (sent === 1) await desk.api("PATCH", `/v1/leads/${id}`, { channel_id: "theirs" });
    else await isGoing.promise;
    await route.continue();
  });
  const closes = page.getByRole("textbox", { name: "Expected close" }).and(page.locator(":focus"));
  await page.keyboard.press("w");
  await closes.waitFor();
  await page.keyboard.type("24/12/2030");
  await page.keyboard.press("Enter");
  await expect.poll(() => sent).toBe(2);
  await page.getByRole("button", { name: "Expected close 24 Dec 2030" }).waitFor({ timeout: 1_000 });
  await page.keyboard.press("w");
  await closes.waitFor();
  const answered = page.waitForResponse((answer) => answer.request().method() === "PATCH");
  isGoing.resolve();
  await answered;
  await page.keyboard.type("25/12/2030");
  await page.keyboard.press("Enter");
  await desk.untilStored(`/v1/leads/${id}`, { expected_close_date: "2030-12-25", channel_id: "theirs" });
  expect(await page.getByRole("dialog").count()).toBe(0);
  await page.unrouteAll({ behavior: "wait" });
  expect(page.complaints).toEqual([]);
  await page.context().close();
});

test("new leads are announced, and move nothing until they are asked for, nor then what one looks at", async () => {
  for (let count = 0; count < 40; count += 1) await desk.addLead(`Row ${count}`);
  const page = await open("Row 30");
  await page.getByRole("grid").evaluate((grid) => grid.scrollTo({ top: 160 }));
  const heightOf = async (name: string) =>
    (await page.getByRole("row", { name }).boundingBox())?.y ?? Number.NaN;
  await expect.poll(() => heightOf("Row 36")).toBeLessThan(200);
  const place = await heightOf("Row 30");
  for (let count = 0; count < 3; count += 1) await desk.addLead(`Newcomer ${count}`);
  const news = page.getByRole("button", { name: "3 new leads" });
  await news.waitFor();
  expect(await page.getByRole("row", { name: /Newcomer/ }).count()).toBe(0);
  // An activity elsewhere has the list read anew: the newcomers come, and what one looks at stays.
  const [{ id }] = await desk.api("GET", "/v1/leads?limit=1");
  await desk.api("POST", "/api/v2/activities", { subject: "Call", lead_id: id });
  await news.waitFor({ state: "hidden" });
  await expect.poll(() => heightOf("Row 30")).toBeCloseTo(place, 0);
  await desk.addLead("Last newcomer");
  await page.getByRole("button", { name: "1 new lead" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("region", { name: "Row 30" }).waitFor({ state: "hidden" }); // else what comes moves nothing
  await page.locator("body").press("r");
  await page.getByRole("row", { name: /Last newcomer/ }).waitFor();
  await page.context().close();
});

test("offline and back: what happened meanwhile is there, and what one wrote too", async () => {
  const { id } = await desk.addLead("Far door");
  const page = await open("Far door");
  await page.context().setOffline(true);
  await page.getByText("No connection").waitFor();
  await expectAccessible(page, "offline");
  await desk.api("PATCH", `/v1/leads/${id}`, { channel_id: "while-away" });
  const title = page.getByRole("textbox", { name: "Title" });
  await title.fill("Nearer door");
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "Channel ID while-away" }).waitFor();
  await page.getByText("No connection").waitFor({ state: "hidden" });
  expect(await title.inputValue()).toBe("Nearer door");
  await title.press("Enter");
  await page.getByRole("region", { name: "Nearer door" }).waitFor();
  await desk.untilStored(`/v1/leads/${id}`, { title: "Nearer door", channel_id: "while-away" });
  await page.context().close();
});

test("an answer that comes late takes back nothing that came after it, nor one's own change before it is stored", async () => {
  const { id } = await desk.addLead("Slow door");
  const page = await open("Slow door");
  await desk.untilStored(`/v1/leads/${id}`, { was_seen: true });
  const isLate = Promise.withResolvers<void>();
  await page.route(`**/leads/${id}`, async (route) => {
    if (route.request().method() !== "PATCH") return route.continue();
    const response = await route.fetch();
    await isLate.promise;
    await route.fulfill({ response });
  });
  await page.getByRole("textbox", { name: "Title" }).fill("Slow gate");
  await page.keyboard.press("Enter");
  await desk.untilStored(`/v1/leads/${id}`, { title: "Slow gate" });
  await page.getByRole("textbox", { name: "Title" }).fill("Slow window");
  await page.keyboard.press("Enter");
  await desk.api("PATCH", `/v1/leads/${id}`, { channel_id: "since" });
  const since = page.getByRole("button", { name: "Channel ID since" });
  await since.waitFor();
  expect(await page.getByRole("region", { name: "Slow window" }).count()).toBe(1);
  const answered = page.waitForResponse((answer) => answer.request().method() === "PATCH");
  isLate.resolve();
  await answered;
  await desk.untilStored(`/v1/leads/${id}`, { title: "Slow window", channel_id: "since" });
  await page.getByRole("row", { name: /Slow window/ }).waitFor();
  expect(await since.count()).toBe(1);
  expect(page.complaints).toEqual([]);
  await page.context().close();
});

/** Holds back what is read next from an address: `isRead` when the server has answered, `give` lets the page have it. */
async function holdBack(page: Visit, url: string) {
  const isRead = Promise.withResolvers<void>();
  const isGiven = Promise.withResolvers<void>();
  let isHeld = false;
  await page.route(url, async (route) => {
    if (isHeld || route.request().method() !== "GET") return route.fallback();
    isHeld = true;
    const response = await route.fetch();
    isRead.resolve();
    await isGiven.promise;
    await route.fulfill({ response });
  });
  return { isRead: isRead.promise, give: isGiven.resolve };
}

test("what is read before a change is not shown after it, however late it comes", async () => {
  const { id } = await desk.addLead("Early door");
  const page = await openInbox();
  const lead = await holdBack(page, `**/v1/leads/${id}`);
  await page.getByRole("row", { name: /Early door/ }).click();
  await lead.isRead;
  await desk.api("PATCH", `/v1/leads/${id}`, { title: "Later door" });
  await page.getByRole("region", { name: "Later door" }).waitFor();
  const answered = page.waitForResponse(`**/v1/leads/${id}`);
  lead.give();
  await (await answered).finished();
  await page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
  expect(await page.getByRole("region", { name: "Later door" }).count()).toBe(1);
  expect(page.complaints).toEqual([]);
  await page.context().close();
});

test("what happens while it is read for the first time is shown, in list and panel", async () => {
  const { id } = await desk.addLead("Coming door");
  const page = await openInbox();
  const list = await holdBack(page, "**/foyer/leads?*");
  await page.reload();
  await list.isRead;
  expect(await page.getByLabel("Select all loaded").isDisabled()).toBe(true);
  await desk.api("PATCH", `/v1/leads/${id}`, { title: "Come door" });
  await setTimeout(HEARD_MS);
  list.give();
  await page.getByRole("row", { name: /Come door/ }).waitFor();

  const notes = await holdBack(page, "**/v1/notes?*");
  await page.getByRole("row", { name: /Come door/ }).click();
  await notes.isRead;
  await desk.api("POST", "/v1/notes", { lead_id: id, content: "<p>Written meanwhile</p>" });
  await desk.api("PATCH", `/v1/leads/${id}`, { title: "Known door" });
  await page.getByRole("region", { name: "Known door" }).waitFor();
  notes.give();
  await page.getByText("Written meanwhile").waitFor();
  expect(page.complaints).toEqual([]);
  await page.context().close();
});

test("what happens before a page has begun to listen is shown", async () => {
  const { id } = await desk.addLead("Silent door");
  const page = await openInbox();
  const happened = Promise.withResolvers<void>();
  await page.route("**/foyer/events*", (route) => happened.promise.then(() => route.continue()));
  await page.reload();
  await page.getByRole("row", { name: /Silent door/ }).waitFor();
  await desk.api("PATCH", `/v1/leads/${id}`, { title: "Spoken door" });
  happened.resolve();
  await page.getByRole("row", { name: /Spoken door/ }).waitFor();
  expect(page.complaints).toEqual([]);
  await page.context().close();
});

/** Sends changes of one lead all at once: each is dated a millisecond after the one before it, so that they run ahead of the clock. */
async function changeAtOnce(id: string, times: number): Promise<void> {
  const { baseUrl, token } = foyer();
  const { hostname, port } = new URL(baseUrl);
  const requests = Array.from({ length: times }, (_, index) => {
    const body = JSON.stringify({ channel_id: `change-${index + 1}` });
    return `PATCH /v1/leads/${id} HTTP/1.1\r\nhost: ${hostname}\r\nx-api-token: ${token}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
  });
  const socket = connect(Number(port), hostname);
  socket.resume().write(requests.join(""));
  await desk.untilStored(`/v1/leads/${id}`, { channel_id: `change-${times}` });
  socket.destroy();
}

test("a change that is dated after the clock hides none that is made by the clock", async () => {
  const { id } = await desk.addLead("Hurried door");
  const page = await open("Hurried door");
  await desk.untilStored(`/v1/leads/${id}`, { was_seen: true });
  await changeAtOnce(id, 2_000);
  await page.getByRole("button", { name: "Channel ID change-2000" }).waitFor();
  await desk.api("PATCH", `/v1/leads/${id}`, { title: "Calm door" });
  await page.getByRole("region", { name: "Calm door" }).waitFor();
  expect(page.complaints).toEqual([]);
  await page.context().close();
});

import { beforeAll, expect, test } from "vitest";
import { expectAccessible, type Visit } from "./browser.ts";
import { useStage } from "./use-stage.ts";

const { desk, open, foyer } = useStage();
let page: Visit;
let lead: { id: string; person_id: number };
let note: { id: number };
let call: { id: number };

beforeAll(async () => {
  lead = await desk.addLead("Undone door");
  note = await desk.api("POST", "/v1/notes", { lead_id: lead.id, content: "<p>Measure twice</p>" });
  await desk.api("POST", `/v1/notes/${note.id}/comments`, { content: "Indeed" });
  const planned = { subject: "Call Ann", type: "call", due_date: "2030-02-03", lead_id: lead.id };
  call = await desk.api("POST", "/api/v2/activities", planned);
  page = await open();
  await page.getByRole("row", { name: /Undone door/ }).click();
});

const notes = () => page.getByRole("region", { name: "Notes" });
const activities = () => page.getByRole("region", { name: "Activities" });
const person = () => page.getByRole("region", { name: "Person" });
const article = () => notes().getByRole("article").filter({ hasText: "Measure twice" });
const stored = async () => ({
  notes: await desk.api("GET", `/v1/notes?lead_id=${lead.id}`),
  comments: await desk.api("GET", `/v1/notes/${note.id}/comments`),
  activities: await desk.api("GET", `/api/v2/activities?lead_id=${lead.id}`),
  next: (await desk.api("GET", `/v1/leads/${lead.id}`)).next_activity_id,
});
const timeless = (value: unknown) =>
  JSON.parse(JSON.stringify(value, (key, one) => (key === "update_time" ? undefined : one)));

test("what is deleted comes back as the very same, by the key that undoes", async () => {
  const before = timeless(await stored());
  expect(before.next).toBe(call.id);
  await article().getByRole("button", { name: "Delete note" }).click();
  await article().waitFor({ state: "hidden" });
  await activities().getByRole("button", { name: "Delete Call Ann" }).click();
  await activities().getByText("Nothing is planned").waitFor();
  await page.locator("body").press("z");
  await activities()
    .getByRole("button", { name: /Call Ann/ })
    .first()
    .waitFor();
  await page.locator("body").press("z");
  await article().getByText("Indeed").waitFor();
  expect(timeless(await stored())).toEqual(before);
  expect(page.complaints).toEqual([]);
});

test("what was done is told of and undone after the page was loaded anew", async () => {
  await activities().getByRole("checkbox", { name: "Done: Call Ann" }).click();
  await activities().getByText("Nothing is planned").waitFor();
  await person().getByRole("button", { name: "Add phone" }).click();
  await page.locator("input:focus").waitFor();
  await page.keyboard.type("555 01");
  await page.keyboard.press("Enter");
  await person().getByRole("link", { name: "555 01" }).waitFor();
  await article().getByRole("button", { name: "Pin" }).click();
  await article().getByRole("button", { name: "Unpin" }).waitFor();
  await desk.untilStored(`/api/v2/persons/${lead.person_id}`, { phones: [{ value: "555 01" }] });
  await desk.untilStored(`/api/v2/activities?lead_id=${lead.id}`, [{ done: true }]);
  await page.reload();
  await article().waitFor();
  await page.locator("body").press("z");
  await page.getByText("Undone: Pinned a note on “Undone door”").waitFor();
  await article().getByRole("button", { name: "Pin", exact: true }).waitFor();
  await page.locator("body").press("g");
  await page.keyboard.press("u");
  const recent = page.getByRole("dialog", { name: "Recent changes" });
  const told = recent.getByRole("listitem");
  await told.filter({ hasText: "Changed the person “Person 1”: Phone" }).waitFor();
  await expectAccessible(page, "recent changes of all kinds");
  await recent.getByRole("button", { name: "Undo: Did “Call Ann” for “Undone door”" }).click();
  await told.filter({ hasText: "Did “Call Ann”" }).getByText("undone", { exact: true }).waitFor();
  await recent.getByRole("button", { name: "Undo: Changed the person “Person 1”: Phone" }).click();
  await told.filter({ hasText: "Changed the person" }).getByText("undone", { exact: true }).waitFor();
  await page.keyboard.press("Escape");
  await activities().getByRole("checkbox", { name: "Done: Call Ann", checked: false }).waitFor();
  await person().getByRole("link", { name: "555 01" }).waitFor({ state: "hidden" });
  expect(page.complaints).toEqual([]);
});

test("what somebody else changed since is not overwritten, unless one says so", async () => {
  await article().getByRole("button", { name: "Edit note" }).click();
  await notes().getByRole("toolbar").waitFor();
  await page.keyboard.type(", mine");
  await page.keyboard.press("Control+Enter");
  await article().getByText("mine").waitFor();
  await notes().getByRole("toolbar").waitFor({ state: "hidden" });
  await desk.api("PUT", `/v1/notes/${note.id}`, { content: "<p>Measure twice, theirs</p>" });
  await article().getByText("theirs").waitFor();
  await page.locator("body").press("z");
  await page.getByText("It was changed since, so it stays as it is.").waitFor();
  page.complaints.length = 0; // the browser complains of the 409
  await article().getByText("theirs").waitFor();
  await page.getByRole("button", { name: "Undo all the same" }).click();
  await article().getByText("theirs").waitFor({ state: "hidden" });
  expect((await stored()).notes).toMatchObject([{ content: "<p>Measure twice</p>" }]);
  expect(page.complaints).toEqual([]);
});

test("a lead that is added, and whoever is made for it, are steps to take back", async () => {
  await page.goto(`${foyer().baseUrl}/inbox`);
  await page.getByRole("row", { name: /Undone door/ }).waitFor();
  await page.locator("body").press("c");
  const form = page.getByRole("dialog", { name: "Add a lead" });
  await form.getByLabel("Title").fill("Hasty gate");
  await form.getByLabel("Person").fill("Hasty Bob");
  await page.getByRole("option", { name: "Add “Hasty Bob”" }).click();
  await form.getByRole("button", { name: "Save" }).click();
  await page.getByRole("region", { name: "Hasty gate" }).waitFor();
  await page.locator("body").press("z");
  await page.getByText("Undone: Lead added").waitFor();
  await page.getByRole("row", { name: /Hasty gate/ }).waitFor({ state: "hidden" });
  const bobs = async () => (await desk.api("GET", "/api/v2/persons/search?term=Hasty%20Bob")).items;
  expect(await bobs()).toHaveLength(1);
  await page.locator("body").press("z");
  await page.getByText("Undone: Added “Hasty Bob”").waitFor();
  expect(await bobs()).toEqual([]);
  expect(page.complaints).toEqual([]);
});

test("of two changes one after the other each is undone by itself, however late the server says which they were", async () => {
  const { id } = await desk.addLead("First name");
  await page.goto(`${foyer().baseUrl}/inbox?lead=${id}`);
  const bothDone = Promise.withResolvers<void>();
  await page.route("**/foyer/undo?*", (route) => bothDone.promise.then(() => route.continue()));
  for (const name of ["Quick name", "Quicker name"]) {
    await page.getByRole("textbox", { name: "Title" }).fill(name);
    await page.keyboard.press("Enter");
    await page.getByRole("region", { name, exact: true }).waitFor();
  }
  await desk.untilStored(`/v1/leads/${id}`, { title: "Quicker name" });
  bothDone.resolve();
  for (const title of ["Quick name", "First name"]) {
    await page.locator("body").press("z");
    await desk.untilStored(`/v1/leads/${id}`, { title });
  }
  await page.unrouteAll({ behavior: "wait" });
  expect(page.complaints).toEqual([]);
});

test("undone is undone: the key goes on to what was done before", async () => {
  const { id } = await desk.addLead("Old name");
  await page.goto(`${foyer().baseUrl}/inbox?lead=${id}`);
  for (const name of ["Second name", "Third name"]) {
    await page.getByRole("textbox", { name: "Title" }).fill(name);
    await page.keyboard.press("Enter");
    await page.getByRole("region", { name }).waitFor();
  }
  await desk.untilStored(`/v1/leads/${id}`, { title: "Third name" });
  await page.locator("body").press("z");
  await desk.untilStored(`/v1/leads/${id}`, { title: "Second name" });
  await page.reload();
  await page.getByRole("region", { name: "Second name" }).waitFor();
  await page.locator("body").press("z");
  await page.getByRole("region", { name: "Old name" }).waitFor();
  expect(page.complaints).toEqual([]);
});

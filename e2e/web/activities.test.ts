import { beforeAll, expect, test } from "vitest";
import { expectAccessible, undoBy, type Visit } from "./browser.ts";
import { useStage } from "./use-stage.ts";

const { desk, open } = useStage();
let page: Visit;
let lead: { id: string };

beforeAll(async () => {
  lead = await desk.addLead("Busy door");
  const late = { subject: "Send the offer", type: "task", due_date: "2020-02-03", lead_id: lead.id };
  await desk.api("POST", "/api/v2/activities", late);
  page = await open();
});

const untilStored = (wanted: object[]) =>
  desk.untilStored(`/api/v2/activities?lead_id=${lead.id}&sort_by=due_date`, wanted);

test("what is overdue stands out, is done by one press, and reopened by another", async () => {
  const row = page.getByRole("row", { name: /Busy door/ });
  await row.getByText("3 Feb 2020").waitFor();
  await row.click();
  const panel = page.getByRole("region", { name: "Activities" });
  await panel.getByText("overdue").waitFor();
  await expectAccessible(page, "activities");
  await panel.getByRole("checkbox", { name: "Done: Send the offer" }).click();
  await panel.getByText("Nothing is planned").waitFor();
  await row.getByText("3 Feb 2020").waitFor({ state: "hidden" });
  await untilStored([{ done: true }]);
  await undoBy(page, "Activity done");
  await panel.getByText("overdue").waitFor();
});

test("an activity is planned, changed and deleted without a mouse", async () => {
  const panel = page.getByRole("region", { name: "Activities" });
  /** Until the form is gone: what was planned may be listed before. */
  const planned = () => panel.getByRole("form").waitFor({ state: "hidden" });
  await page.locator("body").press("a");
  await page.keyboard.type("Call Ann");
  await panel.getByRole("textbox", { name: "Due date" }).fill("2030-07-15");
  await panel.getByLabel("Due time").fill("14:30");
  await expectAccessible(page, "planning");
  await page.keyboard.press("Enter");
  await panel.getByRole("button", { name: /Call Ann.*15 Jul 2030 14:30/ }).waitFor();
  await planned();
  const call = { subject: "Call Ann", type: "call", due_date: "2030-07-15", due_time: "14:30:00" };
  await untilStored([{ subject: "Send the offer" }, call]);
  await panel.getByRole("button", { name: /Call Ann.*2030/ }).press("Enter");
  await panel.locator("input:focus").waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Call Bob");
  await page.keyboard.press("Enter");
  await planned();
  await panel.getByRole("button", { name: /Call Bob.*2030/ }).waitFor();
  await panel.getByRole("button", { name: "Delete Call Bob" }).press("Enter");
  await panel.getByText("Call Bob").waitFor({ state: "hidden" });
  await untilStored([{ subject: "Send the offer" }]);
  expect(page.complaints).toEqual([]);
});

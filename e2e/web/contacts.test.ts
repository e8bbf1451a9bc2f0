import { setTimeout } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import { expectAccessible, type Visit } from "./browser.ts";
import { useStage } from "./use-stage.ts";

const { desk, open } = useStage();
let page: Visit;
let lead: { id: string; person_id: number };

beforeAll(async () => {
  lead = await desk.addLead("Linked door");
  page = await open();
  await page.getByRole("row", { name: /Linked door/ }).click();
});

const person = () => page.getByRole("region", { name: "Person" });
/** What stands in the field one is at. */
const heldInField = () => page.locator("input:focus").inputValue();
/** Until a field takes what is typed. */
const writing = () => page.locator("input:focus").waitFor();

test("phones and mail addresses of a lead's person are added, mended and taken off", async () => {
  await person().getByRole("button", { name: "Add e-mail" }).click();
  await writing();
  await page.keyboard.type("ann@example.test");
  await page.keyboard.press("Enter");
  await person().getByRole("link", { name: "ann@example.test" }).waitFor();
  await person().getByRole("button", { name: "Add phone" }).click();
  await writing();
  await page.keyboard.type("555 01");
  await page.keyboard.press("Enter");
  await person().getByRole("button", { name: "Edit 555 01" }).click();
  await writing();
  await page.keyboard.press("End");
  await page.keyboard.type("23");
  await page.keyboard.press("Enter");
  await person().getByRole("link", { name: "555 0123" }).waitFor();
  await expectAccessible(page, "contacts");
  await person().getByRole("button", { name: "Remove ann@example.test" }).click();
  await person().getByRole("link", { name: "ann@example.test" }).waitFor({ state: "hidden" });
  const left = { emails: [], phones: [{ value: "555 0123", primary: true }] };
  await desk.untilStored(`/api/v2/persons/${lead.person_id}`, left);
  await page.keyboard.press("z"); // waits for what is on its way, which the newest message may not be of yet
  await person().getByRole("link", { name: "ann@example.test" }).waitFor();
  await person()
    .getByRole("button", { name: /^Person Person/ })
    .click();
  await writing();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Ann Example");
  await page.keyboard.press("Enter");
  await page.getByRole("row", { name: /Ann Example/ }).waitFor();
  expect(page.complaints).toEqual([]);
});

test("what is added in quick succession is all kept, however long the first takes on its way", async () => {
  let [sent, answered] = [0, 0];
  const bothTyped = Promise.withResolvers<void>();
  await page.route(`**/api/v2/persons/${lead.person_id}`, async (route) => {
    if (route.request().method() !== "PATCH") return route.continue();
    if (sent++ === 0) await bothTyped.promise.then(() => setTimeout(300));
    await route.fulfill({ response: await route.fetch() });
    answered++;
  });
  for (const phone of ["555 1", "555 2"]) {
    await person().getByRole("button", { name: "Add phone" }).click();
    await writing();
    await page.keyboard.type(phone);
    await page.keyboard.press("Enter");
    await person().getByRole("link", { name: phone, exact: true }).waitFor();
  }
  bothTyped.resolve();
  const phones = ["555 0123", "555 1", "555 2"].map((value) => ({ value }));
  await expect.poll(() => answered).toBe(2);
  await desk.untilStored(`/api/v2/persons/${lead.person_id}`, { phones });
  await page.unrouteAll({ behavior: "wait" });
  expect(page.complaints).toEqual([]);
});

test("a person is replaced by another, an organization made on the spot, and the person taken off", async () => {
  const other = await desk.api("POST", "/api/v2/persons", { name: "Bob Example" });
  await person().getByRole("button", { name: "Person: replace or remove" }).click();
  await page.getByRole("menuitem", { name: "Choose another" }).click();
  await page.getByRole("menu").waitFor({ state: "hidden" });
  await writing();
  await expect.poll(heldInField).toBe("Ann Example");
  await page.keyboard.type("Bob");
  await page.getByRole("option", { name: "Bob Example" }).click();
  await person().getByText("Bob Example").waitFor();
  await page.getByRole("button", { name: "Add an organization" }).click();
  await writing();
  await page.keyboard.type("Brick & Co");
  await page.getByRole("option", { name: "Add “Brick & Co”" }).click();
  await page.getByRole("region", { name: "Organization" }).getByText("Brick & Co").waitFor();
  const path = `/v1/leads/${lead.id}`;
  await desk.untilStored(path, { person_id: other.id, organization_id: expect.any(Number) });
  await person().getByRole("button", { name: "Person: replace or remove" }).click();
  await page.getByRole("menuitem", { name: "Take off the lead" }).click();
  await page.getByRole("button", { name: "Add a person" }).waitFor();
  await desk.untilStored(path, { person_id: null, organization_id: expect.any(Number) });
  expect(page.complaints).toEqual([]);
});

test("left as it is, the name in a field changes nothing; taken out, it takes the organization off", async () => {
  await person().waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Add a person" }).click();
  await writing();
  expect(await heldInField()).toBe("");
  await page.keyboard.type("Bob");
  await page.getByRole("option", { name: "Bob Example" }).click();
  const organization = page.getByRole("region", { name: "Organization" });
  const opened = async () => {
    await organization.getByRole("button", { name: "Organization: replace or remove" }).click();
    await page.getByRole("menuitem", { name: "Choose another" }).click();
    await page.getByRole("menu").waitFor({ state: "hidden" });
    await writing();
    await expect.poll(heldInField).toBe("Brick & Co");
  };
  await opened();
  await expect.poll(() => page.getByRole("option").count()).toBe(0);
  await page.keyboard.press("Enter");
  await organization.getByText("Brick & Co").waitFor();
  const path = `/v1/leads/${lead.id}`;
  await desk.untilStored(path, { person_id: expect.any(Number), organization_id: expect.any(Number) });
  await opened();
  await page.keyboard.press("Delete");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Add an organization" }).waitFor();
  await desk.untilStored(path, { organization_id: null });
  expect(page.complaints).toEqual([]);
});

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startFoyer } from "../support/foyer.ts";
import { expectAccessible, launchBrowser, visit } from "./browser.ts";

const run = promisify(execFile);
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
}, 120_000);
afterAll(() => browser.close());

const file = (text: string) => ({ name: "leads.csv", mimeType: "text/csv", buffer: Buffer.from(text) });

const csv = `Subject;Contact;E-mail;Company;Amount;Tags;Owner
Blue door;Ann Example;ann@example.test;Example Ltd;1.234,50;Hot, Fair;
Red door;Ann Example;ann@example.test;example ltd;20;;Administrator
Green door;;;;5;;
Grey door;Bob;;Example Ltd;lots;;
"White; door";Bob;;Example Ltd;;;Nobody
;Cid;;;;;
`;

describe("an empty inbox", () => {
  test("hands out commands that make a first lead", async () => {
    await using foyer = await startFoyer();
    const page = await visit(browser, foyer);
    await page.getByRole("button", { name: /Connect by API/ }).click();
    await page.getByRole("button", { name: "Make a token" }).click();
    const commands = await page.getByText(/^curl/).textContent();
    await expectAccessible(page, "connect");
    await run("sh", ["-ec", `${commands}`]);
    await page.reload();
    await page.getByRole("row", { name: /Blue door order/ }).waitFor();
    expect(page.complaints).toEqual([]);
    await page.context().close();
  });

  test("is filled with demo data on a click", async () => {
    await using foyer = await startFoyer();
    const page = await visit(browser, foyer, { viewport: { width: 390, height: 800 } });
    await page.getByRole("button", { name: /Fill with demo data/ }).waitFor();
    await expectAccessible(page, "first steps on a phone");
    await page.getByRole("button", { name: /Fill with demo data/ }).click();
    await page.getByText("Your inbox is full").waitFor();
    await page.getByRole("row").nth(3).waitFor();
    expect(page.complaints).toEqual([]);
    await page.context().close();
  });
});

test("a CSV file becomes leads; rows with a problem say how to mend them and can be downloaded", async () => {
  await using foyer = await startFoyer();
  const api = async (path: string) => {
    const answer = await fetch(`${foyer.baseUrl}${path}`, { headers: { "x-api-token": foyer.token } });
    return ((await answer.json()) as { data: unknown[] }).data;
  };
  const page = await visit(browser, foyer);
  await page.getByRole("button", { name: /Connect by API/ }).waitFor(); // then the page listens
  await page.keyboard.press("Control+k");
  await page.getByRole("option", { name: "Import leads" }).click();
  const dialog = page.getByRole("dialog", { name: "Import a CSV file" });
  await dialog.locator("input[type=file]").setInputFiles(file(csv));
  await dialog.getByText("3 ready to import, 3 with a problem").waitFor();
  await dialog.getByRole("cell", { name: "€1,234.50" }).waitFor();
  await expectAccessible(page, "columns");
  await dialog.getByRole("button", { name: "Import 3 of 6" }).click();
  await dialog.getByText("3 imported").waitFor();
  await dialog.getByText("“lots” is no number: write it as 1234.50.").waitFor();
  await dialog.getByText("There is no user “Nobody”").waitFor();
  await expectAccessible(page, "what failed");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("button", { name: "Download these rows" }).click(),
  ]);
  const chunks = await (await download.createReadStream()).toArray();
  const lines = Buffer.concat(chunks).toString("utf8").trim().split("\r\n");
  expect(lines).toHaveLength(4);
  expect(lines[1]).toBe("Green door,,,,5,,,No person and no organization: fill in one of them.");
  await dialog.getByRole("button", { name: "Done" }).click();
  await page.getByRole("row", { name: /Cid lead/ }).waitFor();

  type Person = { id: number; name: string };
  const people = (await api("/api/v2/persons")) as Person[];
  const idOf = (name: string) => people.find((person) => person.name === name)?.id;
  const leads = await api("/v1/leads?sort=title");
  expect(leads).toMatchObject([
    { title: "Blue door", value: { amount: 1234.5 }, person_id: idOf("Ann Example"), organization_id: 1 },
    { title: "Cid lead", value: null, person_id: idOf("Cid"), organization_id: null, label_ids: [] },
    { title: "Red door", value: { amount: 20 }, person_id: idOf("Ann Example"), organization_id: 1 },
  ]);
  const ann = { name: "Ann Example", org_id: 1, emails: [{ value: "ann@example.test" }] };
  expect(people).toHaveLength(2);
  expect(people).toContainEqual(
    expect.objectContaining({ ...ann, emails: [expect.objectContaining(ann.emails[0])] }),
  );
  expect(await api("/api/v2/organizations")).toMatchObject([{ name: "Example Ltd" }]);
  const labels = (await api("/v1/leadLabels")) as { id: string; name: string }[];
  const worn = (leads[0] as { label_ids: string[] }).label_ids;
  expect(worn.map((id) => labels.find((label) => label.id === id)?.name)).toEqual(["Hot", "Fair"]);

  const [table] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export this list as a file" }).click(),
  ]);
  expect(table.suggestedFilename()).toMatch(/^leads-\d{4}-\d\d-\d\d\.csv$/);
  await page.getByText("Leads are being saved as a file").waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("option", { name: "Import leads" }).click();
  await dialog.locator("input[type=file]").setInputFiles(await table.path());
  await dialog.getByRole("button", { name: "Import 3 of 3" }).click();
  await dialog.getByText("3 imported").waitFor();
  const what = ({
    id: _,
    add_time: __,
    update_time: ___,
    cc_email: ____,
    ...lead
  }: Record<string, unknown>) => lead;
  const twice = ((await api("/v1/leads?sort=title,add_time")) as Record<string, unknown>[]).map(what);
  expect(twice).toEqual((leads as Record<string, unknown>[]).flatMap((lead) => [what(lead), what(lead)]));
  await dialog.getByRole("button", { name: "Undo" }).click();
  await page.getByText("Undone: 3 imported").waitFor();
  await dialog.waitFor({ state: "hidden" });
  expect(await api("/v1/leads")).toHaveLength(3);
  await page.reload();
  await page.getByRole("row", { name: /Cid lead/ }).waitFor();
  await page.keyboard.press("z");
  await page.getByText("Undone: Imported 3 leads").waitFor();
  for (const path of ["/v1/leads", "/api/v2/persons", "/api/v2/organizations"])
    expect(await api(path), path).toEqual([]);
  expect(page.complaints).toEqual([]);
  await page.context().close();
});

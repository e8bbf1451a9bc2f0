import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Foyer, startFoyer } from "../support/foyer.ts";
import { expectAccessible, launchBrowser, undoBy, type Visit, visit } from "./browser.ts";

const belongings = new AsyncDisposableStack();
let browser: Browser;
let foyer: Foyer;

beforeAll(async () => {
  browser = belongings.adopt(await launchBrowser(), (one) => one.close());
  foyer = belongings.use(await startFoyer());
}, 120_000);
afterAll(() => belongings.disposeAsync());

async function ask(method: string, path: string, body?: object, token = foyer.token): Promise<Response> {
  return fetch(`${foyer.baseUrl}${path}`, {
    method,
    headers: { "x-api-token": token, ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  });
}

const api = async (method: string, path: string, body?: object) =>
  ((await (await ask(method, path, body)).json()) as { data: never }).data;

async function openSettings(section: string, options = {}): Promise<Visit> {
  const page = await visit(browser, foyer, options);
  await page.goto(`${foyer.baseUrl}/settings/${section}`);
  return page;
}

async function close(page: Visit): Promise<void> {
  expect(page.complaints).toEqual([]);
  await page.context().close();
}

const names = (list: { name: string }[]): string[] => list.map(({ name }) => name);

describe("settings in a browser", () => {
  test("are reached by keyboard, and an API token made there works until it is revoked", async () => {
    const page = await visit(browser, foyer);
    await page.getByText("Your inbox is empty").waitFor(); // then the page listens
    await page.keyboard.press("g");
    await page.keyboard.press("s");
    await page.getByRole("link", { name: "API tokens" }).click();
    await page.getByRole("button", { name: "Make a token" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("What it is for").fill("n8n");
    await dialog.getByRole("radio", { name: "Only this" }).check();
    await expectAccessible(page, "new token");
    await dialog.getByRole("button", { name: "Make a token" }).click();
    const token = await page
      .getByRole("dialog", { name: "Your new API token" })
      .locator("code")
      .textContent();
    await page.getByRole("button", { name: "Done" }).click();
    expect((await ask("GET", "/v1/leads", undefined, `${token}`)).status).toBe(200);
    expect((await ask("GET", "/v1/users", undefined, `${token}`)).status).toBe(403);
    await page.getByRole("button", { name: "Revoke: n8n" }).click();
    await page.getByRole("dialog", { name: "Revoke" }).getByRole("button", { name: "Revoke" }).click();
    await page.getByRole("button", { name: "Revoke: n8n" }).waitFor({ state: "hidden" });
    expect((await ask("GET", "/v1/leads", undefined, `${token}`)).status).toBe(401);
    await close(page);
  });

  test("wherever a key goes, the focus is at the list or the title of what is there", async () => {
    const focused = (page: Visit, role: "grid" | "heading", name: string) =>
      page.getByRole(role, { name }).and(page.locator(":focus")).waitFor();
    const title = "Your inbox is empty";
    for (const options of [{}, { viewport: { width: 640, height: 400 } }]) {
      const page = await visit(browser, foyer, options);
      const go = (key: string) => page.keyboard.type(`g${key}`);
      await focused(page, "heading", title);
      const settings = options.viewport ? "Settings" : "Profile";
      for (const link of ["Archive", "Inbox"]) {
        await go("s");
        await focused(page, "heading", settings);
        await go("s");
        await focused(page, "heading", settings);
        await page.getByRole("link", { name: link }).focus(); // what the page is left by does not keep it
        await go("a");
        await focused(page, "heading", "Nothing is archived");
        await go("i");
        await focused(page, "heading", title);
      }
      await close(page);
    }
  });

  test("a colleague is invited, signs in by the link, sees no administration, and is deactivated", async () => {
    const page = await openSettings("users");
    await page.getByRole("button", { name: "Invite a user" }).click();
    await page.getByLabel("Name").fill("Bob Brown");
    await page.getByRole("textbox", { name: "E-mail" }).fill("bob@acme.test");
    await page.getByRole("dialog").getByRole("button", { name: "Invite a user" }).click();
    const link = await page
      .getByRole("dialog", { name: /link for Bob/ })
      .locator("code")
      .textContent();
    await page.getByRole("button", { name: "Done" }).click();

    const bob = await (await browser.newContext()).newPage();
    await bob.goto(`${link}`);
    await bob.getByLabel("Choose a password").fill("bob's own password");
    await bob.getByRole("button", { name: "Sign in" }).click();
    await bob.waitForURL("**/inbox");
    await bob.goto(`${foyer.baseUrl}/settings`);
    await bob.getByRole("link", { name: "API tokens" }).waitFor();
    expect(await bob.getByRole("link", { name: "Users" }).count()).toBe(0);

    await page.getByRole("button", { name: "Edit: Bob Brown" }).click();
    await page.getByRole("switch", { name: "May sign in" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("deactivated").waitFor();
    await bob.waitForURL("**/foyer/sign-in*");
    await bob.context().close();
    await close(page);
  });

  test("a label is added, given another colour, and deleted", async () => {
    const page = await openSettings("labels");
    await page.getByRole("button", { name: "Add a label" }).click();
    await page.getByLabel("Name").fill("Trade fair");
    await page.getByRole("radio", { name: "Purple" }).check();
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("button", { name: "Edit: Trade fair" }).click();
    await page.getByRole("radio", { name: "Orange" }).check();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    expect(await api("GET", "/v1/leadLabels")).toContainEqual(
      expect.objectContaining({ name: "Trade fair", color: "orange" }),
    );
    await page.getByRole("button", { name: "Delete: Trade fair" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.getByRole("heading", { name: "Labels", level: 1 }).and(page.locator(":focus")).waitFor();
    await page.getByRole("button", { name: "Edit: Trade fair" }).waitFor({ state: "hidden" });
    expect(names(await api("GET", "/v1/leadLabels"))).not.toContain("Trade fair");
    await undoBy(page, "Deleted the label “Trade fair”");
    await page.getByRole("button", { name: "Edit: Trade fair" }).waitFor();
    await page.getByRole("button", { name: "Delete: Trade fair" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.getByRole("button", { name: "Edit: Trade fair" }).waitFor({ state: "hidden" });
    await close(page);
  });

  test("a field gets options, which are put in another order, and is deleted", async () => {
    const page = await openSettings("fields");
    await page.getByRole("button", { name: "Add a field" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Customer type");
    await dialog.getByRole("combobox", { name: "Type" }).click();
    await page.getByRole("option", { name: "One of several options" }).click();
    for (const [at, label] of ["Private", "Company"].entries()) {
      if (at > 0) await dialog.getByRole("button", { name: "Add an option" }).click();
      await dialog.getByLabel(`Option ${at + 1}`, { exact: true }).fill(label);
    }
    await expectAccessible(page, "a field with options");
    await dialog.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByText("One of several options: Private, Company").waitFor();
    await page.getByRole("button", { name: "Edit: Customer type" }).click();
    await page.getByRole("button", { name: "Move Company up" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("One of several options: Company, Private").waitFor();
    const fields = (await api("GET", "/v1/dealFields?limit=500")) as {
      name: string;
      options: { label: string }[];
    }[];
    const field = fields.find(({ name }) => name === "Customer type");
    expect(field?.options.map(({ label }) => label)).toEqual(["Company", "Private"]);
    await page.getByRole("dialog").waitFor({ state: "hidden" });

    for (const name of ["Budget", "Region"])
      await api("POST", "/v1/dealFields", { name, field_type: "text" });
    await page.getByRole("button", { name: "Move Region up" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("Region is now 2 of 3").waitFor({ state: "attached" });
    await page.keyboard.press("Enter"); // the keyboard stayed with it
    await page.getByText("Region is now 1 of 3").waitFor({ state: "attached" });
    const order = async () => {
      const all = (await api("GET", "/v1/leadFields?limit=500")) as { name: string; edit_flag: boolean }[];
      return names(all.filter(({ edit_flag }) => edit_flag));
    };
    await expect.poll(order).toEqual(["Region", "Customer type", "Budget"]);
    await page.keyboard.press("Enter"); // by now on the way down, since it stands first
    await expect.poll(order).toEqual(["Customer type", "Region", "Budget"]);
    await expectAccessible(page, "fields in order");
    for (const name of ["Budget", "Region"]) {
      await page.getByRole("button", { name: `Delete: ${name}` }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
      await page.getByRole("dialog").waitFor({ state: "hidden" });
    }
    await page.getByRole("button", { name: "Delete: Customer type" }).click();
    await page.getByRole("dialog").getByText("every value kept in it").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.getByText("Nothing here yet").waitFor();
    await close(page);
  });

  test("the company is renamed, a group made, a permission taken, an app made and deleted", async () => {
    const page = await openSettings("company");
    await page.getByLabel("Name").fill("Acme Ltd");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved").waitFor();
    expect(await api("GET", "/v1/users/me")).toMatchObject({ company_name: "Acme Ltd" });

    await page.getByRole("link", { name: "Visibility groups" }).click();
    await page.getByRole("button", { name: "Add a group" }).click();
    await page.getByLabel("Name").fill("Sales");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("button", { name: "Edit: Sales" }).waitFor();

    await page.getByRole("link", { name: "Permissions" }).click();
    await page.getByRole("checkbox", { name: "Delete leads" }).click();
    const permitted = async () => {
      const sets = (await api("GET", "/v1/permissionSets?app=sales")) as { id: string; type: string }[];
      const set = sets.find(({ type }) => type === "regular");
      const [whole] = (await api("GET", `/v1/permissionSets/${set?.id}`)) as { contents: string[] }[];
      return whole?.contents;
    };
    await expect.poll(permitted).not.toContain("can_delete_leads");

    await page.getByRole("link", { name: "OAuth apps" }).click();
    await page.getByRole("button", { name: "Make an app" }).click();
    await page.getByLabel("Name").fill("CRM sync");
    await page.getByLabel("Redirect addresses").fill("https://app.example/callback");
    await page.getByRole("dialog").getByRole("button", { name: "Make an app" }).click();
    await page.getByRole("dialog", { name: "“CRM sync” is made" }).getByText("client_secret").waitFor();
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: "Delete: CRM sync" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.getByText("Nothing here yet").waitFor();
    await close(page);
  });

  test("a webhook shows what was delivered, and sends it again", async () => {
    const received: string[] = [];
    const receiver = createServer((request, response) => {
      request.on("data", (chunk) => received.push(String(chunk))).on("end", () => response.end());
    });
    await new Promise<void>((listening) => receiver.listen(0, "127.0.0.1", listening));
    const { port } = receiver.address() as AddressInfo;
    const page = await openSettings("webhooks");
    await page.getByRole("button", { name: "Add a webhook" }).click();
    await page.getByLabel("Address").fill(`http://127.0.0.1:${port}/hook`);
    await page.getByLabel("Name", { exact: true }).fill("Warehouse");
    await expectAccessible(page, "a webhook");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("button", { name: "Deliveries: Warehouse" }).waitFor();
    const { id } = (await api("POST", "/api/v2/persons", { name: "Ann" })) as { id: number };
    await api("POST", "/v1/leads", { title: "Blue door order", person_id: id });
    await expect.poll(() => received.length).toBe(1);
    await page.getByRole("button", { name: "Deliveries: Warehouse" }).click();
    await page.getByText("create.lead").waitFor();
    await page.getByText("Delivered", { exact: true }).last().waitFor();
    await page.getByRole("button", { name: /^What is sent/ }).click();
    await page.getByText("Blue door order").waitFor();
    await expectAccessible(page, "deliveries");
    await page.getByRole("button", { name: /^Send again/ }).click();
    await expect.poll(() => received.length).toBe(2);
    await page.getByRole("button", { name: "Send a span again" }).click();
    await page.getByRole("textbox", { name: /^From/ }).first().fill("2026-01-01");
    await page.getByRole("dialog").getByRole("button", { name: "Send again" }).click();
    await page.getByText("1 event is sent again").waitFor();
    await expect.poll(() => received.length).toBe(3);
    receiver.close();
    await close(page);
  });

  test("a webhook that is paused says until when, and goes on when one has it sent again", async () => {
    let status = 500;
    let received = 0;
    const receiver = createServer((request, response) => {
      received += 1;
      request.resume().on("end", () => response.writeHead(status).end());
    });
    await new Promise<void>((listening) => receiver.listen(0, "127.0.0.1", listening));
    const { port } = receiver.address() as AddressInfo;
    const subscription_url = `http://127.0.0.1:${port}/hook`;
    await api("POST", "/v1/webhooks", { subscription_url, event_action: "create", event_object: "lead" });
    const { id: person_id } = (await api("POST", "/api/v2/persons", { name: "Bob" })) as { id: number };
    for (let index = 0; index < 12; index += 1)
      await api("POST", "/v1/leads", { title: `Lead ${index}`, person_id });
    await expect.poll(() => received, { timeout: 10_000 }).toBeGreaterThanOrEqual(10);
    const page = await openSettings("webhooks");
    await page
      .getByText(/^create\.lead · .*Ten deliveries failed: it goes on \d+ \w+ \d{4}, \d\d:\d\d/)
      .waitFor();
    status = 200;
    const before = received;
    await page.getByRole("button", { name: `Deliveries: ${subscription_url}` }).click();
    await page
      .getByRole("button", { name: /^Send again/ })
      .first()
      .click();
    await expect.poll(() => received, { timeout: 10_000 }).toBe(before + 12);
    receiver.close();
    await close(page);
  });

  test.each([
    ["light", { colorScheme: "light" as const }, 0],
    ["dark", { colorScheme: "dark" as const }, 1],
    ["phone", { viewport: { width: 390, height: 800 } }, 2],
  ])("%s: axe finds nothing in the sections", async (_name, options, first) => {
    const page = await openSettings("", options);
    const list = page.getByRole("navigation", { name: "Settings" });
    await list.getByRole("link", { name: "Webhooks" }).waitFor();
    const sections = await list.getByRole("link").allTextContents();
    expect(sections).toHaveLength(12);
    for (const section of sections.filter((_section, index) => index % 3 === first)) {
      await list.getByRole("link", { name: section }).click();
      await page.getByRole("heading", { level: 1, name: section }).waitFor();
      await expectAccessible(page, section);
      const back = page.getByRole("link", { name: "All settings" });
      if (await back.isVisible()) await back.click();
    }
    await expectAccessible(page, "the list of sections");
    await close(page);
  });

  test("what one chose for oneself is followed at once, and in another browser", async () => {
    const page = await openSettings("profile");
    await page.getByText("Dark", { exact: true }).click();
    await page.getByRole("combobox", { name: "Language" }).click();
    await page.getByRole("option", { name: "Deutsch" }).click();
    await page.getByRole("combobox", { name: "Time zone" }).fill("Tokyo");
    await page.getByRole("option", { name: "Asia/Tokyo" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { name: "Profil", exact: true }).waitFor();
    await close(page);
    const other = await openSettings("profile");
    await other.getByRole("heading", { name: "Profil", exact: true }).waitFor();
    const html = other.locator("html");
    await expect.poll(() => html.getAttribute("lang")).toBe("de");
    await expect.poll(() => html.getAttribute("data-mantine-color-scheme")).toBe("dark");
    await expect.poll(() => api("GET", "/v1/users/me")).toMatchObject({ timezone_name: "Asia/Tokyo" });
    await close(other);
  });
});

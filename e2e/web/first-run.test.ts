import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Foyer, startFoyer } from "../support/foyer.ts";
import { expectAccessible, launchBrowser } from "./browser.ts";

const belongings = new AsyncDisposableStack();
let browser: Browser;
let foyer: Foyer;

beforeAll(async () => {
  browser = belongings.adopt(await launchBrowser(), (one) => one.close());
  foyer = belongings.use(await startFoyer({ adminPassword: null }));
}, 120_000);
afterAll(() => belongings.disposeAsync());

const newPage = async (): Promise<Page> => (await browser.newContext()).newPage();

async function signIn(page: Page, password: string): Promise<void> {
  await page.goto(`${foyer.baseUrl}/foyer/sign-in`);
  await page.getByLabel("E-mail").fill(foyer.adminEmail);
  await page.getByLabel("Password").fill(password);
  await page.keyboard.press("Enter");
}

test("the one-time link asks for a password and leads to the inbox; before it nobody gets in", async () => {
  const page = await newPage();
  for (const guess of ["admin", "password", "foyer", foyer.adminPassword]) {
    await signIn(page, guess);
    await page.getByRole("alert").filter({ hasText: "wrong" }).waitFor();
  }
  await page.goto(foyer.signInLink);
  await expectAccessible(page, "the link");
  await page.getByLabel("Choose a password").fill("my own battery staple");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/inbox");
  await page.getByText("Your inbox is empty").waitFor();
  const other = await newPage();
  await other.goto(foyer.signInLink);
  await other.getByRole("alert").filter({ hasText: "was used" }).waitFor();
  await other.context().close();
  await page.context().close();
});

test("later e-mail and password do; a new password and signing out everywhere end the other sessions", async () => {
  const [here, there] = [await newPage(), await newPage()];
  for (const page of [here, there]) {
    await signIn(page, "my own battery staple");
    await page.waitForURL("**/inbox");
  }
  await here.goto(`${foyer.baseUrl}/settings/password`);
  const present = here.getByLabel("Present password");
  await present.fill("not my password");
  await here.getByLabel("New password").fill("another battery staple");
  await here.getByRole("button", { name: "Change password" }).click();
  await here.getByRole("alert").filter({ hasText: "password is wrong" }).waitFor();
  await present.fill("my own battery staple");
  await here.getByRole("button", { name: "Change password" }).click();
  await here.getByText("Password changed; 2 other sessions ended").waitFor();
  await there.reload();
  await there.waitForURL("**/foyer/sign-in*");

  await signIn(there, "my own battery staple");
  await there.getByRole("alert").waitFor();
  await signIn(there, "another battery staple");
  await there.waitForURL("**/inbox");
  await here.getByRole("button", { name: "Sign out everywhere" }).click();
  await here.waitForURL("**/foyer/sign-in*");
  const front = await there.context().newPage(); // the page that is open leads to where one signs in, when it notices
  await front.goto(`${foyer.baseUrl}/`);
  await front.getByRole("link", { name: "Sign in" }).waitFor();
  expect(await there.context().cookies()).toMatchObject([{ httpOnly: true, sameSite: "Lax" }]);
  for (const page of [here, there]) await page.context().close();
});

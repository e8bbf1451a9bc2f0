import { expect, test } from "vitest";
import { expectAccessible } from "./browser.ts";
import { useStage } from "./use-stage.ts";

const { open, foyer } = useStage();

/** Swagger UI takes its time with a document of this size, on a busy machine more than a test has by default. */
const SLOW_MS = 60_000;
const patient = { timeout: 4 * SLOW_MS };

async function openDocs(colorScheme: "light" | "dark") {
  const page = await open({ colorScheme });
  page.setDefaultTimeout(SLOW_MS);
  await page.goto(`${foyer().baseUrl}/foyer/docs`);
  await page.getByRole("heading", { name: "Activities Collapse operation" }).waitFor();
  return page;
}

test.each(["light", "dark"] as const)(
  "the page to browse and try every operation has no fault that axe finds, in the %s",
  patient,
  async (colorScheme) => {
    const page = await openDocs(colorScheme);
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    expect(await page.title()).toBe("Foyer API");
    expect(await page.evaluate("getComputedStyle(document.documentElement).colorScheme")).toBe(
      colorScheme === "dark" ? "dark" : "normal",
    );
    await expectAccessible(page, "closed");
    await page
      .getByRole("button", { name: /^POST .*activities/i })
      .first()
      .click();
    await page.getByRole("button", { name: "Try it out" }).click();
    await page.getByRole("textbox", { name: "Request body" }).waitFor();
    await expectAccessible(page, "an operation that is tried");
    await page.getByRole("button", { name: "Execute" }).click();
    await page.getByText("Response headers").first().waitFor();
    await expectAccessible(page, "its answer");
    page.complaints.length = 0; // what is sent is the example, which is refused
    await page.getByRole("button", { name: "Authorize" }).first().click();
    await page.getByRole("dialog", { name: "Available authorizations" }).waitFor();
    await expectAccessible(page, "what authorizes");
    await page.getByRole("button", { name: "Close" }).first().click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    expect(page.complaints).toEqual([]);
    await page.context().close();
  },
);

test("the address of the page names the operation that is open, and opens it", patient, async () => {
  const page = await openDocs("light");
  const operation = page.locator("#operations-Activities-v2_getActivities .opblock-summary-control");
  await operation.click();
  await expect.poll(() => operation.getAttribute("aria-expanded")).toBe("true");
  await expect.poll(() => page.url()).toMatch(/#\/Activities\/\w+/);
  await page.reload();
  await expect.poll(() => operation.getAttribute("aria-expanded"), { timeout: SLOW_MS }).toBe("true");
  await page.context().close();
});

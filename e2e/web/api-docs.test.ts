import { expect, test } from "vitest";
import { expectAccessible } from "./browser.ts";
import { useStage } from "./use-stage.ts";

const { open, foyer } = useStage();

async function openDocs(colorScheme: "light" | "dark") {
  const page = await open({ colorScheme });
  await page.goto(`${foyer().baseUrl}/foyer/docs`);
  await page.getByRole("heading", { name: "Activities Collapse operation" }).waitFor();
  return page;
}

/** How much slower a machine is made, and the milliseconds it may then take: as Swagger UI comes, it takes twice that. */
const SLOWER = { rate: 4 };
const SLOW_MS = 20_000;

test("on a slow machine the operations are there in a few seconds, all of them, and one opens", async () => {
  const page = await open();
  page.setDefaultTimeout(SLOW_MS);
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", SLOWER);
  await page.goto(`${foyer().baseUrl}/foyer/docs`, { waitUntil: "commit" });
  const { paths } = (await (await fetch(`${foyer().baseUrl}/foyer/openapi.json`)).json()) as {
    paths: Record<string, object>;
  };
  const count = Object.values(paths).flatMap(Object.keys).length;
  const operations = page.locator(".opblock-summary-control");
  await operations.nth(count - 1).waitFor(); // below what is in sight: found in the page, and heard
  expect(await operations.count()).toBe(count);
  await page.locator("#operations-Leads-getLead .opblock-summary-control").click();
  await page.getByRole("button", { name: "Try it out" }).waitFor();
  await page.getByText("Failure").first().waitFor(); // what it refers to stands in its place
  expect(page.complaints).toEqual([]);
  await page.context().close();
});

test.each(["light", "dark"] as const)(
  "the page to browse and try every operation has no fault that axe finds, in the %s",
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
    await expectAccessible(page, "an operation that is tried", ".opblock.is-open");
    await page.getByRole("button", { name: "Execute" }).click();
    await page.getByText("Response headers").first().waitFor();
    await expectAccessible(page, "its answer", ".opblock.is-open");
    page.complaints.length = 0; // what is sent is the example, which is refused
    await page.getByRole("button", { name: "Authorize" }).first().click();
    await page.getByRole("dialog", { name: "Available authorizations" }).waitFor();
    await expectAccessible(page, "what authorizes", "[role=dialog]");
    await page.getByRole("button", { name: "Close" }).first().click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    expect(page.complaints).toEqual([]);
    await page.context().close();
  },
);

test("the address of the page names the operation that is open, and opens it", async () => {
  const page = await openDocs("light");
  const operation = page.locator("#operations-Activities-v2_getActivities .opblock-summary-control");
  await operation.click();
  await expect.poll(() => operation.getAttribute("aria-expanded")).toBe("true");
  await expect.poll(() => page.url()).toMatch(/#\/Activities\/\w+/);
  await page.reload();
  await expect.poll(() => operation.getAttribute("aria-expanded")).toBe("true");
  await page.context().close();
});

import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { expectAccessible, type Visit } from "./browser.ts";
import { useStage } from "./use-stage.ts";

const { desk, open } = useStage();
let page: Visit;

/** Keeps what is said of its own accord: what comes into a region that a screen reader listens to. */
const listening = `(() => {
  const LIVE = "[role=alert], [role=status], [aria-live=polite], [aria-live=assertive]";
  const last = new WeakMap();
  globalThis.heard = [];
  new MutationObserver((changes) => {
    const regions = new Set(changes.flatMap(({ target, addedNodes }) => {
      const within = (target.nodeType === 1 ? target : target.parentElement)?.closest(LIVE);
      return within ? [within] : [...addedNodes].flatMap((node) =>
        node.nodeType === 1 ? [...(node.matches(LIVE) ? [node] : []), ...node.querySelectorAll(LIVE)] : []);
    }));
    for (const region of regions) {
      const text = region.textContent.trim();
      if (text !== "" && last.get(region) !== text) heard.push(text);
      last.set(region, text);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
})()`;
const heard = (on: Page): Promise<string[]> => on.evaluate("heard.splice(0)");

/** What the row says that a screen reader takes for the one the list is at; undefined where the list has no focus. */
const toldRow = (): Promise<string | undefined> =>
  page.evaluate(`(() => {
    const list = document.activeElement;
    const row = list.role === "grid" && document.getElementById(list.getAttribute("aria-activedescendant"));
    return row ? document.getElementById(row.getAttribute("aria-labelledby")).textContent : undefined;
  })()`);

beforeAll(async () => {
  await desk.addLeads(["Fourth door", "Third door", "Second door", "First door"]);
  page = await open();
  await page.evaluate(listening);
});

test("the list has the focus, and tells which lead the keys are at, by what its row says and no more", async () => {
  await page.getByRole("grid", { name: "Inbox" }).and(page.locator(":focus")).waitFor();
  await page.getByRole("row", { name: /^new First door Person 1 Administrator/ }).waitFor();
  await page.getByRole("columnheader", { name: "Title", exact: true }).waitFor();
  await page.keyboard.press("j");
  const first = await toldRow();
  await page.keyboard.press("j");
  const second = await toldRow();
  expect([first, second]).toEqual([
    expect.stringMatching(/^new.* door/),
    expect.stringMatching(/^new.* door/),
  ]);
  expect(first).not.toBe(second);
  await page.getByRole("button", { name: "Columns" }).focus();
  await page.keyboard.press("k");
  expect(await toldRow()).toBe(first);
});

test("a button tells what it opens before it is pressed, and then that it is open", async () => {
  const opening: [name: string | RegExp, what: string][] = [
    ["Columns", "menu"],
    ["Filters", "dialog"],
    [/^Menu: /, "menu"],
  ];
  for (const [name, what] of opening) {
    const button = page.getByRole("button", { name });
    const told = () => Promise.all(["aria-haspopup", "aria-expanded"].map((one) => button.getAttribute(one)));
    expect(await told(), String(name)).toEqual([what, "false"]);
    await button.press("Enter");
    await page.getByRole(what === "menu" ? "menu" : "dialog").waitFor();
    expect(await told(), String(name)).toEqual([what, "true"]);
    await page.keyboard.press("Escape");
    await button.and(page.locator(":focus")).waitFor();
    expect(await told(), String(name)).toEqual([what, "false"]);
  }
  await page.getByRole("grid").focus();
});

test("a deed is told of once, and the lead that the list is at afterwards is told too", async () => {
  for (const key of ["j", "k", "k", "k"]) await page.keyboard.press(key);
  expect(await toldRow()).toMatch(/^new ?First door/);
  await heard(page);
  await page.keyboard.press("e");
  await expect.poll(toldRow).not.toMatch(/First door/);
  await page.getByText("3 leads").waitFor();
  await page.getByText("Lead archived").waitFor();
  expect((await heard(page)).toSorted()).toEqual(["3 leads", "Lead archivedUndo"]);
  await page.keyboard.press("z");
  await page.getByText("Undone: Lead archived").waitFor();
  await page.getByText("4 leads").waitFor();
  expect((await heard(page)).toSorted()).toEqual(["4 leads", "Undone: Lead archived"]);
});

test("that a lead is open is told once, and the focus goes into it and back", async () => {
  await page.keyboard.press("k");
  await heard(page);
  await page.keyboard.press("Enter");
  const panel = (name: RegExp | string) => page.getByRole("region", { name });
  await panel(/door$/).waitFor();
  const isOpen = /^“.* door” is open\. Enter goes there\.$/;
  await expect.poll(() => heard(page)).toEqual([expect.stringMatching(isOpen)]);
  const before = await toldRow();
  await page.keyboard.press("j");
  await expect.poll(toldRow).not.toBe(before);
  expect(await heard(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await panel(/door$/).and(page.locator(":focus")).waitFor();
  const next = page.getByRole("button", { name: "Next lead" });
  await next.press("Enter");
  await expect.poll(() => heard(page)).toEqual([expect.stringMatching(isOpen)]);
  await next.and(page.locator(":focus")).waitFor();
  await panel(/door$/).getByRole("button", { name: "Channel ID Empty" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("grid").and(page.locator(":focus")).waitFor();
});

test("of commands it is told how many are found, and which Enter runs", async () => {
  await page.keyboard.press("Control+k");
  const box = page.getByRole("combobox", { name: "Type a command" });
  await box.and(page.locator(":focus")).waitFor();
  await heard(page);
  await page.keyboard.type("recent");
  await expect.poll(() => heard(page)).toContain("Recent changes");
  await page.keyboard.press("ArrowDown");
  const option = await box.getAttribute("aria-activedescendant");
  expect(await page.locator(`[id="${option}"][role=option]`).textContent()).toContain("Recent changes");
  await page.keyboard.press("Escape");
  await page.getByRole("grid").and(page.locator(":focus")).waitFor();
});

const empty = () => page.getByRole("heading", { name: "Your inbox is empty" }).and(page.locator(":focus"));

test("where the last lead of a list goes, the focus is at what the empty list says, and comes back with the lead", async () => {
  for (const left of [3, 2, 1, 0]) {
    await page.keyboard.press("e");
    await page.getByText(`${left} lead`).waitFor();
  }
  await empty().waitFor();
  await expectAccessible(page, "an empty inbox with the focus");
  for (const back of [1, 2, 3, 4]) {
    await page.keyboard.press("z");
    await page.getByText(`${back} lead`).waitFor();
  }
  await page.getByRole("grid").and(page.locator(":focus")).waitFor();
  expect(page.complaints).toEqual([]);
});

test("a bulk has the focus from its first step to its last, and tells what it would do and has done", async () => {
  await page.setViewportSize({ width: 390, height: 800 }); // where all of a short list can be chosen
  await page.getByRole("button", { name: "Sort, select, show" }).press("Enter");
  await page.getByRole("menuitem", { name: "Select all 4 of this list" }).press("Enter");
  await page.getByText("All 4 selected").waitFor();
  await heard(page);
  await page.keyboard.press("e");
  const dialog = page.getByRole("dialog", { name: "Archive" });
  const go = dialog.getByRole("button", { name: "Do it with 4 leads" });
  await go.and(page.locator(":focus")).waitFor();
  await expect.poll(() => heard(page)).toContain("4 of 4 leads would change.");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "hidden" });
  await page.getByText("Archive: 4 leads").waitFor();
  const told = (await heard(page)).filter((text) => text.startsWith("Archive: 4 leads"));
  expect(told).toHaveLength(1);
  await empty().waitFor();
  await page.keyboard.press("z");
  await page.getByText("Undone: Archive: 4 leads").waitFor();
  await page.getByRole("grid").and(page.locator(":focus")).waitFor();
  expect(page.complaints).toEqual([]);
});

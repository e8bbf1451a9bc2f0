import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { useFoyer } from "../support/use-foyer.ts";
import { launchBrowser, type Visit, visit } from "./browser.ts";
import { createDesk } from "./desk.ts";

/** What a page needs on a busy machine to show what came. */
const PATIENCE_MS = 10_000;

/** One browser and one Foyer for the tests of a file, and who works on it behind the pages. */
export function useStage() {
  const foyer = useFoyer();
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchBrowser();
  }, 120_000);
  afterAll(() => browser?.close());

  return {
    foyer,
    desk: createDesk({
      get baseUrl() {
        return foyer().baseUrl;
      },
      get token() {
        return foyer().token;
      },
    }),
    /** The inbox as its administrator opens it. */
    async open(options?: BrowserContextOptions): Promise<Visit> {
      if (!browser) throw new Error("no browser was launched");
      const page = await visit(browser, foyer(), options);
      page.setDefaultTimeout(PATIENCE_MS);
      return page;
    },
  };
}

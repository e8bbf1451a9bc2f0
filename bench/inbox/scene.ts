import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Foyer, startFoyer } from "../../e2e/support/foyer.ts";
import { launchBrowser } from "../../e2e/web/browser.ts";
import { runFoyer } from "../foyer.ts";

type Browser = Awaited<ReturnType<typeof launchBrowser>>;
export type Page = Awaited<ReturnType<Browser["newPage"]>>;
type Context = ReturnType<Page["context"]>;
type Session = Awaited<ReturnType<Context["storageState"]>>;
type Devtools = Awaited<ReturnType<Context["newCDPSession"]>>;

/** A Foyer with so many leads, and a browser in which its administrator is signed in. */
export type Scene = {
  leads: number;
  foyer: Foyer;
  /** A page of a browser that has seen none of Foyer's files yet. */
  newPage(): Promise<Page>;
  [Symbol.asyncDispose](): Promise<void>;
};

const VIEWPORT = { width: 1280, height: 800 };

export async function openScene(leads: number): Promise<Scene> {
  const folder = await mkdtemp(join(tmpdir(), "foyer-inbox-"));
  const databaseUrl = `sqlite:${join(folder, "foyer.db")}`;
  await (await startFoyer({ databaseUrl })).stop(); // makes the company and its administrator
  await runFoyer("seed", "--leads", String(leads), "--seed", "7", "--database", databaseUrl);
  const foyer = await startFoyer({ databaseUrl });
  const browser = await launchBrowser();
  const session = await signIn(browser, foyer);
  return {
    leads,
    foyer,
    newPage: async () => {
      const context = await browser.newContext({ viewport: VIEWPORT, storageState: session });
      return context.newPage();
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      await foyer.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function signIn(browser: Browser, { baseUrl, adminEmail, adminPassword }: Foyer): Promise<Session> {
  const page = await browser.newPage();
  await page.goto(`${baseUrl}/inbox`);
  await page.getByLabel("E-mail").fill(adminEmail);
  await page.getByLabel("Password").fill(adminPassword);
  await page.keyboard.press("Enter");
  await page.getByRole("navigation").waitFor();
  const session = await page.context().storageState();
  await page.close();
  return session;
}

/** The inbox, with its list there and nothing more on its way. */
export async function openInbox(scene: Scene): Promise<Page> {
  const page = await scene.newPage();
  await page.goto(`${scene.foyer.baseUrl}/inbox`);
  await page.getByRole("row").nth(10).waitFor();
  await page.waitForTimeout(3_000); // the panel's code is fetched when nobody waits for anything
  return page;
}

/** What the page's main thread has done so far: processor time in milliseconds, and what it holds. */
export type Work = {
  all: number;
  script: number;
  style: number;
  layout: number;
  heapBytes: number;
  nodes: number;
};

/** Reads how much the main thread of a page works. */
export async function watchWork(page: Page): Promise<{ read(): Promise<Work>; cdp: Devtools }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" }); // waiting for a processor is not work
  return {
    cdp,
    async read() {
      const { metrics } = await cdp.send("Performance.getMetrics");
      const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
      return {
        all: of("TaskDuration") * 1_000,
        script: of("ScriptDuration") * 1_000,
        style: of("RecalcStyleDuration") * 1_000,
        layout: of("LayoutDuration") * 1_000,
        heapBytes: of("JSHeapUsedSize"),
        nodes: of("Nodes"),
      };
    },
  };
}

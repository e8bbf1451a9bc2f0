import { mkdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Browser } from "playwright-core";
import { type Foyer, startFoyer } from "./support/foyer.ts";
import { launchBrowser, visit } from "./web/browser.ts";

/** Takes the README's pictures of the inbox with demo data: `npm run build`, then `npm run screenshots`. */

const FOLDER = resolve(import.meta.dirname, "../docs/images");
/** Pictures are loaded with every view of the README. */
const MAX_BYTES = 150_000;
/** What a lead shows comes in several answers. */
const SETTLE_MS = 1_500;

type Lead = {
  id: string;
  title: string;
  label_ids: string[];
  value: object | null;
  person_id: number | null;
  next_activity_id: number | null;
};

async function ask(foyer: Foyer, method: string, path: string, body?: object): Promise<Lead[]> {
  const response = await fetch(`${foyer.baseUrl}${path}`, {
    method,
    headers: { "x-api-token": foyer.token, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
  return ((await response.json()) as { data: Lead[] }).data;
}

const NEWEST = "/v1/leads?sort=add_time%20DESC&limit=100";

/** Puts leads away whose letters the machine at hand may have no font for; answers the newest that has most to show. */
async function prepare(foyer: Foyer): Promise<Lead> {
  const leads = await ask(foyer, "GET", NEWEST);
  const strange = leads.filter(({ title }) => !/^[\p{Script=Latin}\p{Script=Common}]*$/u.test(title));
  for (const { id } of strange) await ask(foyer, "PATCH", `/v1/leads/${id}`, { is_archived: true });
  const shown = (await ask(foyer, "GET", NEWEST)).slice(0, 14);
  const weight = (lead: Lead) =>
    [lead.next_activity_id, lead.label_ids[0], lead.value, lead.person_id].filter(Boolean).length;
  const [best] = shown.toSorted((one, other) => weight(other) - weight(one));
  if (!best) throw new Error("There are no demo leads");
  return best;
}

type Picture = {
  foyer: Foyer;
  name: string;
  viewport: { width: number; height: number };
  colorScheme: "light" | "dark";
  /** The lead that is open beside the list. */
  lead?: Lead;
};

const desk = { width: 1_360, height: 765 };
const phone = { width: 390, height: 844 };

async function take(browser: Browser, { foyer, name, viewport, colorScheme, lead }: Picture): Promise<void> {
  const page = await visit(browser, foyer, { colorScheme, viewport });
  if (lead) {
    await page.getByRole("row", { name: lead.title }).first().click();
    await page.getByRole("textbox", { name: "Title" }).waitFor();
    await page.mouse.move(0, 0);
  }
  await page.waitForTimeout(SETTLE_MS);
  const path = join(FOLDER, `inbox-${name}.png`);
  await page.screenshot({ path, animations: "disabled", caret: "hide" });
  await page.context().close();
  const { size } = await stat(path);
  process.stdout.write(`${path}: ${Math.round(size / 1_000)} KB\n`);
  if (size > MAX_BYTES) throw new Error(`${path} is larger than ${MAX_BYTES} bytes`);
}

await mkdir(FOLDER, { recursive: true });
await using foyer = await startFoyer({ demo: true });
const browser = await launchBrowser();
try {
  const lead = await prepare(foyer);
  for (const name of ["light", "dark"] as const)
    await take(browser, { foyer, name, viewport: desk, colorScheme: name, lead });
  await take(browser, { foyer, name: "phone", viewport: phone, colorScheme: "dark" });
} finally {
  await browser.close();
}

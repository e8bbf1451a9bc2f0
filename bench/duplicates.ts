import { rm } from "node:fs/promises";
import { join } from "node:path";
import { LIKELY_DUPLICATE } from "../packages/contract/src/duplicates.ts";
import { labelledLeads } from "../packages/server/test/duplicates/labelled-leads.ts";
import { measureQuality, type Quality } from "../packages/server/test/duplicates/recall.ts";
import { CACHE, type Sample } from "./data.ts";
import { startFoyer } from "./foyer.ts";
import type { Latency } from "./load.ts";
import type { Load } from "./measures.ts";
import { duplicates, TOKEN } from "./requests.ts";

/** Enquiries for each rule of the labelled set. */
const OF_EACH_RULE = 20;

export type Duplicates = { latency: Latency; quality: Quality; pairs: number };

/** How long it takes to find what looks like a lead among many, and how well that is found in a labelled set. */
export async function measureDuplicates(
  load: Load,
  file: string,
  sample: Sample,
  samples: number,
): Promise<Duplicates> {
  const foyer = await startFoyer(file);
  const servers = [{ port: foyer.port, requests: duplicates(sample.ids) }];
  await load.ask({ kind: "alternate", samples: Math.ceil(samples / 10), servers }); // warms up
  const [latency] = (await load.ask({ kind: "alternate", samples, servers })) as [Latency];
  await foyer.stop();
  return { latency, ...(await measureLabelled()) };
}

/** The labelled set in an account of its own. */
async function measureLabelled(): Promise<{ quality: Quality; pairs: number }> {
  const folder = join(CACHE, "copies", "labelled");
  await rm(folder, { recursive: true, force: true });
  const foyer = await startFoyer(join(folder, "foyer.db"));
  const ask = async (method: string, path: string, body?: object) => {
    const response = await fetch(`http://127.0.0.1:${foyer.port}${path}`, {
      method,
      headers: { "x-api-token": TOKEN, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return ((await response.json()) as { data: never }).data;
  };
  const labelled = labelledLeads(OF_EACH_RULE);
  const account = {
    post: async (path: string, body: object) =>
      ((await ask("POST", path, body)) as { id: string | number }).id,
    similar: (id: string) => ask("GET", `/foyer/leads/${id}/duplicates`),
  };
  const quality = await measureQuality(account, labelled, LIKELY_DUPLICATE);
  await foyer.stop();
  return { quality, pairs: labelled.length / 2 };
}

import { rmSync } from "node:fs";
import type { TestProject } from "vitest/node";
import { passingFolder } from "./passing-folder.ts";
import { startPostgres } from "./postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
    testFolder: string;
  }
}

/** One PostgreSQL and one folder for the whole run, in which the workers make their databases. Both go with it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres();
  const folder = await passingFolder("foyer-test-");
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove); // for a run that is interrupted
  project.provide("postgresUrl", postgres.url);
  project.provide("testFolder", folder);
  return async () => {
    await postgres.stop();
    remove();
    process.off("exit", remove);
  };
}

import { afterAll, beforeAll } from "vitest";
import { type Foyer, type FoyerOptions, startFoyer } from "./foyer.ts";

/** One Foyer for the tests of the surrounding suite, which start with whatever the earlier ones left in it. */
export function useFoyer(options?: FoyerOptions): () => Foyer {
  let foyer: Foyer | undefined;
  beforeAll(async () => {
    foyer = await startFoyer(options);
  });
  afterAll(() => foyer?.stop());
  return () => {
    if (!foyer) throw new Error("no Foyer was started");
    return foyer;
  };
}

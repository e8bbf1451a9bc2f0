import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";

describe.each(engines)("lead labels on %s", (engine) => {
  test("a new company has Hot, Cold and Warm, in this order", async () => {
    const app = await startTestApp(engine);
    const labels = await app.data("GET", "/v1/leadLabels");
    expect(labels.map(({ name, color }: { name: string; color: string }) => [name, color])).toEqual([
      ["Hot", "red"],
      ["Cold", "blue"],
      ["Warm", "yellow"],
    ]);
  });
});

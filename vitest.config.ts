import { defineConfig } from "vitest/config";

const source = { conditions: ["source"] };
/** What comes at once on an idle machine takes its time on a busy one. */
const poll = { timeout: 10_000 };
const shared = { resolve: source, ssr: { resolve: source } };

export default defineConfig({
  test: {
    // One more than the cores of a small machine: of three files at least one waits for a browser, a kill or a start.
    maxWorkers: 3,
    projects: [
      {
        ...shared,
        test: {
          name: "server",
          include: ["packages/*/src/**/*.test.ts", "packages/*/test/**/*.test.ts"],
          globalSetup: ["packages/server/test/global-setup.ts"],
          // A worker reads the program once, not for each file: nothing in it remembers but what a test makes.
          isolate: false,
          setupFiles: ["packages/server/test/file-setup.ts"],
          expect: { poll },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...shared,
        test: {
          name: "e2e",
          include: ["e2e/**/*.test.ts"],
          globalSetup: ["e2e/global-setup.ts"],
          expect: { poll },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});

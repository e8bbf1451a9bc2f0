import { defineConfig } from "vitest/config";

const source = { conditions: ["source"] };
const shared = { resolve: source, ssr: { resolve: source } };

export default defineConfig({
  test: {
    // Two projects of slow set-ups on few cores: more workers would only make each other time out.
    maxWorkers: 2,
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
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...shared,
        test: {
          name: "e2e",
          include: ["e2e/**/*.test.ts"],
          globalSetup: ["e2e/global-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});

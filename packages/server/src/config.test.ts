import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

const trustOf = (args: string[], env: NodeJS.ProcessEnv = {}) => readConfig(args, env).trustProxy;

test("no proxy is trusted unless named; --trust-proxy alone is one in your own network", () => {
  expect(trustOf([])).toBeUndefined();
  expect(trustOf([], { FOYER_TRUST_PROXY: "0" })).toBeUndefined();
  for (const [args, env] of [
    [["--trust-proxy"]],
    [["--trust-proxy", "--port", "9000"]],
    [["--trust-proxy", "1"]],
    [[], { FOYER_TRUST_PROXY: "1" }],
  ] as const)
    expect(trustOf([...args], env)?.("172.17.0.1", 0), args.join(" ")).toBe(true);
  expect(trustOf(["--trust-proxy", "192.0.2.7"])?.("172.17.0.1", 0)).toBe(false);
  expect(() => trustOf(["--trust-proxy", "proxy.example"])).toThrow(
    'FOYER_TRUST_PROXY is "proxy.example": give 1 for one proxy in your network, or the addresses of your proxies',
  );
});

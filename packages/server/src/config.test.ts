import { expect, test } from "vitest";
import { readAddress, readConfig } from "./config.ts";

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

test("a public URL has no slash at its end, however it is given, and nothing behind its host", () => {
  for (const [given, known] of [
    ["https://foyer.example", "https://foyer.example"],
    ["https://foyer.example/", "https://foyer.example"],
    ["HTTP://Foyer.example:80/", "http://foyer.example"],
    ["", undefined],
  ])
    expect(readConfig([], { FOYER_PUBLIC_URL: given }).publicUrl, given).toBe(known);
  for (const wrong of [
    "foyer.example",
    "ftp://a/",
    "http://a/b",
    "http://a/?b",
    "http://a/#b",
    "http://u:p@a/",
  ])
    expect(() => readConfig([], { FOYER_PUBLIC_URL: wrong }), wrong).toThrow("without a path");
});

test("links are to where the settings say that Foyer runs", () => {
  for (const [flags, env, address] of [
    [{}, {}, "http://127.0.0.1:8080"],
    [{}, { FOYER_PORT: "9000", FOYER_HOST: "0.0.0.0" }, "http://127.0.0.1:9000"],
    [{ port: "9001" }, { FOYER_PORT: "9000" }, "http://127.0.0.1:9001"],
    [{ host: "::1" }, {}, "http://[::1]:8080"],
    [{ "public-url": "https://foyer.example/" }, { FOYER_PORT: "0" }, "https://foyer.example"],
    [{}, { FOYER_PUBLIC_URL: "https://foyer.example" }, "https://foyer.example"],
  ] as const)
    expect(readAddress(flags, env)).toBe(address);
  for (const [flags, told] of [
    [{ port: "0" }, 'FOYER_PORT is "0": give the port that Foyer listens on, or its address by --public-url'],
    [{ port: "http" }, 'FOYER_PORT is "http"'],
    [{ "public-url": "foyer" }, 'FOYER_PUBLIC_URL is "foyer"'],
  ] as const)
    expect(() => readAddress(flags, {})).toThrow(told);
});

test("a database in memory is refused: what one connection keeps there, another does not see", () => {
  expect(() => readConfig(["--database", "sqlite::memory:"], {})).toThrow("give sqlite:path/to/file.db");
});

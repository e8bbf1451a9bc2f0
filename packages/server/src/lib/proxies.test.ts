import { describe, expect, test } from "vitest";
import { parseProxies } from "./proxies.ts";

const trusts = (setting: string, address: string, hop = 0) => parseProxies(setting)?.(address, hop);

describe("whose word is taken", () => {
  test("1 is one proxy in a network of one's own", () => {
    for (const address of ["127.0.0.1", "::1", "172.17.0.1", "::ffff:10.0.0.3", "fd00::3"])
      expect(trusts("1", address), address).toBe(true);
    expect(trusts("1", "8.8.8.8")).toBe(false);
    expect(trusts("1", "10.0.0.3", 1)).toBe(false); // a visitor in the same network, behind the proxy
  });

  test("addresses and networks, wherever in the chain they stand", () => {
    const setting = "203.0.113.7, 10.1.0.0/16, 2001:db8::/32";
    for (const address of ["203.0.113.7", "::ffff:203.0.113.7", "10.1.9.9", "2001:db8::5"])
      expect([trusts(setting, address), trusts(setting, address, 2)], address).toEqual([true, true]);
    for (const address of ["203.0.113.8", "10.2.0.1", "127.0.0.1", "2001:db9::1", "unknown", ""])
      expect(trusts(setting, address), address).toBe(false);
  });

  test.each([
    "",
    "yes",
    "2",
    "10.0.0.0/33",
    "0.0.0.0/0",
    "::/0",
    "10.0.0.1,",
    "proxy.example",
    "10.0.0.1 10.0.0.2",
  ])("%j is not understood", (setting) => expect(parseProxies(setting)).toBeUndefined());
});

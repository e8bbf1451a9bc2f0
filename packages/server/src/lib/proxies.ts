import { BlockList, isIP } from "node:net";
import { isPublicAddress } from "./public-address.ts";

/** Whether the word of whoever sends from `address` is taken for where a request came from; `hop` 0 is next to us. */
export type TrustProxy = (address: string, hop: number) => boolean;

/**
 * Reads whom to trust: `1` is one proxy at an address that is not public, as beside Foyer or in its network; else
 * addresses and networks, separated by commas. Trusting everyone is no choice: anybody could then be anybody.
 * Answers undefined for what it does not understand.
 */
export function parseProxies(setting: string): TrustProxy | undefined {
  if (setting === "1" || setting === "true") return (address, hop) => hop === 0 && !isPublicAddress(address);
  const trusted = new BlockList();
  for (const part of setting.split(",")) if (!addNetwork(trusted, part.trim())) return undefined;
  return (address) => isIP(address) !== 0 && trusted.check(address, versionOf(address));
}

function addNetwork(list: BlockList, text: string): boolean {
  const [, address = "", bits] = /^([0-9a-f.:]+)(?:\/(\d{1,3}))?$/i.exec(text) ?? [];
  if (isIP(address) === 0) return false;
  const most = isIP(address) === 4 ? 32 : 128;
  const prefix = bits === undefined ? most : Number(bits);
  if (prefix === 0 || prefix > most) return false;
  list.addSubnet(address, prefix, versionOf(address));
  return true;
}

const versionOf = (address: string) => (isIP(address) === 4 ? "ipv4" : "ipv6");

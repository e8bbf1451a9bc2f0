import { BlockList, isIPv4, isIPv6 } from "node:net";

/** IANA's special-purpose registries, those parts that are not the public internet. */
const special = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const) {
  special.addSubnet(net, bits, "ipv4");
}
for (const [net, bits] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const) {
  special.addSubnet(net, bits, "ipv6");
}

/** The one block public IPv6 addresses are given out of. */
const globalUnicast = new BlockList();
globalUnicast.addSubnet("2000::", 3, "ipv6");

/** Addresses that stand for the IPv4 address in their last 32 bits: mapped, and what NAT64 makes. */
const embedding = new BlockList();
embedding.addSubnet("::ffff:0:0", 96, "ipv6");
embedding.addSubnet("64:ff9b::", 96, "ipv6");

/** Whether an IP address is one of the public internet: not private, loopback, link-local, reserved or a disguise. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !special.check(address, "ipv4");
  if (!isIPv6(address) || address.includes("%")) return false;
  if (embedding.check(address, "ipv6")) return isPublicAddress(lastIPv4(address));
  return globalUnicast.check(address, "ipv6") && !special.check(address, "ipv6");
}

/** The last 32 bits of an IPv6 address, as IPv4. */
function lastIPv4(address: string): string {
  const { hostname } = new URL(`http://[${address}]`); // brings every spelling into one
  const [high = "", low = ""] = hostname.slice(1, -1).split(":").slice(-2);
  const bits = (Number.parseInt(high || "0", 16) << 16) | Number.parseInt(low || "0", 16);
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 0xff).join(".");
}

import { BlockList, isIP, isIPv4 } from "node:net";

/** Tells whether an address is in the set; false for what is no address. */
export type AddressSet = (address: string) => boolean;

/**
 * Makes a set of addresses and ranges. An IPv4 address counts in its IPv6 form (`::ffff:192.0.2.1`) too, which is how
 * a server that listens on IPv6 sees it.
 *
 * @param ranges addresses, or ranges in CIDR notation.
 * @throws TypeError where one is neither.
 */
export function addressSet(ranges: readonly string[], name: string): AddressSet {
  const set = new BlockList();
  for (const range of ranges) {
    const [address = "", prefix, ...more] = range.split("/");
    const bits = isIPv4(address) ? 32 : 128;
    const length = prefix === undefined ? bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN;
    if (isIP(address) === 0 || address.includes("%") || more.length > 0 || !(length <= bits)) {
      throw new TypeError(
        `${name} must hold addresses or ranges such as 192.0.2.0/28, and "${range}" is neither.`,
      );
    }
    set.addSubnet(address, length, familyOf(address));
  }
  return (address) => isIP(address) !== 0 && set.check(address, familyOf(address));
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIPv4(address) ? "ipv4" : "ipv6";
}

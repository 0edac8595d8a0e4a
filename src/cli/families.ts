import { AF_BRIDGE, AF_INET, AF_INET6, AF_MPLS, AF_PACKET, AF_UNSPEC } from "../protocol/route/address-family.ts";

const names: Readonly<Record<string, number>> = {
  inet: AF_INET,
  inet6: AF_INET6,
  link: AF_PACKET,
  mpls: AF_MPLS,
  bridge: AF_BRIDGE,
};

/** The AF_* that a word of `-family` and `via` names; 0 where it names none. */
export function familyOf(name: string): number {
  return Object.hasOwn(names, name) ? (names[name] ?? AF_UNSPEC) : AF_UNSPEC;
}

/** The word for an AF_*, `???` where there is none. */
export function familyName(family: number): string {
  return Object.keys(names).find((name) => names[name] === family) ?? "???";
}

/** Bits of an address of the family; 0 where it has no fixed length. */
export function addressBits(family: number): number {
  if (family === AF_INET6) return 128;
  if (family === AF_INET) return 32;
  return family === AF_MPLS ? 20 : 0;
}

import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import type { Family } from "../../schema/registry.ts";
import { be16, flag, u16 } from "../../schema/scalars.ts";

const bareudpAttributes = {
  /** IFLA_BAREUDP_PORT: destination port. */
  port: [1, be16],
  /** IFLA_BAREUDP_ETHERTYPE: ETH_P_* of what it carries: 0x0800 is IPv4, 0x86dd IPv6, 0x8847 MPLS. */
  ethertype: [2, be16],
  /** IFLA_BAREUDP_SRCPORT_MIN: lowest source port. */
  srcportMin: [3, u16],
  /** IFLA_BAREUDP_MULTIPROTO_MODE: whether IPv6 goes with IPv4, and MPLS of multicast with that of unicast. */
  multiprotoMode: [4, flag],
} as const;

/** A device that puts IP or MPLS into UDP (`ip link add type bareudp dstport … ethertype …`). */
export interface Bareudp extends Output<typeof bareudpAttributes> {}
/** Input of {@link bareudp}. */
export interface BareudpInput extends Input<typeof bareudpAttributes> {}
/** IFLA_BAREUDP_* (`linux/if_link.h`). */
export const bareudp: Space<Bareudp, BareudpInput> = attributeSet("IFLA_BAREUDP_", bareudpAttributes);

/** Bare UDP tunnels, as data. */
export const bareudpFamily: Family = {
  name: "bareudp",
  protocol: 0,
  messages: [],
  spaces: [{ header: "linux/if_link.h", space: bareudp }],
  structs: [],
  names: [],
};

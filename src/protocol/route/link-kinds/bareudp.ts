import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { choice } from "../../schema/choice.ts";
import { enumeration } from "../../schema/enumeration.ts";
import type { Family } from "../../schema/registry.ts";
import { be16, flag, u16 } from "../../schema/scalars.ts";

/** ETH_P_*: what such a device carries (`linux/if_ether.h`). */
export const bareudpEthertype = enumeration("ETH_P_", { ip: 0x0800, ipv6: 0x86dd, mpls_uc: 0x8847, mpls_mc: 0x8848 });

const bareudpAttributes = {
  /** IFLA_BAREUDP_PORT: destination port. */
  port: [1, be16],
  /** IFLA_BAREUDP_ETHERTYPE: what it carries. */
  ethertype: [2, choice(be16, bareudpEthertype)],
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
  names: [{ header: "linux/if_ether.h", names: bareudpEthertype }],
};

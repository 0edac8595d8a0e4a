import { ipv4, ipv6 } from "../../schema/addresses.ts";
import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { choice, flagBits, onOff } from "../../schema/choice.ts";
import type { Family } from "../../schema/registry.ts";
import { be16, be32, flag, u16, u32, u8 } from "../../schema/scalars.ts";
import { ip6TunnelFlags, sitFlags, tunnelEncap, tunnelEncapFlags, tunnelProtocol } from "./tunnel-names.ts";

const sharedAttributes = {
  /** IFLA_IPTUN_LINK: device of the tunnel's packets. */
  link: [1, u32],
  /** IFLA_IPTUN_TTL: hop limit, 0 to inherit. */
  ttl: [4, u8],
  /** IFLA_IPTUN_PROTO: what is carried. */
  proto: [9, choice(u8, tunnelProtocol)],
  /** IFLA_IPTUN_ENCAP_TYPE: UDP around the tunnel's packets. */
  encapType: [15, choice(u16, tunnelEncap)],
  /** IFLA_IPTUN_ENCAP_FLAGS: options of that. */
  encapFlags: [16, flagBits(u16, tunnelEncapFlags)],
  /** IFLA_IPTUN_ENCAP_SPORT: its source port, 0 to choose one by flow. */
  encapSport: [17, be16],
  /** IFLA_IPTUN_ENCAP_DPORT: its destination port. */
  encapDport: [18, be16],
  /** IFLA_IPTUN_COLLECT_METADATA: whether each packet says its tunnel. */
  collectMetadata: [19, flag],
  /** IFLA_IPTUN_FWMARK: mark of sent packets. */
  fwmark: [20, u32],
} as const;

const ipipAttributes = {
  ...sharedAttributes,
  /** IFLA_IPTUN_LOCAL: source address. */
  local: [2, ipv4],
  /** IFLA_IPTUN_REMOTE: other end. */
  remote: [3, ipv4],
  /** IFLA_IPTUN_TOS: type of service, 1 to inherit. */
  tos: [5, u8],
  /** IFLA_IPTUN_FLAGS: options, of which `sit` knows one. */
  flags: [8, flagBits(u16, sitFlags)],
  /** IFLA_IPTUN_PMTUDISC: whether the path's MTU is found out. */
  pmtudisc: [10, onOff],
} as const;

/** IPv4 or MPLS in IPv4 (`ip link add type ipip remote …`). */
export interface Ipip extends Output<typeof ipipAttributes> {}
/** Input of {@link ipip}. */
export interface IpipInput extends Input<typeof ipipAttributes> {}
/** IFLA_IPTUN_* of kind `ipip` (`linux/if_tunnel.h`). */
export const ipip: Space<Ipip, IpipInput> = attributeSet("IFLA_IPTUN_", ipipAttributes);

const sitAttributes = {
  ...ipipAttributes,
  /** IFLA_IPTUN_6RD_PREFIX: prefix of addresses that hold an IPv4 address (6rd, RFC 5969). */
  "6rdPrefix": [11, ipv6, "IFLA_IPTUN_6RD_PREFIX"],
  /** IFLA_IPTUN_6RD_RELAY_PREFIX: prefix of IPv4 addresses, of which the rest is held. */
  "6rdRelayPrefix": [12, ipv4, "IFLA_IPTUN_6RD_RELAY_PREFIX"],
  /** IFLA_IPTUN_6RD_PREFIXLEN: length of the prefix. */
  "6rdPrefixlen": [13, u16, "IFLA_IPTUN_6RD_PREFIXLEN"],
  /** IFLA_IPTUN_6RD_RELAY_PREFIXLEN: length of the IPv4 prefix. */
  "6rdRelayPrefixlen": [14, u16, "IFLA_IPTUN_6RD_RELAY_PREFIXLEN"],
} as const;

/** IPv6, IPv4 or MPLS in IPv4 (`ip link add type sit remote …`). */
export interface Sit extends Output<typeof sitAttributes> {}
/** Input of {@link sit}. */
export interface SitInput extends Input<typeof sitAttributes> {}
/** IFLA_IPTUN_* of kind `sit` (`linux/if_tunnel.h`). */
export const sit: Space<Sit, SitInput> = attributeSet("IFLA_IPTUN_", sitAttributes);

const ip6tnlAttributes = {
  ...sharedAttributes,
  /** IFLA_IPTUN_LOCAL: source address. */
  local: [2, ipv6],
  /** IFLA_IPTUN_REMOTE: other end. */
  remote: [3, ipv6],
  /** IFLA_IPTUN_ENCAP_LIMIT: how many tunnels may be inside each other. */
  encapLimit: [6, u8],
  /** IFLA_IPTUN_FLOWINFO: traffic class (bits 20 to 27) and flow label. */
  flowinfo: [7, be32],
  /** IFLA_IPTUN_FLAGS: options. */
  flags: [8, flagBits(u32, ip6TunnelFlags)],
} as const;

/** IPv6, IPv4 or MPLS in IPv6 (`ip link add type ip6tnl remote …`). */
export interface Ip6tnl extends Output<typeof ip6tnlAttributes> {}
/** Input of {@link ip6tnl}. */
export interface Ip6tnlInput extends Input<typeof ip6tnlAttributes> {}
/** IFLA_IPTUN_* of kind `ip6tnl` (`linux/if_tunnel.h`). */
export const ip6tnl: Space<Ip6tnl, Ip6tnlInput> = attributeSet("IFLA_IPTUN_", ip6tnlAttributes);

/** Tunnels of IP in IP, as data. */
export const ipTunnelFamily: Family = {
  name: "ip tunnel",
  protocol: 0,
  messages: [],
  spaces: [
    { header: "linux/if_tunnel.h", space: ipip },
    { header: "linux/if_tunnel.h", space: sit },
    { header: "linux/if_tunnel.h", space: ip6tnl },
  ],
  structs: [],
  names: [],
};

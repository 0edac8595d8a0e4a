import { ipv4, ipv6 } from "../../schema/addresses.ts";
import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { choice, flagBits, onOff } from "../../schema/choice.ts";
import type { Family } from "../../schema/registry.ts";
import { be16, be32, flag, u16, u32, u8 } from "../../schema/scalars.ts";
import { greFlags, ip6TunnelFlags, tunnelEncap, tunnelEncapFlags } from "./tunnel-names.ts";

const sharedAttributes = {
  /** IFLA_GRE_LINK: device of the tunnel's packets. */
  link: [1, u32],
  /** IFLA_GRE_IFLAGS: which of key, checksum and sequence number received packets have. */
  iflags: [2, flagBits(be16, greFlags)],
  /** IFLA_GRE_OFLAGS: which of them sent packets have. */
  oflags: [3, flagBits(be16, greFlags)],
  /** IFLA_GRE_IKEY: key of received packets; for ERSPAN the session. */
  ikey: [4, be32],
  /** IFLA_GRE_OKEY: key of sent packets; for ERSPAN the session. */
  okey: [5, be32],
  /** IFLA_GRE_TTL: hop limit, 0 to inherit. */
  ttl: [8, u8],
  /** IFLA_GRE_ENCAP_TYPE: UDP around the tunnel's packets. */
  encapType: [14, choice(u16, tunnelEncap)],
  /** IFLA_GRE_ENCAP_FLAGS: options of that. */
  encapFlags: [15, flagBits(u16, tunnelEncapFlags)],
  /** IFLA_GRE_ENCAP_SPORT: its source port, 0 to choose one by flow. */
  encapSport: [16, be16],
  /** IFLA_GRE_ENCAP_DPORT: its destination port. */
  encapDport: [17, be16],
  /** IFLA_GRE_COLLECT_METADATA: whether each packet says its tunnel. */
  collectMetadata: [18, flag],
  /** IFLA_GRE_FWMARK: mark of sent packets. */
  fwmark: [20, u32],
  /** IFLA_GRE_ERSPAN_INDEX: port index of ERSPAN version 1, 20 bits. */
  erspanIndex: [21, u32],
  /** IFLA_GRE_ERSPAN_VER: version of ERSPAN: 0, 1 or 2. */
  erspanVer: [22, u8],
  /** IFLA_GRE_ERSPAN_DIR: direction of the mirrored packets in ERSPAN version 2: 0 ingress, 1 egress. */
  erspanDir: [23, u8],
  /** IFLA_GRE_ERSPAN_HWID: identifier of the ERSPAN version 2 engine, 6 bits. */
  erspanHwid: [24, u16],
} as const;

const greAttributes = {
  ...sharedAttributes,
  /** IFLA_GRE_LOCAL: source address. */
  local: [6, ipv4],
  /** IFLA_GRE_REMOTE: other end. */
  remote: [7, ipv4],
  /** IFLA_GRE_TOS: type of service, 1 to inherit. */
  tos: [9, u8],
  /** IFLA_GRE_PMTUDISC: whether the path's MTU is found out. */
  pmtudisc: [10, onOff],
  /** IFLA_GRE_IGNORE_DF: whether "don't fragment" of the inner packet is ignored. */
  ignoreDf: [19, onOff],
} as const;

/** GRE over IPv4: of IP (`gre`), Ethernet (`gretap`) and mirrored packets (`erspan`). */
export interface Gre extends Output<typeof greAttributes> {}
/** Input of {@link gre}. */
export interface GreInput extends Input<typeof greAttributes> {}
/** IFLA_GRE_* of kinds over IPv4 (`linux/if_tunnel.h`). */
export const gre: Space<Gre, GreInput> = attributeSet("IFLA_GRE_", greAttributes);

const ip6greAttributes = {
  ...sharedAttributes,
  /** IFLA_GRE_LOCAL: source address. */
  local: [6, ipv6],
  /** IFLA_GRE_REMOTE: other end. */
  remote: [7, ipv6],
  /** IFLA_GRE_ENCAP_LIMIT: how many tunnels may be inside each other. */
  encapLimit: [11, u8],
  /** IFLA_GRE_FLOWINFO: traffic class (bits 20 to 27) and flow label. */
  flowinfo: [12, be32],
  /** IFLA_GRE_FLAGS: options. */
  flags: [13, flagBits(u32, ip6TunnelFlags)],
} as const;

/** GRE over IPv6: of IP (`ip6gre`), Ethernet (`ip6gretap`) and mirrored packets (`ip6erspan`). */
export interface Ip6gre extends Output<typeof ip6greAttributes> {}
/** Input of {@link ip6gre}. */
export interface Ip6greInput extends Input<typeof ip6greAttributes> {}
/** IFLA_GRE_* of kinds over IPv6 (`linux/if_tunnel.h`). */
export const ip6gre: Space<Ip6gre, Ip6greInput> = attributeSet("IFLA_GRE_", ip6greAttributes);

/** GRE tunnels, as data. */
export const greFamily: Family = {
  name: "gre",
  protocol: 0,
  messages: [],
  spaces: [
    { header: "linux/if_tunnel.h", space: gre },
    { header: "linux/if_tunnel.h", space: ip6gre },
  ],
  structs: [],
  names: [],
};

import { ipv6 } from "../schema/addresses.ts";
import type { Input, Output, Space } from "../schema/attributes.ts";
import { attributeSet } from "../schema/attributes.ts";
import { binary } from "../schema/binary.ts";
import type { Codec } from "../schema/codec.ts";
import { choice } from "../schema/choice.ts";
import { enumeration } from "../schema/enumeration.ts";
import { array, byFamily } from "../schema/nests.ts";
import type { Family } from "../schema/registry.ts";
import { i32, u32, u64, u8 } from "../schema/scalars.ts";
import type { Struct, StructInput, StructOutput } from "../schema/struct.ts";
import { struct } from "../schema/struct.ts";
import { bridgeAfSpec } from "./bridge-af-spec.ts";
import type { BridgeAfSpec, BridgeAfSpecInput } from "./bridge-af-spec.ts";
import { icmp6Statistic, inetConf, ipv6Setting } from "./inet-settings.ts";

/** IN6_ADDR_GEN_MODE_*: how link-local addresses are made. */
export const addressGenerationMode = enumeration("IN6_ADDR_GEN_MODE_", {
  eui64: 0,
  none: 1,
  stable_privacy: 2,
  random: 3,
});

const linkCacheinfoFields = {
  maxReasmLen: u32,
  /** Last change of the IPv6 settings, 1/100 s since boot. */
  tstamp: u32,
  /** Ms. */
  reachableTime: u32,
  /** Ms. */
  retransTime: u32,
} as const;
/** `struct ifla_cacheinfo`: IPv6 timers of a link. */
export interface LinkCacheinfo extends StructOutput<typeof linkCacheinfoFields> {}
/** Input of {@link linkCacheinfo}. */
export interface LinkCacheinfoInput extends StructInput<typeof linkCacheinfoFields> {}
/** `struct ifla_cacheinfo` (`linux/if_link.h`). */
export const linkCacheinfo: Struct<LinkCacheinfo, LinkCacheinfoInput> = struct("ifla_cacheinfo", linkCacheinfoFields);

const inetAttributes = {
  /** IFLA_INET_CONF: sysctls of net.ipv4.conf: an array of all where they are told, an attribute each where they are changed. */
  conf: [1, inetConf],
} as const;

/** IPv4 settings of a link. */
export interface Inet extends Output<typeof inetAttributes> {}
/** Input of {@link inet}. */
export interface InetInput extends Input<typeof inetAttributes> {}
/** IFLA_INET_* (`linux/if_link.h`). */
export const inet: Space<Inet, InetInput> = attributeSet("IFLA_INET_", inetAttributes);

const inet6Attributes = {
  /** IFLA_INET6_FLAGS: IF_RA_* and IF_READY. */
  flags: [1, u32],
  /** IFLA_INET6_CONF: sysctls of net.ipv6.conf; element n is DEVCONF_* number n. */
  conf: [2, array(i32, ipv6Setting)],
  /** IFLA_INET6_STATS: IPv6 counters; element n is IPSTATS_MIB_* number n, element 0 their count. */
  stats: [3, array(u64)],
  /** IFLA_INET6_MCAST: not used by any kernel. */
  mcast: [4, binary],
  /** IFLA_INET6_CACHEINFO: timers. */
  cacheinfo: [5, linkCacheinfo],
  /** IFLA_INET6_ICMP6STATS: ICMPv6 counters; element n is ICMP6_MIB_* number n, element 0 their count. */
  icmp6stats: [6, array(u64, icmp6Statistic)],
  /** IFLA_INET6_TOKEN: the interface part of addresses made from router advertisements. */
  token: [7, ipv6],
  /** IFLA_INET6_ADDR_GEN_MODE: how the link-local address is made. */
  addrGenMode: [8, choice(u8, addressGenerationMode)],
  /** IFLA_INET6_RA_MTU: MTU that a router advertised (Linux 5.15). */
  raMtu: [9, u32],
} as const;

/** IPv6 settings of a link. */
export interface Inet6 extends Output<typeof inet6Attributes> {}
/** Input of {@link inet6}. */
export interface Inet6Input extends Input<typeof inet6Attributes> {}
/** IFLA_INET6_* (`linux/if_link.h`). */
export const inet6: Space<Inet6, Inet6Input> = attributeSet("IFLA_INET6_", inet6Attributes);

const mctpAttributes = {
  /** IFLA_MCTP_NET: MCTP network (Linux 5.15). */
  net: [1, u32],
  /** IFLA_MCTP_PHYS_BINDING: physical transport (Linux 6.15). */
  physBinding: [2, u8],
} as const;

/** MCTP settings of a link (Linux 5.15). */
export interface Mctp extends Output<typeof mctpAttributes> {}
/** Input of {@link mctp}. */
export interface MctpInput extends Input<typeof mctpAttributes> {}
/** IFLA_MCTP_* (`linux/if_link.h`). */
export const mctp: Space<Mctp, MctpInput> = attributeSet("IFLA_MCTP_", mctpAttributes);

const familyAfSpecAttributes = {
  /** AF_INET: IPv4 settings. */
  inet: [2, inet],
  /** AF_INET6: IPv6 settings. */
  inet6: [10, inet6],
  /** AF_MCTP: MCTP settings (Linux 5.15). */
  mctp: [45, mctp],
} as const;

/** Settings of a link by address family. */
export interface FamilyAfSpec extends Output<typeof familyAfSpecAttributes> {}
/** Input of {@link familyAfSpec}. */
export interface FamilyAfSpecInput extends Input<typeof familyAfSpecAttributes> {}
/** AF_* (`linux/socket.h`). */
export const familyAfSpec: Space<FamilyAfSpec, FamilyAfSpecInput> = attributeSet("AF_", familyAfSpecAttributes);

/** IFLA_AF_SPEC: settings by address family, or in messages of AF_BRIDGE those of the bridge port. */
export interface AfSpec extends Omit<FamilyAfSpec, "unknownAttributes">, BridgeAfSpec {}
/** Input of {@link afSpec}. */
export interface AfSpecInput extends Omit<FamilyAfSpecInput, "unknownAttributes">, BridgeAfSpecInput {}
/** IFLA_AF_SPEC: what is inside follows the message's `ifi_family`: AF_BRIDGE has IFLA_BRIDGE_*, any other a nest by family. */
export const afSpec: Codec<AfSpec, AfSpecInput> = byFamily<AfSpec, AfSpecInput>({ 7: bridgeAfSpec }, familyAfSpec);

/** Settings of a link by address family, as data. */
export const afSpecFamily: Family = {
  name: "af-spec",
  protocol: 0,
  messages: [],
  spaces: [
    { header: "linux/if_link.h", space: inet },
    { header: "linux/if_link.h", space: inet6 },
    { header: "linux/if_link.h", space: mctp },
  ],
  structs: [{ header: "linux/if_link.h", struct: linkCacheinfo }],
  names: [{ header: "linux/if_link.h", names: addressGenerationMode }],
};

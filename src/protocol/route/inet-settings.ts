import type { RawAttribute, Space } from "../schema/attributes.ts";
import { attributeSet } from "../schema/attributes.ts";
import type { Codec } from "../schema/codec.ts";
import { enumeration } from "../schema/enumeration.ts";
import { array, setOrArray } from "../schema/nests.ts";
import type { Family } from "../schema/registry.ts";
import { i32 } from "../schema/scalars.ts";

/** DEVCONF_*: sysctls of net.ipv6.conf, by their places in IFLA_INET6_CONF. */
export const ipv6Setting = enumeration("DEVCONF_", {
  forwarding: 0,
  hoplimit: 1,
  mtu6: 2,
  accept_ra: 3,
  accept_redirects: 4,
  autoconf: 5,
  dad_transmits: 6,
  rtr_solicits: 7,
  rtr_solicit_interval: 8,
  rtr_solicit_delay: 9,
  use_tempaddr: 10,
  temp_valid_lft: 11,
  temp_prefered_lft: 12,
  regen_max_retry: 13,
  max_desync_factor: 14,
  max_addresses: 15,
  force_mld_version: 16,
  accept_ra_defrtr: 17,
  accept_ra_pinfo: 18,
  accept_ra_rtr_pref: 19,
  rtr_probe_interval: 20,
  accept_ra_rt_info_max_plen: 21,
  proxy_ndp: 22,
  optimistic_dad: 23,
  accept_source_route: 24,
  mc_forwarding: 25,
  disable_ipv6: 26,
  accept_dad: 27,
  force_tllao: 28,
  ndisc_notify: 29,
  mldv1_unsolicited_report_interval: 30,
  mldv2_unsolicited_report_interval: 31,
  suppress_frag_ndisc: 32,
  accept_ra_from_local: 33,
  use_optimistic: 34,
  accept_ra_mtu: 35,
  stable_secret: 36,
  use_oif_addrs_only: 37,
  accept_ra_min_hop_limit: 38,
  ignore_routes_with_linkdown: 39,
  drop_unicast_in_l2_multicast: 40,
  drop_unsolicited_na: 41,
  keep_addr_on_down: 42,
  rtr_solicit_max_interval: 43,
  seg6_enabled: 44,
  seg6_require_hmac: 45,
  enhanced_dad: 46,
  addr_gen_mode: 47,
  disable_policy: 48,
  accept_ra_rt_info_min_plen: 49,
  ndisc_tclass: 50,
  rpl_seg_enabled: 51,
  ra_defrtr_metric: 52,
  ioam6_enabled: 53,
  ioam6_id: 54,
  ioam6_id_wide: 55,
  ndisc_evict_nocarrier: 56,
  accept_untracked_na: 57,
  accept_ra_min_lft: 58,
  force_forwarding: 59,
});

/**
 * IPSTATS_MIB_*: counters of IP, by their places in IFLA_INET6_STATS since Linux 6.15; `num` is their count.
 * {@link olderIpStatistics} has the places before.
 */
export const ipStatistic = enumeration("IPSTATS_MIB_", {
  num: 0,
  inpkts: 1,
  inoctets: 2,
  indelivers: 3,
  noectpkts: 4,
  ect1pkts: 5,
  ect0pkts: 6,
  cepkts: 7,
  outrequests: 8,
  outpkts: 9,
  outoctets: 10,
  outforwdatagrams: 11,
  inhdrerrors: 12,
  intoobigerrors: 13,
  innoroutes: 14,
  inaddrerrors: 15,
  inunknownprotos: 16,
  intruncatedpkts: 17,
  indiscards: 18,
  outdiscards: 19,
  outnoroutes: 20,
  reasmtimeout: 21,
  reasmreqds: 22,
  reasmoks: 23,
  reasmfails: 24,
  fragoks: 25,
  fragfails: 26,
  fragcreates: 27,
  inmcastpkts: 28,
  outmcastpkts: 29,
  inbcastpkts: 30,
  outbcastpkts: 31,
  inmcastoctets: 32,
  outmcastoctets: 33,
  inbcastoctets: 34,
  outbcastoctets: 35,
  csumerrors: 36,
  reasm_overlaps: 37,
});

/** {@link ipStatistic} in the order that they had before Linux 6.15; the last came with 6.7. */
export const olderIpStatistics: readonly (keyof typeof ipStatistic.values)[] = [
  "num",
  "inpkts",
  "inoctets",
  "indelivers",
  "outforwdatagrams",
  "outrequests",
  "outoctets",
  "inhdrerrors",
  "intoobigerrors",
  "innoroutes",
  "inaddrerrors",
  "inunknownprotos",
  "intruncatedpkts",
  "indiscards",
  "outdiscards",
  "outnoroutes",
  "reasmtimeout",
  "reasmreqds",
  "reasmoks",
  "reasmfails",
  "fragoks",
  "fragfails",
  "fragcreates",
  "inmcastpkts",
  "outmcastpkts",
  "inbcastpkts",
  "outbcastpkts",
  "inmcastoctets",
  "outmcastoctets",
  "inbcastoctets",
  "outbcastoctets",
  "csumerrors",
  "noectpkts",
  "ect1pkts",
  "ect0pkts",
  "cepkts",
  "reasm_overlaps",
  "outpkts",
];

/** ICMP6_MIB_*: counters of ICMPv6, by their places in IFLA_INET6_ICMP6STATS; `num` is their count. */
export const icmp6Statistic = enumeration("ICMP6_MIB_", {
  num: 0,
  inmsgs: 1,
  inerrors: 2,
  outmsgs: 3,
  outerrors: 4,
  csumerrors: 5,
  ratelimithost: 6,
});

/** IPV4_DEVCONF_*: sysctls of net.ipv4.conf, by their numbers in IFLA_INET_CONF. */
export const ipv4Setting = enumeration("IPV4_DEVCONF_", {
  forwarding: 1,
  mc_forwarding: 2,
  proxy_arp: 3,
  accept_redirects: 4,
  secure_redirects: 5,
  send_redirects: 6,
  shared_media: 7,
  rp_filter: 8,
  accept_source_route: 9,
  bootp_relay: 10,
  log_martians: 11,
  tag: 12,
  arpfilter: 13,
  medium_id: 14,
  noxfrm: 15,
  nopolicy: 16,
  force_igmp_version: 17,
  arp_announce: 18,
  arp_ignore: 19,
  promote_secondaries: 20,
  arp_accept: 21,
  arp_notify: 22,
  accept_local: 23,
  src_vmark: 24,
  proxy_arp_pvlan: 25,
  route_localnet: 26,
  igmpv2_unsolicited_report_interval: 27,
  igmpv3_unsolicited_report_interval: 28,
  ignore_routes_with_linkdown: 29,
  drop_unicast_in_l2_multicast: 30,
  drop_gratuitous_arp: 31,
  bc_forwarding: 32,
  arp_evict_nocarrier: 33,
});

/** Name of a sysctl of net.ipv4.conf: IPV4_DEVCONF_* in lower case. */
export type Ipv4Setting = keyof typeof ipv4Setting.values;
/** Name of a sysctl of net.ipv6.conf: DEVCONF_* in lower case. */
export type Ipv6Setting = keyof typeof ipv6Setting.values;

/** IPv4 settings to be changed: an attribute each. */
export interface InetSettings extends Partial<Record<Ipv4Setting, number>> {
  unknownAttributes?: RawAttribute[];
}
/** Input of {@link inetSettings}. */
export interface InetSettingsInput extends Readonly<Partial<Record<Ipv4Setting, number | undefined>>> {
  readonly unknownAttributes?: readonly RawAttribute[] | undefined;
}
/** IPV4_DEVCONF_* (`linux/ip.h`) as attributes: what a request says that changes some. */
export const inetSettings: Space<InetSettings, InetSettingsInput> = attributeSet(
  ipv4Setting.prefix,
  Object.fromEntries(
    Object.entries(ipv4Setting.values).map(
      ([name, number]) => [name, [number, i32, `${ipv4Setting.prefix}${name.toUpperCase()}`]] as const,
    ),
  ),
);

/** IFLA_INET_CONF: what is told is an array whose element n - 1 is {@link ipv4Setting} number n, what is changed a nest. */
export const inetConf: Codec<number[] | InetSettings, readonly number[] | InetSettingsInput> = setOrArray(
  inetSettings,
  array(i32, ipv4Setting, 1),
);

/** Settings and counters of IPv4 and IPv6 that a link has, as data. */
export const inetSettingsFamily: Family = {
  name: "inet-settings",
  protocol: 0,
  messages: [],
  spaces: [{ header: "linux/ip.h", space: inetSettings }],
  structs: [],
  names: [
    { header: "linux/ip.h", names: ipv4Setting },
    { header: "linux/ipv6.h", names: ipv6Setting },
    { header: "linux/snmp.h", names: ipStatistic },
    { header: "linux/snmp.h", names: icmp6Statistic },
  ],
};

import { enumeration, flagSet } from "../schema/enumeration.ts";

/** RTN_* (`linux/rtnetlink.h`): what a route does. */
export const routeType = enumeration("RTN_", {
  unspec: 0,
  unicast: 1,
  local: 2,
  broadcast: 3,
  anycast: 4,
  multicast: 5,
  blackhole: 6,
  unreachable: 7,
  prohibit: 8,
  throw: 9,
  nat: 10,
  xresolve: 11,
});

/** RTPROT_* (`linux/rtnetlink.h`): who made a route. Numbers without a name are free for any program. */
export const routeProtocol = enumeration("RTPROT_", {
  unspec: 0,
  redirect: 1,
  kernel: 2,
  boot: 3,
  static: 4,
  gated: 8,
  ra: 9,
  mrt: 10,
  zebra: 11,
  bird: 12,
  dnrouted: 13,
  xorp: 14,
  ntk: 15,
  dhcp: 16,
  mrouted: 17,
  keepalived: 18,
  babel: 42,
  ovn: 84,
  openr: 99,
  bgp: 186,
  isis: 187,
  ospf: 188,
  rip: 189,
  eigrp: 192,
});

/** RT_SCOPE_* (`linux/rtnetlink.h`): how far a destination or an address reaches. `ip` calls `universe` "global". */
export const routeScope = enumeration("RT_SCOPE_", { universe: 0, site: 200, link: 253, host: 254, nowhere: 255 });

/** RT_TABLE_* (`linux/rtnetlink.h`). */
export const routeTable = enumeration("RT_TABLE_", { unspec: 0, compat: 252, default: 253, main: 254, local: 255 });

/** RTM_F_* (`linux/rtnetlink.h`): upper bits of `rtm_flags`; the lower ones are {@link nexthopFlags}. */
export const routeFlags = flagSet("RTM_F_", {
  notify: 0x100,
  cloned: 0x200,
  equalize: 0x400,
  prefix: 0x800,
  lookup_table: 0x1000,
  fib_match: 0x2000,
  offload: 0x4000,
  trap: 0x8000,
  offload_failed: 0x20000000,
});

/** RTNH_F_* (`linux/rtnetlink.h`): state of a next hop, in `rtm_flags`, `rtnh_flags` and `nh_flags`. */
export const nexthopFlags = flagSet("RTNH_F_", {
  dead: 1,
  pervasive: 2,
  onlink: 4,
  offload: 8,
  linkdown: 16,
  unresolved: 32,
  trap: 64,
});

/** RTAX_FEATURE_* (`linux/rtnetlink.h`): bits of RTAX_FEATURES. */
export const metricFeatures = flagSet("RTAX_FEATURE_", { ecn: 1, sack: 2, timestamp: 4, allfrag: 8, tcp_usec_ts: 16 });

/** ICMPV6_ROUTER_PREF_* (`linux/icmpv6.h`): RTA_PREF. */
export const routerPreference = enumeration("ICMPV6_ROUTER_PREF_", { medium: 0, high: 1, invalid: 2, low: 3 });

/** RT_DEL_REASON_* (`linux/rtnetlink.h`, 7.x): why the kernel removed an IPv6 route. */
export const deletionReason = enumeration("RT_DEL_REASON_", { unspec: 0, expired: 1, ra_withdrawn: 2 });

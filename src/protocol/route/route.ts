import { NETLINK_ROUTE } from "../core/constants.ts";
import { ip } from "../schema/addresses.ts";
import type { Input, Output, Space } from "../schema/attributes.ts";
import { attributeSet } from "../schema/attributes.ts";
import { binary } from "../schema/binary.ts";
import type { Codec } from "../schema/codec.ts";
import { message } from "../schema/message.ts";
import { byFamily, records } from "../schema/nests.ts";
import type { Family } from "../schema/registry.ts";
import { be16, be32, i32, named, u16, u32, u64, u8 } from "../schema/scalars.ts";
import { struct } from "../schema/struct.ts";
import { bareString } from "../schema/text.ts";
import { addressFamily, AF_MPLS, RTNL_FAMILY_IP6MR, RTNL_FAMILY_IPMR } from "./address-family.ts";
import type { Encap, EncapInput } from "./encap.ts";
import {
  encapSpaces,
  encapSubMessage,
  encapType,
  ilaChecksumMode,
  ilaHook,
  ilaIdentifierType,
  ioam6Mode,
  ipv6SrHdr,
  seg6IptunnelEncap,
  seg6LocalAction,
  seg6LocalFlavor,
  seg6Mode,
  segmentRoutingFlags,
} from "./encap.ts";
import { mplsLabels } from "./mpls.ts";
import {
  deletionReason,
  metricFeatures,
  nexthopFlags,
  routeFlags,
  routeProtocol,
  routerPreference,
  routeScope,
  routeTable,
  routeType,
} from "./route-names.ts";

/** RTM_NEWROUTE and its relatives (`linux/rtnetlink.h`). */
export const RTM_NEWROUTE = 24;
export const RTM_DELROUTE = 25;
export const RTM_GETROUTE = 26;

/** `struct rtmsg` (`linux/rtnetlink.h`): header of route messages. `table` has 8 bits, RTA_TABLE all of them. */
export const rtmsg = struct("rtmsg", {
  family: named(u8, addressFamily),
  dstLen: u8,
  srcLen: u8,
  tos: u8,
  table: named(u8, routeTable),
  protocol: named(u8, routeProtocol),
  scope: named(u8, routeScope),
  type: named(u8, routeType),
  flags: named(u32, routeFlags),
});

/** `struct rtnexthop` (`linux/rtnetlink.h`): one next hop of RTA_MULTIPATH. `hops` is the weight less one. */
export const rtnexthop = struct("rtnexthop", { len: u16, flags: named(u8, nexthopFlags), hops: u8, ifindex: i32 });

/** `struct rtvia` (`linux/rtnetlink.h`): a gateway of another family than the destination's; `rest` holds the address's bytes. */
export const rtvia = struct("rtvia", { family: named(u16, addressFamily) });

/** `struct rta_cacheinfo` (`linux/rtnetlink.h`): state of a cached or expiring route; times in 1/100 s. */
export const rtaCacheinfo = struct("rta_cacheinfo", {
  clntref: u32,
  lastuse: u32,
  expires: i32,
  error: u32,
  used: u32,
  id: u32,
  ts: u32,
  tsage: u32,
});

/** `struct rta_mfc_stats` (`linux/rtnetlink.h`): counters of a multicast route. */
export const rtaMfcStats = struct("rta_mfc_stats", { packets: u64, bytes: u64, wrongIf: u64 });

const metricAttributes = {
  /** RTAX_LOCK: bit n set means that metric n is fixed. */
  lock: [1, u32],
  /** RTAX_MTU: bytes; locked, it also forbids path MTU discovery to change it. */
  mtu: [2, u32],
  /** RTAX_WINDOW: largest TCP window to advertise, bytes. */
  window: [3, u32],
  /** RTAX_RTT: initial round trip time, 1/8 ms. */
  rtt: [4, u32],
  /** RTAX_RTTVAR: initial variance of it, 1/4 ms. */
  rttvar: [5, u32],
  /** RTAX_SSTHRESH: initial slow start threshold, segments. */
  ssthresh: [6, u32],
  /** RTAX_CWND: clamp of the congestion window, segments. */
  cwnd: [7, u32],
  /** RTAX_ADVMSS: TCP maximum segment size to advertise, bytes. */
  advmss: [8, u32],
  /** RTAX_REORDERING: reordering that TCP expects, segments. */
  reordering: [9, u32],
  /** RTAX_HOPLIMIT: TTL or hop limit. */
  hoplimit: [10, u32],
  /** RTAX_INITCWND: initial congestion window, segments. */
  initcwnd: [11, u32],
  /** RTAX_FEATURES: RTAX_FEATURE_* bits. */
  features: [12, named(u32, metricFeatures)],
  /** RTAX_RTO_MIN: least retransmission timeout, ms. */
  rtoMin: [13, u32],
  /** RTAX_INITRWND: initial receive window, segments. */
  initrwnd: [14, u32],
  /** RTAX_QUICKACK: 1 turns delayed acknowledgements off. */
  quickack: [15, u32],
  /** RTAX_CC_ALGO: name of the congestion control. */
  ccAlgo: [16, bareString(15)],
  /** RTAX_FASTOPEN_NO_COOKIE: 1 allows TCP Fast Open without a cookie. */
  fastopenNoCookie: [17, u32],
} as const;
/** RTAX_*: metrics of a route. */
export interface RouteMetricAttributes extends Output<typeof metricAttributes> {}
/** Input of {@link routeMetrics}. */
export interface RouteMetricAttributesInput extends Input<typeof metricAttributes> {}
/** RTAX_* (`linux/rtnetlink.h`). */
export const routeMetrics: Space<RouteMetricAttributes, RouteMetricAttributesInput> = attributeSet(
  "RTAX_",
  metricAttributes,
);

/** A destination: an IP address, or for AF_MPLS the label. */
const destination = byFamily({ [AF_MPLS]: mplsLabels }, ip);

const expiry: Codec<number | bigint> = byFamily<number | bigint, number | bigint>(
  { [RTNL_FAMILY_IPMR]: u64, [RTNL_FAMILY_IP6MR]: u64 },
  u32,
);

const nexthopAttributes = {
  /** RTA_GATEWAY: the router, of the destination's family. */
  gateway: [5, ip],
  /** RTA_FLOW: routing realm. */
  flow: [11, u32],
  /** RTA_VIA: the router, of another family. */
  via: [18, rtvia],
  /** RTA_NEWDST: labels to send with (AF_MPLS). */
  newdst: [19, mplsLabels],
} as const;
/** RTA_* as they stand behind a `rtnexthop`. */
export type MultipathAttributes = Output<typeof nexthopAttributes> & Encap;
/** Input of {@link multipathAttributes}. */
export type MultipathAttributesInput = Input<typeof nexthopAttributes> & EncapInput;
/** RTA_* (`linux/rtnetlink.h`) of one next hop in RTA_MULTIPATH. */
export const multipathAttributes: Space<MultipathAttributes, MultipathAttributesInput> = attributeSet(
  "RTA_",
  nexthopAttributes,
  [encapSubMessage(21, 22)],
);

const routeAttributes = {
  /** RTA_DST: destination; absent with `dstLen` 0 it is the default route. */
  dst: [1, destination],
  /** RTA_SRC: source prefix (IPv6), or the source in RTM_GETROUTE. */
  src: [2, ip],
  /** RTA_IIF: index of the incoming interface (multicast routes, RTM_GETROUTE). */
  iif: [3, u32],
  /** RTA_OIF: index of the outgoing interface. */
  oif: [4, u32],
  /** RTA_GATEWAY: the router, of the destination's family. */
  gateway: [5, ip],
  /** RTA_PRIORITY: the metric; lower wins. */
  priority: [6, u32],
  /** RTA_PREFSRC: source address for packets made here. */
  prefsrc: [7, ip],
  /** RTA_METRICS: RTAX_*. */
  metrics: [8, routeMetrics],
  /** RTA_MULTIPATH: several next hops. */
  multipath: [9, records(rtnexthop, "len", multipathAttributes)],
  /** RTA_PROTOINFO: no longer used. */
  protoinfo: [10, binary],
  /** RTA_FLOW: routing realm. */
  flow: [11, u32],
  /** RTA_CACHEINFO: state of cached and expiring routes. */
  cacheinfo: [12, rtaCacheinfo],
  /** RTA_SESSION: no longer used. */
  session: [13, binary],
  /** RTA_MP_ALGO: no longer used. */
  mpAlgo: [14, binary],
  /** RTA_TABLE: the table, all 32 bits. */
  table: [15, named(u32, routeTable)],
  /** RTA_MARK: firewall mark (RTM_GETROUTE). */
  mark: [16, u32],
  /** RTA_MFC_STATS: counters of a multicast route. */
  mfcStats: [17, rtaMfcStats],
  /** RTA_VIA: the router, of another family. */
  via: [18, rtvia],
  /** RTA_NEWDST: labels to send with (AF_MPLS). */
  newdst: [19, mplsLabels],
  /** RTA_PREF: preference of an IPv6 router, ICMPV6_ROUTER_PREF_*. */
  pref: [20, named(u8, routerPreference)],
  /** RTA_EXPIRES: seconds until an IPv6 route goes; of multicast routes 1/100 s since their last packet, in 64 bits. */
  expires: [23, expiry],
  /** RTA_PAD: alignment. */
  pad: [24, binary],
  /** RTA_UID: user id (RTM_GETROUTE). */
  uid: [25, u32],
  /** RTA_TTL_PROPAGATE: whether MPLS copies the TTL. */
  ttlPropagate: [26, u8],
  /** RTA_IP_PROTO: transport protocol (RTM_GETROUTE). */
  ipProto: [27, u8],
  /** RTA_SPORT: source port (RTM_GETROUTE). */
  sport: [28, be16],
  /** RTA_DPORT: destination port (RTM_GETROUTE). */
  dport: [29, be16],
  /** RTA_NH_ID: id of the nexthop object. */
  nhId: [30, u32],
  /** RTA_FLOWLABEL: IPv6 flow label (RTM_GETROUTE, 6.14). */
  flowlabel: [31, be32],
  /** RTA_DEL_REASON: why the kernel removed the route (RTM_DELROUTE notifications, 7.x). */
  delReason: [32, named(u32, deletionReason)],
} as const;
/** RTA_*: attributes of a route. */
export type RouteAttributes = Output<typeof routeAttributes> & Encap;
/** Input of {@link route}. */
export type RouteAttributesInput = Input<typeof routeAttributes> & EncapInput;
/** RTA_* (`linux/rtnetlink.h`). */
export const route: Space<RouteAttributes, RouteAttributesInput> = attributeSet("RTA_", routeAttributes, [
  encapSubMessage(21, 22),
]);

/** Body of RTM_NEWROUTE, RTM_DELROUTE and RTM_GETROUTE. */
export const routeMessage = message(rtmsg, route);

/** Route messages of rtnetlink. */
export const routeFamily: Family = {
  name: "route",
  protocol: NETLINK_ROUTE,
  messages: [
    { name: "RTM_NEWROUTE", type: RTM_NEWROUTE, schema: routeMessage },
    { name: "RTM_DELROUTE", type: RTM_DELROUTE, schema: routeMessage },
    { name: "RTM_GETROUTE", type: RTM_GETROUTE, schema: routeMessage },
  ],
  spaces: [
    { header: "linux/rtnetlink.h", space: route },
    { header: "linux/rtnetlink.h", space: multipathAttributes },
    { header: "linux/rtnetlink.h", space: routeMetrics },
    ...encapSpaces,
  ],
  structs: [
    { header: "linux/rtnetlink.h", struct: rtmsg },
    { header: "linux/rtnetlink.h", struct: rtnexthop },
    { header: "linux/rtnetlink.h", struct: rtvia },
    { header: "linux/rtnetlink.h", struct: rtaCacheinfo },
    { header: "linux/rtnetlink.h", struct: rtaMfcStats },
    { header: "linux/seg6_iptunnel.h", struct: seg6IptunnelEncap },
    { header: "linux/seg6.h", struct: ipv6SrHdr },
  ],
  names: [
    { header: "linux/rtnetlink.h", names: routeType },
    { header: "linux/rtnetlink.h", names: routeProtocol },
    { header: "linux/rtnetlink.h", names: routeScope },
    { header: "linux/rtnetlink.h", names: routeTable },
    { header: "linux/rtnetlink.h", names: routeFlags },
    { header: "linux/rtnetlink.h", names: nexthopFlags },
    { header: "linux/rtnetlink.h", names: metricFeatures },
    { header: "linux/rtnetlink.h", names: deletionReason },
    { header: "linux/icmpv6.h", names: routerPreference },
    { header: "linux/lwtunnel.h", names: encapType },
    { header: "linux/seg6_iptunnel.h", names: seg6Mode },
    { header: "linux/seg6_local.h", names: seg6LocalAction },
    { header: "linux/seg6_local.h", names: seg6LocalFlavor },
    { header: "linux/ioam6_iptunnel.h", names: ioam6Mode },
    { header: "linux/ila.h", names: ilaChecksumMode },
    { header: "linux/ila.h", names: ilaIdentifierType },
    { header: "linux/ila.h", names: ilaHook },
    { header: "linux/seg6.h", names: segmentRoutingFlags },
  ],
};

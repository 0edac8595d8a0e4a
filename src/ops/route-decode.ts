import { AF_INET, AF_INET6, AF_MPLS, RTNL_FAMILY_IP6MR, RTNL_FAMILY_IPMR } from "../protocol/route/address-family.ts";
import {
  deletionReason,
  metricFeatures,
  nexthopFlags,
  routeFlags,
  routerPreference,
} from "../protocol/route/route-names.ts";
import type { MultipathAttributes, RouteAttributes, RouteMetricAttributes } from "../protocol/route/route.ts";
import { routeMetrics } from "../protocol/route/route.ts";
import type { rtaCacheinfo, rtaMfcStats, rtmsg, rtnexthop, rtvia } from "../protocol/route/route.ts";
import { formatIpv4, formatIpv6 } from "../protocol/schema/addresses.ts";
import type { Output1 } from "../protocol/schema/codec.ts";
import type { Encap } from "./encap.ts";
import { toEncap } from "./encap.ts";
import type { AddressFamily } from "./family.ts";
import { familyName, familyNumber } from "./family.ts";
import type { RouteType, Scope } from "./route-value.ts";
import { scopeName, typeName } from "./route-value.ts";

/** RTM_F_* and RTNH_F_*: state of a route. */
export type RouteFlag = keyof typeof routeFlags.values | keyof typeof nexthopFlags.values;
/** RTNH_F_*: state of a next hop. */
export type NexthopFlag = keyof typeof nexthopFlags.values;
/** RTAX_*: a metric, as `lock` names it. */
export type MetricName = Exclude<keyof RouteMetricAttributes, "lock" | "unknownAttributes">;
/** RTAX_FEATURE_*. */
export type MetricFeature = keyof typeof metricFeatures.values;

/** RTAX_*: metrics of a route. Sizes are bytes or segments as in `ip-route(8)`, `rtt` is 1/8 ms, `rttvar` 1/4 ms, `rtoMin` ms. */
export interface RouteMetrics {
  /** Metrics that nothing may change, not even path MTU discovery. */
  readonly lock?: readonly MetricName[] | undefined;
  readonly mtu?: number | undefined;
  readonly window?: number | undefined;
  readonly rtt?: number | undefined;
  readonly rttvar?: number | undefined;
  readonly ssthresh?: number | undefined;
  readonly cwnd?: number | undefined;
  readonly advmss?: number | undefined;
  readonly reordering?: number | undefined;
  readonly hoplimit?: number | undefined;
  readonly initcwnd?: number | undefined;
  readonly features?: readonly MetricFeature[] | undefined;
  readonly rtoMin?: number | undefined;
  readonly initrwnd?: number | undefined;
  readonly quickack?: number | undefined;
  /** Name of the congestion control. */
  readonly ccAlgo?: string | undefined;
  readonly fastopenNoCookie?: number | undefined;
}

/** Routing realms of source and destination, as the route classifier of tc matches them. */
export interface Realms {
  /** Of the source; 0 is none. */
  readonly from: number;
  /** Of the destination; 0 is none. */
  readonly to: number;
}

/** One of a route's several next hops. */
export interface Nexthop {
  readonly via?: string;
  /** Index of the interface. */
  readonly dev: number;
  /** Share of the flows: 1 to 256; 1 for a multicast route, which sends a copy to each. */
  readonly weight: number;
  /** TTL that a packet must have to leave here by a multicast route. */
  readonly ttl?: number;
  readonly flags: readonly NexthopFlag[];
  readonly flagBits: number;
  readonly realms?: Realms;
  readonly encap?: Encap;
  /** Labels to send with (`mpls`). */
  readonly newDestination?: string;
}

/** A route, as listed; it is valid input for `add` and `delete`. */
export interface Route {
  readonly family: AddressFamily;
  /** `default`, or the destination with its prefix length: `10.0.0.0/24`, `10.0.0.1/32`; for `mpls` the label. */
  readonly to: string;
  /** Source prefix (IPv6), or the source that `get` was asked for. */
  readonly from?: string;
  /** The router; it may be of another family than `to`. */
  readonly via?: string;
  /** Index of the outgoing interface. */
  readonly dev?: number;
  readonly table: number;
  /** RTPROT_*: who made it. */
  readonly protocol: number;
  readonly scope: Scope;
  readonly type: RouteType;
  /** RTA_PRIORITY: lower wins. */
  readonly metric?: number;
  /** RTA_PREFSRC: source address for packets made here. */
  readonly source?: string;
  /** Index of the incoming interface (multicast routes, `get`). */
  readonly iif?: number;
  /** Type of service; absent when 0. */
  readonly tos?: number;
  /** Names of the flags, lowest bit first. */
  readonly flags: readonly RouteFlag[];
  readonly flagBits: number;
  readonly metrics?: RouteMetrics;
  readonly nexthops?: readonly Nexthop[];
  readonly realms?: Realms;
  readonly encap?: Encap;
  /** Id of the nexthop object. */
  readonly nexthopId?: number;
  /** IPv6: how a router rated itself. */
  readonly preference?: keyof typeof routerPreference.values | number;
  /** Labels to send with (`mpls`). */
  readonly newDestination?: string;
  /** Whether MPLS copies the TTL. */
  readonly ttlPropagate?: boolean;
  /** Seconds until it goes, with two decimals. */
  readonly expiresSeconds?: number;
  /** State of a cached or expiring route as the kernel gives it, times in 1/100 s; absent for IPv4 routes that are neither. */
  readonly cacheinfo?: Output1<typeof rtaCacheinfo>;
  /** What a multicast route forwarded, and how many packets came by another interface than its own. */
  readonly statistics?: Output1<typeof rtaMfcStats>;
  /** Seconds since the last packet of a multicast route, with two decimals. */
  readonly idleSeconds?: number;
  /** RT_DEL_REASON_*: why the kernel removed it (IPv6 events, 7.x). */
  readonly deletionReason?: keyof typeof deletionReason.values | number;
  /** Firewall mark that `get` was asked with. */
  readonly mark?: number;
  /** User that `get` was asked for. */
  readonly uid?: number;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function viaText({ family, rest }: Output1<typeof rtvia>): string | undefined {
  if (family === AF_INET && rest?.length === 4) return formatIpv4(rest);
  return family === AF_INET6 && rest?.length === 16 ? formatIpv6(rest) : undefined;
}

function toRealms(flow: number): Realms {
  return { from: flow >>> 16, to: flow & 0xffff };
}

const metricNumbers: readonly (readonly [MetricName, number])[] = routeMetrics.shape.entries.flatMap(({ key, type }) =>
  isMetricName(key) ? [[key, type] as const] : [],
);

/** Whether a property of RTAX_* is a metric that can be locked. */
export function isMetricName(key: string): key is MetricName {
  return key !== "lock" && key !== "unknownAttributes";
}

function toMetrics(attributes: RouteMetricAttributes): RouteMetrics {
  const { lock, features, unknownAttributes: _, ...plain } = attributes;
  return {
    ...(lock !== undefined && {
      lock: metricNumbers.filter(([, number]) => (lock & (1 << number)) !== 0).map(([name]) => name),
    }),
    ...plain,
    ...(features !== undefined && { features: metricFeatures.namesOf(features) }),
  };
}

function toNexthop(
  { header, attributes }: { header: Output1<typeof rtnexthop>; attributes: MultipathAttributes },
  isMulticast: boolean,
): Nexthop {
  const via = attributes.gateway ?? (attributes.via === undefined ? undefined : viaText(attributes.via));
  const encap = toEncap(attributes);
  return {
    ...(via !== undefined && { via }),
    dev: header.ifindex,
    weight: isMulticast ? 1 : header.hops + 1,
    ...(isMulticast && { ttl: header.hops }),
    flags: nexthopFlags.namesOf(header.flags),
    flagBits: header.flags,
    ...(attributes.flow !== undefined && { realms: toRealms(attributes.flow) }),
    ...(encap !== undefined && { encap }),
    ...(attributes.newdst !== undefined && { newDestination: attributes.newdst }),
  };
}

/** Whether routes of a family forward multicast packets. */
export function isMulticastFamily(family: number): boolean {
  return family === RTNL_FAMILY_IPMR || family === RTNL_FAMILY_IP6MR;
}

/** What few routes have, kept out of the way of the million that have none of it. */
function addRareProperties(route: Mutable<Route>, attributes: RouteAttributes): void {
  if (attributes.via !== undefined) {
    const via = viaText(attributes.via);
    if (via !== undefined) route.via = via;
  }
  if (attributes.iif !== undefined) route.iif = attributes.iif;
  if (attributes.metrics !== undefined) route.metrics = toMetrics(attributes.metrics);
  if (attributes.multipath !== undefined) {
    const isMulticast = isMulticastFamily(familyNumber(route.family));
    route.nexthops = attributes.multipath.map((hop) => toNexthop(hop, isMulticast));
  }
  if (attributes.flow !== undefined) route.realms = toRealms(attributes.flow);
  const encap = toEncap(attributes);
  if (encap !== undefined) route.encap = encap;
  if (attributes.nhId !== undefined) route.nexthopId = attributes.nhId;
  if (attributes.newdst !== undefined) route.newDestination = attributes.newdst;
  if (attributes.ttlPropagate !== undefined) route.ttlPropagate = attributes.ttlPropagate !== 0;
  if (attributes.mark !== undefined) route.mark = attributes.mark;
  if (attributes.uid !== undefined) route.uid = attributes.uid;
  if (attributes.mfcStats !== undefined) route.statistics = attributes.mfcStats;
  if (typeof attributes.expires === "bigint") route.idleSeconds = Number(attributes.expires) / 100;
  if (attributes.delReason !== undefined) {
    route.deletionReason = deletionReason.nameOf(attributes.delReason) ?? attributes.delReason;
  }
}

/** The names of a route's flags. */
export function routeFlagNames(bits: number): RouteFlag[] {
  return [...nexthopFlags.namesOf(bits & 0xff), ...routeFlags.namesOf(bits)];
}

// What is the same in most routes is one value for all of them: of a list that is kept, every object less saves the collector work.
const NO_FLAGS: readonly RouteFlag[] = Object.freeze([]);
const lengthText: readonly string[] = Array.from({ length: 256 }, (_, length) => `/${length}`);

/** Makes the friendly object of a decoded message. */
export function toRoute(header: Output1<typeof rtmsg>, attributes: RouteAttributes): Route {
  const { dst, src, gateway, oif, priority, prefsrc, cacheinfo } = attributes;
  const flagBits = header.flags;
  const family = familyName(header.family);
  const to = dst === undefined ? "default" : header.family === AF_MPLS ? dst : dst + lengthText[header.dstLen];
  const table = attributes.table ?? header.table;
  const { protocol } = header;
  const scope = scopeName(header.scope);
  const type = typeName(header.type);
  const flags = flagBits === 0 ? NO_FLAGS : routeFlagNames(flagBits);
  let route: Mutable<Route>;
  if (gateway !== undefined && oif !== undefined) {
    // What most of a million routes look like, in one literal: properties added later would need a second allocation.
    route = { family, to, via: gateway, dev: oif, table, protocol, scope, type, flags, flagBits };
  } else {
    route = { family, to, table, protocol, scope, type, flags, flagBits };
    if (gateway !== undefined) route.via = gateway;
    if (oif !== undefined) route.dev = oif;
  }
  if (priority !== undefined) route.metric = priority;
  if (prefsrc !== undefined) route.source = prefsrc;
  if (src !== undefined) route.from = `${src}/${header.srcLen}`;
  if (header.tos !== 0) route.tos = header.tos;
  if (cacheinfo !== undefined) {
    route.cacheinfo = cacheinfo;
    if (cacheinfo.expires !== 0) route.expiresSeconds = cacheinfo.expires / 100;
  }
  if (attributes.pref !== undefined) route.preference = routerPreference.nameOf(attributes.pref) ?? attributes.pref;
  addRareProperties(route, attributes);
  return route;
}

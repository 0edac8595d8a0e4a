import { AF_INET, AF_INET6, AF_MPLS } from "../protocol/route/address-family.ts";
import {
  metricFeatures,
  nexthopFlags,
  routeFlags,
  routerPreference,
  routeType,
} from "../protocol/route/route-names.ts";
import type { MultipathAttributes, RouteAttributes, RouteMetricAttributesInput } from "../protocol/route/route.ts";
import { routeMetrics } from "../protocol/route/route.ts";
import { parseIp } from "../protocol/schema/addresses.ts";
import { EncodeError } from "../protocol/schema/errors.ts";
import type { EncapInput } from "./encap.ts";
import { fromEncap } from "./encap.ts";
import type { AddressFamily } from "./family.ts";
import { familyNumber, familyOf } from "./family.ts";
import type { LinkTarget } from "./link-target.ts";
import { parsePrefix } from "./prefix.ts";
import type { NexthopFlag, Realms, RouteFlag, RouteMetrics } from "./route-decode.ts";
import { isMetricName } from "./route-decode.ts";
import type { RouteProtocol, RouteTable, RouteType, Scope } from "./route-value.ts";
import { numberOf, protocolNumber, scopeNumber, tableNumber } from "./route-value.ts";

/** One of the several next hops of a route to be. */
export interface NexthopInput {
  readonly via?: string | undefined;
  readonly dev?: LinkTarget | undefined;
  /** Share of the flows: 1 to 256, 1 when left out. */
  readonly weight?: number | undefined;
  /** Only `onlink` and, for IPv4, `pervasive` are a caller's to set; the kernel does not tell of the latter. */
  readonly flags?: readonly NexthopFlag[] | undefined;
  readonly realms?: Realms | undefined;
  readonly encap?: EncapInput | undefined;
  /** Labels to send with (`mpls`). */
  readonly newDestination?: string | undefined;
}

/** A route to be. Attributes are written in the order of the properties, as `ip` writes its words. */
export interface RouteInput {
  /** `default`, a prefix, an address (32 or 128 bits), or a label of `mpls`. */
  readonly to: string;
  /** Needed only where neither `to` nor `via` shows it: `{ to: "default", dev: "v0", family: "inet6" }`. IPv4 when left out. */
  readonly family?: AddressFamily | undefined;
  /** Source prefix (IPv6). */
  readonly from?: string | undefined;
  /** The router; of another family than `to` it becomes RTA_VIA. */
  readonly via?: string | undefined;
  readonly dev?: LinkTarget | undefined;
  /** Left out: main, or local for the types that live there. */
  readonly table?: RouteTable | undefined;
  /** Left out: `boot`, as for `ip`. */
  readonly protocol?: RouteProtocol | undefined;
  /** Left out: what suits the type and next hop, as for `ip`. */
  readonly scope?: Scope | undefined;
  /** Left out: `unicast`. */
  readonly type?: RouteType | undefined;
  readonly metric?: number | undefined;
  /** Source address for packets made here. */
  readonly source?: string | undefined;
  readonly tos?: number | undefined;
  /** Only `onlink` and, for IPv4, `pervasive` are a caller's to set. */
  readonly flags?: readonly RouteFlag[] | undefined;
  /** Not written. What has it was listed, and is deleted as listed: without `via` only where the route has no router. */
  readonly flagBits?: number | undefined;
  readonly metrics?: RouteMetrics | undefined;
  readonly nexthops?: readonly NexthopInput[] | undefined;
  readonly realms?: Realms | undefined;
  readonly encap?: EncapInput | undefined;
  /** Id of a nexthop object: instead of `via`, `dev`, `nexthops` and `encap`, which are then left out. */
  readonly nexthopId?: number | undefined;
  /** IPv6: how the router is rated against others. */
  readonly preference?: keyof typeof routerPreference.values | number | undefined;
  /** Labels to send with (`mpls`). */
  readonly newDestination?: string | undefined;
  /** Whether MPLS copies the TTL. */
  readonly ttlPropagate?: boolean | undefined;
  /** Seconds until it goes (IPv6). */
  readonly expiresSeconds?: number | undefined;
}

/** Header and attributes of a route message, ready to encode. */
export interface RouteBody {
  readonly header: {
    family: number;
    dstLen: number;
    srcLen: number;
    tos: number;
    table: number;
    protocol: number;
    scope: number;
    type: number;
    flags: number;
  };
  readonly attributes: RouteAttributes;
}

const RTN_UNSPEC = routeType.values.unspec;
const RTN_UNICAST = routeType.values.unicast;
const { local, broadcast, anycast, multicast, nat, blackhole } = routeType.values;
const TABLE_MAIN = 254;
const TABLE_LOCAL = 255;
const SCOPE_LINK = 253;
const SCOPE_HOST = 254;
const SCOPE_NOWHERE = 255;
const PROTOCOL_BOOT = 3;
/** Flags that the kernel takes from a caller: a list has others too, of which it refuses some. */
const SETTABLE: Partial<Record<RouteFlag, number>> = {
  onlink: nexthopFlags.values.onlink,
  pervasive: nexthopFlags.values.pervasive,
  cloned: routeFlags.values.cloned, // says to IPv6 that a cached exception is to be deleted
};

function encodeMetrics(metrics: RouteMetrics): RouteMetricAttributesInput {
  const attributes: Record<string, number | string> = {};
  for (const key in metrics) {
    if (key === "lock") {
      attributes["lock"] = (metrics.lock ?? []).reduce((bits, name) => (bits | lockBit(name)) >>> 0, 0);
    } else if (key === "features") {
      if (metrics.features !== undefined) attributes["features"] = metricFeatures.bitsOf(metrics.features);
    } else if (isMetricName(key) && key !== "features") {
      const value = metrics[key];
      if (value !== undefined) attributes[key] = value;
    }
  }
  return attributes;
}

function lockBit(name: string): number {
  const entry = routeMetrics.shape.entries.find((candidate) => candidate.key === name);
  if (entry === undefined) throw new EncodeError(`${JSON.stringify(name)} is not a metric`);
  return 1 << entry.type;
}

function flowOf({ from, to }: Realms): number {
  if (!(from >= 0 && from <= 0xffff && to >= 0 && to <= 0xffff))
    throw new EncodeError(`realms are numbers up to 65535`);
  return ((from << 16) | to) >>> 0;
}

function rtviaOf(address: string): { family: number; rest: Uint8Array } {
  const rest = parseIp(address);
  if (rest === undefined) throw new EncodeError(`${JSON.stringify(address)} is not an IP address`);
  return { family: rest.length === 4 ? AF_INET : AF_INET6, rest };
}

function encodeNexthop(hop: NexthopInput, family: number, index: number) {
  const weight = hop.weight ?? 1;
  if (!(Number.isInteger(weight) && weight >= 1 && weight <= 256)) {
    throw new EncodeError(`${weight} is not a weight: 1 to 256`);
  }
  const attributes: MultipathAttributes = {};
  for (const key in hop) {
    if (key === "via" && hop.via !== undefined) {
      if (familyOf(hop.via) === family) attributes.gateway = hop.via;
      else attributes.via = rtviaOf(hop.via);
    } else if (key === "encap" && hop.encap !== undefined) Object.assign(attributes, fromEncap(hop.encap));
    else if (key === "realms" && hop.realms !== undefined) attributes.flow = flowOf(hop.realms);
    else if (key === "newDestination" && hop.newDestination !== undefined) attributes.newdst = hop.newDestination;
  }
  const flags = hop.flags === undefined ? 0 : flagBits(hop.flags);
  return { header: { flags, hops: weight - 1, ifindex: index }, attributes };
}

/** What stands in the header when the caller does not say. */
function defaultScope(input: RouteInput, family: number, type: number, isDelete: boolean): number {
  if (family !== AF_INET) return 0;
  if (type === local || type === nat) return SCOPE_HOST;
  if (type === broadcast || type === multicast || type === anycast) return SCOPE_LINK;
  if (type !== RTN_UNICAST && type !== RTN_UNSPEC) return isDelete ? SCOPE_NOWHERE : 0;
  if (isDelete) return SCOPE_NOWHERE;
  return input.via === undefined && input.nexthops === undefined && input.nexthopId === undefined ? SCOPE_LINK : 0;
}

function routeFamily(input: RouteInput): number {
  if (input.family !== undefined) return familyNumber(input.family);
  if (input.to !== "default") return familyOf(input.to);
  const hint = input.via ?? input.nexthops?.[0]?.via ?? input.source ?? input.from;
  return hint === undefined ? AF_INET : familyOf(hint);
}

function typeOf({ type, nexthopId }: RouteInput, family: number, isDelete: boolean): number {
  // Labels have routes of this type only, and the kernel insists on it.
  const anyType = isDelete && family !== AF_MPLS ? RTN_UNSPEC : RTN_UNICAST;
  if (type === undefined) return anyType;
  const number = numberOf(routeType, type);
  // Listed so is every route through a nexthop object that drops, whatever type it was added as.
  return isDelete && number === blackhole && nexthopId !== undefined ? RTN_UNSPEC : number;
}

/** Each next hop of IPv6 may be of another protocol than the first, which is what a list tells of all: deleting them asks for none. */
function protocolOf({ protocol, nexthops }: RouteInput, family: number, isDelete: boolean): number {
  if (isDelete && (protocol === undefined || (nexthops !== undefined && family === AF_INET6))) return 0;
  return protocol === undefined ? PROTOCOL_BOOT : protocolNumber(protocol);
}

/**
 * The message that adds, changes or deletes a route: what `ip route` writes for the same words in the same order.
 * @param indexes of `dev` and then of the next hops' `dev`, in their order
 */
export function routeBody(input: RouteInput, indexes: readonly (number | undefined)[], isDelete: boolean): RouteBody {
  const family = routeFamily(input);
  const type = typeOf(input, family, isDelete);
  const table =
    input.table === undefined
      ? type === local || type === broadcast || type === nat || type === anycast
        ? TABLE_LOCAL
        : TABLE_MAIN
      : tableNumber(input.table);
  const header = {
    family,
    dstLen: 0,
    srcLen: 0,
    tos: input.tos ?? 0,
    table: table < 256 ? table : 0,
    protocol: protocolOf(input, family, isDelete),
    scope: input.scope === undefined ? defaultScope(input, family, type, isDelete) : scopeNumber(input.scope),
    type,
    flags: 0,
  };
  const attributes: RouteAttributes = {};
  const hasObject = input.nexthopId !== undefined;
  for (const key in input) {
    switch (key) {
      case "to":
        if (family === AF_MPLS) {
          header.dstLen = 20;
          attributes.dst = input.to;
        } else if (input.to !== "default") {
          const prefix = parsePrefix(input.to);
          header.dstLen = prefix.length;
          attributes.dst = prefix.address;
        }
        break;
      case "from":
        if (input.from !== undefined) {
          const prefix = parsePrefix(input.from);
          header.srcLen = prefix.length;
          attributes.src = prefix.address;
        }
        break;
      case "via":
        if (input.via === undefined || hasObject) break;
        if (familyOf(input.via) === family) attributes.gateway = input.via;
        else attributes.via = rtviaOf(input.via);
        break;
      case "table":
        if (table > 255) attributes.table = table;
        break;
      case "metric":
        if (input.metric !== undefined) attributes.priority = input.metric;
        break;
      case "source":
        if (input.source !== undefined) attributes.prefsrc = input.source;
        break;
      case "flags":
        if (input.flags !== undefined) header.flags = flagBits(input.flags);
        break;
      case "realms":
        if (input.realms !== undefined) attributes.flow = flowOf(input.realms);
        break;
      case "encap":
        if (input.encap !== undefined && !hasObject) Object.assign(attributes, fromEncap(input.encap));
        break;
      case "nexthopId":
        if (input.nexthopId !== undefined) attributes.nhId = input.nexthopId;
        break;
      case "preference":
        if (input.preference !== undefined) attributes.pref = numberOf(routerPreference, input.preference);
        break;
      case "newDestination":
        if (input.newDestination !== undefined) attributes.newdst = input.newDestination;
        break;
      case "ttlPropagate":
        if (input.ttlPropagate !== undefined) attributes.ttlPropagate = Number(input.ttlPropagate);
        break;
      case "expiresSeconds":
        // Listed with the route, but no part of what identifies it.
        if (input.expiresSeconds !== undefined && !isDelete) attributes.expires = Math.round(input.expiresSeconds);
        break;
    }
  }
  if (isDelete && family === AF_INET6 && isRouterless(input)) attributes.gateway = "::";
  const [oif] = indexes;
  if (oif !== undefined && !hasObject) attributes.oif = oif;
  if (input.metrics !== undefined) Object.assign(attributes, { metrics: encodeMetrics(input.metrics) });
  if (input.nexthops !== undefined && !hasObject) {
    const multipath = input.nexthops.map((hop, position) => encodeNexthop(hop, family, indexes[position + 1] ?? 0));
    Object.assign(attributes, { multipath });
  }
  return { header, attributes };
}

/** Whether it was listed as one that leaves by an interface alone. IPv6 takes any router for that, unless told there is none. */
function isRouterless({ flagBits: listed, via, nexthops, nexthopId, dev }: RouteInput): boolean {
  return listed !== undefined && dev !== undefined && (via ?? nexthops ?? nexthopId) === undefined;
}

function flagBits(flags: readonly RouteFlag[]): number {
  let bits = 0;
  for (const flag of flags) bits |= SETTABLE[flag] ?? 0;
  return bits;
}

import {
  AF_INET,
  AF_INET6,
  AF_MPLS,
  RTNL_FAMILY_IP6MR,
  RTNL_FAMILY_IPMR,
} from "../../protocol/route/address-family.ts";
import type { RouteAttributes, RouteMetricAttributes } from "../../protocol/route/route.ts";
import {
  nexthopFlags,
  routeFlags,
  routeProtocol,
  routeScope,
  routeTable,
  routeType,
} from "../../protocol/route/route-names.ts";
import { addressBits, familyName } from "../families.ts";
import { formatAddress } from "../addresses.ts";
import { familyColor } from "../output/color.ts";
import type { View } from "../output/view.ts";
import { presentEncap } from "./encap.ts";
import { prefixedHex } from "./link.ts";
import type { Names } from "./names.ts";

/** A route message. */
export interface RouteMessage {
  readonly type: number;
  readonly header: {
    readonly family: number;
    readonly dstLen: number;
    readonly srcLen: number;
    readonly tos: number;
    readonly table: number;
    readonly protocol: number;
    readonly scope: number;
    readonly type: number;
    readonly flags: number;
  };
  readonly attributes: RouteAttributes;
}

/** What of a route is shown: what the selection fixed is the same in every line and left out. */
export interface RouteDetail {
  readonly details: boolean;
  readonly statistics: number;
  /** A table was chosen, and is not named. */
  readonly hideTable: boolean;
  readonly hideTos: boolean;
  readonly hideOif: boolean;
  readonly hideIif: boolean;
  readonly hideProtocol: boolean;
  readonly hideScope: boolean;
  readonly hideMetric: boolean;
  readonly hideGateway: boolean;
  readonly hidePrefsrc: boolean;
  readonly hideRealm: boolean;
  /** Types of which the type's word may be shown, as bits; 0 is all. */
  readonly typeMask: number;
}

const RTM_DELROUTE = 25;
/** Ticks of `rta_cacheinfo` in a second: USER_HZ. */
const HERTZ = 100;

/** The table a route is in, all 32 bits of it. */
export function routeTableOf({ header, attributes }: RouteMessage): number {
  return attributes.table ?? header.table;
}

const flagWords = [
  [nexthopFlags.values.dead, "dead"],
  [nexthopFlags.values.onlink, "onlink"],
  [nexthopFlags.values.pervasive, "pervasive"],
  [nexthopFlags.values.offload, "offload"],
  [nexthopFlags.values.trap, "trap"],
  [routeFlags.values.notify, "notify"],
  [nexthopFlags.values.linkdown, "linkdown"],
  [nexthopFlags.values.unresolved, "unresolved"],
  [routeFlags.values.offload, "rt_offload"],
  [routeFlags.values.trap, "rt_trap"],
  [routeFlags.values.offload_failed, "rt_offload_failed"],
] as const;

function presentFlags(view: View, flags: number): void {
  view.openList("flags");
  if (flags !== 0) {
    for (const [bit, name] of flagWords) if ((flags & bit) !== 0) view.field(undefined, name, `${name} `);
  }
  view.closeList();
}

/** The family of a route's addresses: of multicast routes it is not the header's. */
function realFamily({ header }: RouteMessage): number {
  if (header.type !== routeType.values.multicast) return header.family;
  if (header.family === RTNL_FAMILY_IPMR) return AF_INET;
  return header.family === RTNL_FAMILY_IP6MR ? AF_INET6 : header.family;
}

function presentVia(view: View, via: NonNullable<RouteAttributes["via"]>): void {
  const family = familyName(via.family);
  const bytes = via.rest ?? new Uint8Array(0);
  const host = bytes.length === 4 || bytes.length === 16 ? formatAddress(bytes) : "???";
  view.open("via");
  view.value("family", family);
  view.value("host", host);
  view.close();
  view.text(`via ${family} `);
  view.text(`${host} `, familyColor(via.family));
}

function presentDevice(view: View, key: "dev" | "iif", index: number, names: Names): void {
  const name = names.link(index);
  view.text(`${key} `);
  view.field(key, name, `${name} `, "ifname");
}

function presentRealms(view: View, flow: number, names: Names): void {
  const from = flow >>> 16;
  const to = names.realm(flow & 0xffff);
  view.open("flow");
  if (from !== 0) view.value("from", names.realm(from));
  view.value("to", to);
  view.close();
  view.text(from === 0 ? `realm ${to} ` : `realms ${names.realm(from)}/${to} `);
}

/** RTCF_* (`linux/in_route.h`): upper bits of a cached route's flags. */
const cacheWords = [
  [0x80000000, "local"],
  [0x40000000, "reject"],
  [0x20000000, "mc"],
  [0x10000000, "brd"],
  [0x08000000, "dst-nat"],
  [0x00800000, "src-nat"],
  [0x00400000, "masq"],
  [0x00020000, "dst-direct"],
  [0x04000000, "src-direct"],
  [0x00040000, "redirected"],
  [0x01000000, "redirect"],
  [0x00200000, "fastroute"],
  [0x00010000, "notify"],
  [0x00100000, "proxy"],
] as const;

function presentCache(view: View, flags: number): void {
  let rest = (flags & 0xffff0000) >>> 0;
  view.openList("cache");
  view.line();
  view.text("    cache ");
  if (rest !== 0) {
    view.text("<");
    for (const [bit, name] of cacheWords) {
      if ((rest & bit) === 0) continue;
      rest = (rest & ~bit) >>> 0;
      view.field(undefined, name, `${name}${rest === 0 ? "> " : ","}`);
    }
    if (rest !== 0) view.field("flags", rest.toString(16), `${rest.toString(16)}>`);
  }
  view.closeList();
}

function presentCacheinfo(view: View, info: NonNullable<RouteAttributes["cacheinfo"]>, statistics: number): void {
  const seconds = (ticks: number): number => Math.trunc(ticks / HERTZ);
  if (info.expires !== 0) view.field("expires", seconds(info.expires), `expires ${seconds(info.expires)}sec `);
  if (info.error !== 0) view.field("error", info.error, `error ${info.error} `);
  if (statistics > 0) {
    if (info.clntref !== 0) view.field("users", info.clntref, `users ${info.clntref} `);
    if (info.used !== 0) view.field("used", info.used, `used ${info.used} `);
    if (info.lastuse !== 0) view.field("age", seconds(info.lastuse), `age ${seconds(info.lastuse)}sec `);
  }
  if (info.id !== 0) view.field("ipid", prefixedHex(info.id), `ipid 0x${info.id.toString(16).padStart(4, "0")} `);
  if (info.ts !== 0 || info.tsage !== 0) {
    view.field("ts", prefixedHex(info.ts), `ts 0x${info.ts.toString(16)}`);
    view.field("tsage", info.tsage, `tsage ${info.tsage}sec `);
  }
}

/** The metrics by number, see RTAX_*. */
const metricKeys = [
  [2, "mtu", "mtu"],
  [3, "window", "window"],
  [4, "rtt", "rtt"],
  [5, "rttvar", "rttvar"],
  [6, "ssthresh", "ssthresh"],
  [7, "cwnd", "cwnd"],
  [8, "advmss", "advmss"],
  [9, "reordering", "reordering"],
  [10, "hoplimit", "hoplimit"],
  [11, "initcwnd", "initcwnd"],
  [12, "features", "features"],
  [13, "rto_min", "rtoMin"],
  [14, "initrwnd", "initrwnd"],
  [15, "quickack", "quickack"],
  [16, "congctl", "ccAlgo"],
  [17, "fastopen_no_cookie", "fastopenNoCookie"],
] as const;
const ECN = 1;

/** A time in milliseconds: whole ones, and from a second on seconds with at most six digits. */
function timeText(milliseconds: number): string {
  return milliseconds >= 1000 ? `${Number((milliseconds / 1000).toPrecision(6))}s ` : `${milliseconds}ms `;
}

function presentMetrics(view: View, metrics: RouteMetricAttributes): void {
  const lock = metrics.lock ?? 0;
  view.openList("metrics");
  view.open();
  for (const [number, name, key] of metricKeys) {
    const given = metrics[key];
    const locked = (lock & (1 << number)) !== 0;
    if ((given === undefined && !locked) || (number === 10 && given === 0xffffffff)) continue;
    view.text(`${name} `);
    if (locked) view.text("lock ");
    if (typeof given === "string") {
      view.field("congestion", given, `${given} `);
      continue;
    }
    const value = given ?? 0;
    if (key === "features") {
      if ((value & ECN) !== 0) view.field("ecn", null, "ecn ");
      if ((value & ~ECN) !== 0) view.field("features", prefixedHex(value), `${prefixedHex(value)} `);
    } else if (key === "rtt" || key === "rttvar" || key === "rtoMin") {
      const scale = { rtt: 8, rttvar: 4, rtoMin: 1 }[key];
      const time = Math.trunc(value / scale);
      view.field(name, time, timeText(time));
    } else view.field(name, value, `${value} `);
  }
  view.close();
  view.closeList();
}

function presentMultipath(view: View, { header, attributes }: RouteMessage, names: Names): void {
  const cached = (header.flags & routeFlags.values.cloned) !== 0 && header.type === routeType.values.multicast;
  view.openList("nexthops");
  for (const [index, { header: hop, attributes: via }] of (attributes.multipath ?? []).entries()) {
    view.open();
    if (cached) view.text(index === 0 ? "Oifs: " : " ");
    else {
      view.line();
      view.text("\tnexthop ");
    }
    presentEncap(view, via, names);
    if (via.newdst !== undefined) presentNewDestination(view, via.newdst, header.family);
    if (via.gateway !== undefined) presentGateway(view, via.gateway, header.family);
    if (via.via !== undefined) presentVia(view, via.via);
    if (via.flow !== undefined) presentRealms(view, via.flow, names);
    const device = names.link(hop.ifindex);
    if (cached) {
      view.field("dev", device, device);
      if (hop.hops !== 1) view.field("ttl", hop.hops, `(ttl>${hop.hops})`);
      view.text(" ");
    } else {
      view.field("dev", device, `dev ${device} `);
      if (header.family !== AF_MPLS) view.field("weight", hop.hops + 1, `weight ${hop.hops + 1} `);
    }
    presentFlags(view, hop.flags);
    view.close();
  }
  view.closeList();
}

function presentNewDestination(view: View, text: string, family: number): void {
  view.value("to", text);
  view.text("as to ");
  view.text(`${text} `, familyColor(family));
}

function presentGateway(view: View, gateway: string, family: number): void {
  view.value("gateway", gateway);
  view.text("via ");
  view.text(`${gateway} `, familyColor(family));
}

function presentDestination(view: View, message: RouteMessage): void {
  const { header, attributes } = message;
  const family = realFamily(message);
  const bits = addressBits(header.family);
  const color = familyColor(family);
  let text = header.dstLen === 0 ? "default" : `0/${header.dstLen} `;
  if (attributes.dst !== undefined) {
    text = attributes.dst;
    if (header.dstLen !== bits) text += `/${header.dstLen}`;
  }
  view.field("dst", text, `${text} `, attributes.dst === undefined ? undefined : color);
  if (attributes.src !== undefined) {
    const source = header.srcLen === bits ? attributes.src : `${attributes.src}/${header.srcLen}`;
    view.field("from", source, `from ${source} `, color);
  } else if (header.srcLen !== 0) view.field("src", `0/${header.srcLen}`, `from 0/${header.srcLen} `);
}

const preferences = { 0: "medium", 1: "high", 3: "low" } as const;

function presentPreference(view: View, preference: number): void {
  if (preference === 0 || preference === 1 || preference === 3) {
    view.field("pref", preferences[preference], `pref ${preferences[preference]}`);
  } else view.field("pref", preference, `${preference}`);
}

function presentOrigin(view: View, message: RouteMessage, names: Names, detail: RouteDetail): void {
  const { header } = message;
  const table = routeTableOf(message);
  if (table !== 0 && (table !== routeTable.values.main || detail.details) && !detail.hideTable) {
    const name = names.table(table);
    view.field("table", name, `table ${name} `);
  }
  if ((header.flags & routeFlags.values.cloned) !== 0) return;
  if ((header.protocol !== routeProtocol.values.boot || detail.details) && !detail.hideProtocol) {
    const name = names.protocol(header.protocol);
    view.field("protocol", name, `proto ${name} `);
  }
  if ((header.scope !== routeScope.values.universe || detail.details) && !detail.hideScope) {
    const name = names.scope(header.scope);
    view.field("scope", name, `scope ${name} `);
  }
}

/** Writes a route's view model as an object. */
export function presentRoute(view: View, message: RouteMessage, names: Names, detail: RouteDetail): void {
  const { header, attributes } = message;
  const { family } = header;
  view.open();
  if (message.type === RTM_DELROUTE) view.field("deleted", true, "Deleted ");
  const typeShown = detail.typeMask === 0 || (detail.typeMask & (1 << header.type)) !== 0;
  if ((header.type !== routeType.values.unicast || detail.details) && typeShown) {
    const name = names.routeType(header.type);
    view.field("type", name, `${name} `);
  }
  presentDestination(view, message);
  if (attributes.nhId !== undefined) view.field("nhid", attributes.nhId, `nhid ${attributes.nhId} `);
  if (attributes.newdst !== undefined) presentNewDestination(view, attributes.newdst, family);
  presentEncap(view, attributes, names);
  if (header.tos !== 0 && !detail.hideTos) {
    const name = names.dsfield(header.tos);
    view.field("tos", name, `tos ${name} `);
  }
  if (attributes.gateway !== undefined && !detail.hideGateway) presentGateway(view, attributes.gateway, family);
  if (attributes.via !== undefined) presentVia(view, attributes.via);
  if (attributes.oif !== undefined && !detail.hideOif) presentDevice(view, "dev", attributes.oif, names);
  presentOrigin(view, message, names, detail);
  if (attributes.prefsrc !== undefined && !detail.hidePrefsrc) {
    view.value("prefsrc", attributes.prefsrc);
    view.text("src ");
    view.text(`${attributes.prefsrc} `, familyColor(family));
  }
  if (attributes.priority !== undefined && !detail.hideMetric) {
    view.field("metric", attributes.priority, `metric ${attributes.priority} `);
  }
  presentFlags(view, header.flags);
  if (attributes.mark !== undefined && attributes.mark !== 0) {
    const text = attributes.mark >= 16 ? prefixedHex(attributes.mark) : String(attributes.mark);
    view.field("mark", attributes.mark, `mark ${text} `);
  }
  if (attributes.flow !== undefined && !detail.hideRealm) presentRealms(view, attributes.flow, names);
  if (attributes.uid !== undefined) view.field("uid", attributes.uid, `uid ${attributes.uid} `);
  if (family === AF_INET && (header.flags & routeFlags.values.cloned) !== 0) presentCache(view, header.flags);
  if (attributes.cacheinfo !== undefined && (family === AF_INET || family === AF_INET6)) {
    presentCacheinfo(view, attributes.cacheinfo, detail.statistics);
  }
  if (attributes.metrics !== undefined) presentMetrics(view, attributes.metrics);
  if (attributes.iif !== undefined && !detail.hideIif) presentDevice(view, "iif", attributes.iif, names);
  if (attributes.pref !== undefined) presentPreference(view, attributes.pref);
  if (attributes.ttlPropagate !== undefined) {
    const on = attributes.ttlPropagate !== 0;
    view.field("ttl-propogate", on, `ttl-propogate ${on ? "enabled" : "disabled"}`);
  }
  if (attributes.multipath !== undefined) presentMultipath(view, message, names);
  view.text("\n");
  view.close();
}

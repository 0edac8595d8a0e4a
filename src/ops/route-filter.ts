import { routeProtocol, routeType } from "../protocol/route/route-names.ts";
import type { AddressFamily } from "./family.ts";
import { familyName, familyNumber } from "./family.ts";
import type { LinkTarget } from "./link-target.ts";
import type { Prefix } from "./prefix.ts";
import { isWithin, parseCheckedPrefix, parsePrefix } from "./prefix.ts";
import type { Realms, Route } from "./route-decode.ts";
import type { RouteProtocol, RouteTable, RouteType, Scope } from "./route-value.ts";
import { numberOf, tableNumber } from "./route-value.ts";

/** Which routes to list. */
export interface RouteFilter {
  readonly family?: AddressFamily | undefined;
  /** One table; left out or `"all"`: every one. */
  readonly table?: RouteTable | "all" | undefined;
  /** The outgoing interface; a name costs a request of its own. */
  readonly dev?: LinkTarget | undefined;
  readonly protocol?: RouteProtocol | undefined;
  readonly type?: RouteType | undefined;
  readonly scope?: Scope | undefined;
  /** Exactly this destination: `default` or a prefix. */
  readonly to?: string | undefined;
  /** Exactly this source: `default` or a prefix. Of IPv6 routes by source, and multicast routes (`from`). */
  readonly from?: string | undefined;
  /** Destinations inside this prefix (`root`). */
  readonly within?: string | undefined;
  /** Destinations that contain this address or prefix (`match`). */
  readonly containing?: string | undefined;
  readonly via?: string | undefined;
  readonly source?: string | undefined;
  readonly metric?: number | undefined;
  readonly tos?: number | undefined;
  readonly realms?: Realms | undefined;
  /** Through this nexthop object. */
  readonly nexthopId?: number | undefined;
  /** Of packets that come in by the interface of this index: multicast routes. */
  readonly iif?: number | undefined;
  /** Instead of routes the cached exceptions of them: redirects, path MTUs (`show cache`). */
  readonly cached?: boolean | undefined;
}

/** A filter that names no link by name, so that listing is a single request. */
export interface IndexedRouteFilter extends RouteFilter {
  readonly dev?: number | { readonly index: number } | undefined;
}

/** The table that the kernel is to filter by. */
export function tableFilter({ table }: RouteFilter): number | undefined {
  return table === undefined || table === "all" ? undefined : tableNumber(table);
}

/** The type that the kernel is to filter by. */
export function typeFilter({ type }: RouteFilter): number | undefined {
  return type === undefined ? undefined : numberOf(routeType, type);
}

type Condition = (route: Route) => boolean;

const ANY = { 2: "0.0.0.0/0", 10: "::/0" } as const;

function destinationOf(route: Route): string {
  if (route.to !== "default") return route.to;
  return route.family === "inet6" || route.family === "ip6mr" ? ANY[10] : ANY[2];
}

const isSame = (prefix: Prefix, wanted: Prefix): boolean => prefix.length === wanted.length && isWithin(prefix, wanted);

/**
 * The whole filter as a function: also what the kernel is asked to filter by, because old kernels ignore that, and list routes and
 * their cached exceptions together.
 */
export function routeMatcher(filter: RouteFilter, index: number | undefined): Condition {
  const conditions: Condition[] = [];
  const { scope, metric, via, source, from, to, within, containing } = filter;
  const cloned = 0x200;
  conditions.push((route) => ((route.flagBits & cloned) !== 0) === (filter.cached === true));
  if (filter.family !== undefined && filter.family !== "unspec") {
    const family = familyName(familyNumber(filter.family));
    conditions.push((route) => route.family === family);
  }
  const table = tableFilter(filter);
  if (table !== undefined) conditions.push((route) => route.table === table);
  if (index !== undefined) {
    conditions.push((route) => route.dev === index || route.nexthops?.some((hop) => hop.dev === index) === true);
  }
  if (filter.protocol !== undefined) {
    const protocol = numberOf(routeProtocol, filter.protocol);
    conditions.push((route) => route.protocol === protocol);
  }
  if (filter.type !== undefined) {
    const type = typeFilter(filter);
    conditions.push((route) => numberOf(routeType, route.type) === type);
  }
  if (scope !== undefined) conditions.push((route) => route.scope === scope);
  if (metric !== undefined) conditions.push((route) => (route.metric ?? 0) === metric);
  if (via !== undefined) {
    conditions.push((route) => route.via === via || route.nexthops?.some((hop) => hop.via === via) === true);
  }
  const { tos, realms, nexthopId, iif } = filter;
  if (tos !== undefined) conditions.push((route) => (route.tos ?? 0) === tos);
  if (realms !== undefined) {
    conditions.push(({ realms: found }) => (found?.from ?? 0) === realms.from && (found?.to ?? 0) === realms.to);
  }
  if (nexthopId !== undefined) conditions.push((route) => route.nexthopId === nexthopId);
  if (iif !== undefined) conditions.push((route) => route.iif === iif);
  if (source !== undefined) conditions.push((route) => route.source === source);
  if (from === "default") conditions.push((route) => route.from === undefined);
  else if (from !== undefined) {
    const wanted = parseCheckedPrefix(from);
    conditions.push((route) => route.from !== undefined && isSame(parsePrefix(route.from), wanted));
  }
  if (to === "default") conditions.push((route) => route.to === "default");
  else if (to !== undefined) {
    const wanted = parseCheckedPrefix(to);
    conditions.push((route) => isSame(parsePrefix(destinationOf(route)), wanted));
  }
  if (within !== undefined) {
    const outer = parseCheckedPrefix(within);
    conditions.push((route) => isWithin(parsePrefix(destinationOf(route)), outer));
  }
  if (containing !== undefined) {
    const inner = parseCheckedPrefix(containing);
    conditions.push((route) => isWithin(inner, parsePrefix(destinationOf(route))));
  }
  return (route) => {
    for (const condition of conditions) if (!condition(route)) return false;
    return true;
  };
}

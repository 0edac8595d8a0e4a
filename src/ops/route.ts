import {
  NETLINK_ROUTE,
  NLM_F_APPEND,
  NLM_F_CREATE,
  NLM_F_DUMP,
  NLM_F_EXCL,
  NLM_F_REPLACE,
} from "../protocol/core/constants.ts";
import { AF_INET, AF_MPLS } from "../protocol/route/address-family.ts";
import { routeFlags } from "../protocol/route/route-names.ts";
import type { RouteAttributes } from "../protocol/route/route.ts";
import { RTM_DELROUTE, RTM_GETROUTE, RTM_NEWROUTE, routeMessage } from "../protocol/route/route.ts";
import type { DumpRequest, Operation, Reply, Request } from "../socket/request.ts";
import { dumpRequest, operation, request } from "../socket/request.ts";
import { onlyAnswer } from "./answer.ts";
import { encodeBody } from "./body.ts";
import { changeRequest } from "./change-request.ts";
import { familyNumber } from "./family.ts";
import type { LinkTarget } from "./link-target.ts";
import { indexOfName, knownIndex, withLink, withOptionalLink } from "./link-target.ts";
import { ignoring } from "./missing.ts";
import type { Prefix } from "./prefix.ts";
import { parsePrefix } from "./prefix.ts";
import type { Route } from "./route-decode.ts";
import { toRoute } from "./route-decode.ts";
import type { RouteInput } from "./route-encode.ts";
import { routeBody } from "./route-encode.ts";
import type { IndexedRouteFilter, RouteFilter } from "./route-filter.ts";
import { routeMatcher, tableFilter, typeFilter } from "./route-filter.ts";
import { protocolNumber } from "./route-value.ts";
import { savedDump, savedMessages } from "./saved-dump.ts";

export type {
  MetricFeature,
  MetricName,
  Nexthop,
  NexthopFlag,
  Realms,
  Route,
  RouteFlag,
  RouteMetrics,
} from "./route-decode.ts";
export type * from "./encap.ts";
export type { OamEncap, OamTrace } from "./encap-ioam6.ts";
export type {
  SegmentAction,
  SegmentCounters,
  SegmentFlavor,
  SegmentFlavors,
  SegmentLocal,
} from "./encap-seg6-local.ts";
export type { SegmentRoutingFlag, SegmentRoutingHeader } from "./encap-segments.ts";
export type { NexthopInput, RouteInput } from "./route-encode.ts";
export type { IndexedRouteFilter, RouteFilter } from "./route-filter.ts";

const CLONED = routeFlags.values.cloned;

function routeRequest(
  type: number,
  flags: number,
  verb: string,
  input: RouteInput,
  indexes: readonly (number | undefined)[],
): Request<void> {
  return changeRequest(
    type,
    flags,
    routeMessage,
    routeBody(input, indexes, type === RTM_DELROUTE),
    `${verb} route ${input.to}`,
  );
}

/** Runs `make` with the indexes of `dev` and of the next hops' `dev`: at once when no name is among them. */
function withLinks(
  targets: readonly (LinkTarget | undefined)[],
  make: (indexes: readonly (number | undefined)[]) => Request<void>,
): Operation<void> {
  const indexes = targets.map((target) => (target === undefined ? undefined : knownIndex(target)));
  if (targets.every((target, position) => target === undefined || indexes[position] !== undefined))
    return make(indexes);
  return operation(function* () {
    for (const [position, target] of targets.entries()) {
      if (typeof target === "string") indexes[position] = yield* indexOfName(target);
    }
    return yield* make(indexes);
  });
}

function change(type: number, flags: number, verb: string, input: RouteInput): Operation<void> {
  const { dev, nexthops } = input;
  // The common case, a hundred thousand times in a row, without a generator or a list of names.
  if (nexthops === undefined && (dev === undefined || typeof dev === "number")) {
    return routeRequest(type, flags, verb, input, [dev]);
  }
  const targets = [dev, ...(nexthops ?? []).map((hop) => hop.dev)];
  return withLinks(targets, (indexes) => routeRequest(type, flags, verb, input, indexes));
}

/**
 * Adds a route; EEXIST when one with the same destination, type of service and metric is there.
 *
 * IPv4 keeps routes with one destination, type of service and metric apart, in an order, of which the first is used; the verbs that add
 * choose the place. IPv6 has no type of service, makes routes through routers with one destination and metric next hops of one route,
 * and takes a metric of 0 for 1024.
 *
 * Equivalent to `ip route add default via 10.0.0.254` (RTM_NEWROUTE, `rtnetlink(7)`).
 */
export function add(input: RouteInput): Operation<void> {
  return change(RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL, "add", input);
}

/**
 * Adds a route, or replaces the first one (IPv6: all next hops of it) with the same destination, type of service and metric.
 *
 * Equivalent to `ip route replace`.
 */
export function replace(input: RouteInput): Operation<void> {
  return change(RTM_NEWROUTE, NLM_F_CREATE | NLM_F_REPLACE, "replace", input);
}

/** Replaces a route that is there as {@link replace} does; ENOENT when it is not. Equivalent to `ip route change`. */
export function set(input: RouteInput): Operation<void> {
  return change(RTM_NEWROUTE, NLM_F_REPLACE, "change", input);
}
export { set as change };

/**
 * Adds a route behind those with the same destination, type of service and metric; for IPv6 it becomes one of several next hops. EEXIST
 * when exactly this one is there.
 *
 * Equivalent to `ip route append`.
 */
export function append(input: RouteInput): Operation<void> {
  return change(RTM_NEWROUTE, NLM_F_CREATE | NLM_F_APPEND, "append", input);
}

/**
 * Adds a route before those with the same destination, type of service and metric; for IPv6 the same as {@link append}.
 *
 * Equivalent to `ip route prepend`.
 */
export function prepend(input: RouteInput): Operation<void> {
  return change(RTM_NEWROUTE, NLM_F_CREATE, "prepend", input);
}

/**
 * Deletes a route; ESRCH when there is none. What is left out matches anything, and the first match goes: for IPv6 with all its next
 * hops, unless `via` or `dev` names one of them. A listed route matches itself, but that
 * IPv6 takes one through a nexthop object in its place where both have the same destination and metric.
 *
 * Equivalent to `ip route del default` (RTM_DELROUTE).
 */
function remove(input: RouteInput): Operation<void> {
  return change(RTM_DELROUTE, 0, "delete", input);
}
export { remove as delete };

function decodeRoute({ type, source, start, end }: Reply): Route | undefined {
  if (type !== RTM_NEWROUTE) return undefined;
  const { header, attributes } = routeMessage.decode(source, start, end);
  return toRoute(header, attributes);
}

function listIndexed(filter: RouteFilter, index: number | undefined): DumpRequest<Route> {
  const matches = routeMatcher(filter, index);
  const table = tableFilter(filter);
  const attributes: RouteAttributes = {};
  if (table !== undefined) attributes.table = table;
  if (index !== undefined) attributes.oif = index;
  return dumpRequest<Route>({
    protocol: NETLINK_ROUTE,
    type: RTM_GETROUTE,
    flags: NLM_F_DUMP,
    body: encodeBody(routeMessage, {
      header: {
        family: familyNumber(filter.family),
        protocol: filter.protocol === undefined ? 0 : protocolNumber(filter.protocol),
        type: typeFilter(filter) ?? 0,
        flags: filter.cached === true ? routeFlags.values.cloned : 0,
      },
      attributes,
    }),
    what: "list routes",
    schema: routeMessage,
    item: (reply) => {
      const route = decodeRoute(reply);
      return route !== undefined && matches(route) ? route : undefined;
    },
  });
}

/**
 * Lists routes, of all families and tables unless told otherwise. The kernel filters by table, interface, protocol and type, the
 * rest is filtered here. A table that does not exist is ENOENT when a family is given and an empty list otherwise.
 *
 * Equivalent to `ip route show table all` (RTM_GETROUTE).
 */
export function list(filter?: IndexedRouteFilter): DumpRequest<Route>;
export function list(filter: RouteFilter): Operation<Route[]>;
export function list(filter: RouteFilter = {}): Operation<Route[]> {
  if (filter.dev === undefined) return listIndexed(filter, undefined);
  const known = knownIndex(filter.dev);
  if (known !== undefined) return listIndexed(filter, known);
  return withLink(filter.dev, (index) => listIndexed(filter, index));
}

/** What the packet is like whose route is asked for. */
export interface RouteQuestion {
  /** Source address. */
  readonly from?: string | undefined;
  /** Interface it came in by: the answer is then the route of a forwarded packet. */
  readonly iif?: LinkTarget | undefined;
  /** Interface it is to leave by. */
  readonly oif?: LinkTarget | undefined;
  readonly mark?: number | undefined;
  readonly tos?: number | undefined;
  readonly uid?: number | undefined;
  /** Transport protocol number. */
  readonly ipproto?: number | undefined;
  readonly sport?: number | undefined;
  readonly dport?: number | undefined;
  /** Flow label of the packet, 20 bits (IPv6, 6.14). */
  readonly flowlabel?: number | undefined;
  /** Answer with the entry of the table, not with what a packet would see. */
  readonly fibMatch?: boolean | undefined;
  /** Sets RTM_F_NOTIFY, which asks to be told when the answer changes. */
  readonly notify?: boolean | undefined;
  /** `mpls` for a label as the destination; else the address shows it. */
  readonly family?: "inet" | "inet6" | "mpls" | undefined;
}

/** A label as what is looked up. */
function labelPrefix(label: string): Pick<Prefix, "family" | "address" | "length"> {
  return { family: AF_MPLS, address: label, length: 20 };
}

function getRequest(
  destination: string,
  question: RouteQuestion,
  iif: number | undefined,
  oif: number | undefined,
): Request<Route> {
  const to = question.family === "mpls" ? labelPrefix(destination) : parsePrefix(destination);
  const attributes: RouteAttributes = { dst: to.address };
  let srcLen = 0;
  for (const key in question) {
    if (key === "from" && question.from !== undefined) {
      const from = parsePrefix(question.from);
      attributes.src = from.address;
      srcLen = from.length;
    } else if (key === "uid" && question.uid !== undefined) attributes.uid = question.uid;
    else if (key === "ipproto" && question.ipproto !== undefined) attributes.ipProto = question.ipproto;
    else if (key === "sport" && question.sport !== undefined) attributes.sport = question.sport;
    else if (key === "dport" && question.dport !== undefined) attributes.dport = question.dport;
    else if (key === "flowlabel" && question.flowlabel !== undefined) attributes.flowlabel = question.flowlabel;
  }
  if (iif !== undefined) attributes.iif = iif;
  if (oif !== undefined) attributes.oif = oif;
  if (question.mark !== undefined) attributes.mark = question.mark;
  const { lookup_table, fib_match, notify } = routeFlags.values;
  return request<Route, Route>({
    protocol: NETLINK_ROUTE,
    type: RTM_GETROUTE,
    flags: 0,
    body: encodeBody(routeMessage, {
      header: {
        family: to.family,
        dstLen: to.length,
        srcLen,
        tos: question.tos ?? 0,
        // Only IPv4 tells the table on demand; IPv6 always does, and refuses the flag.
        flags:
          (to.family === AF_INET ? lookup_table : 0) |
          (question.fibMatch === true ? fib_match : 0) |
          (question.notify === true ? notify : 0),
      },
      attributes,
    }),
    what: `get route to ${destination}`,
    schema: routeMessage,
    item: decodeRoute,
    result: onlyAnswer(`get route to ${destination}`),
  });
}

/**
 * The route that a packet would take; ENETUNREACH, EHOSTUNREACH, EACCES or EINVAL as the route's type says.
 *
 * Equivalent to `ip route get 192.0.2.1` (RTM_GETROUTE).
 */
export function get(destination: string, question: RouteQuestion = {}): Operation<Route> {
  return withOptionalLink(question.iif, (iif) =>
    withOptionalLink(question.oif, (oif) => getRequest(destination, question, iif, oif)),
  );
}

/** What a file of saved routes begins with. */
const SAVED_ROUTES = 0x45311224;

/**
 * The routes that a list with the same filter gives, as a file that {@link restore}, {@link saved} and `ip` read: the kernel's messages,
 * in the machine's byte order.
 *
 * Equivalent to `ip route save table 100`.
 */
export function save(filter: RouteFilter = {}): Operation<Uint8Array> {
  return withOptionalLink(filter.dev, (index) => savedDump(SAVED_ROUTES, listIndexed(filter, index)));
}

/**
 * The routes in a file of {@link save} or of `ip route save`. Equivalent to `ip route showdump`.
 * @throws DecodeError for a file that is none, or broken off
 */
export function saved(file: Uint8Array): Route[] {
  return savedMessages(SAVED_ROUTES, file, "routes").flatMap((reply) => decodeRoute(reply) ?? []);
}

/** Routes that others are looked up in come first: to the host itself, then to what is on a link. */
function dependence({ type, via, nexthops, nexthopId }: Route): number {
  if (type === "local") return 0;
  return via === undefined && nexthops === undefined && nexthopId === undefined ? 1 : 2;
}

/**
 * Adds the routes of a file of {@link save} or of `ip route save`, behind those that are there: links by the index that they had,
 * nexthop objects by their number. What is there already is left as it is, and so are cached exceptions and multicast forwarding
 * entries, which can't be added.
 *
 * Equivalent to `ip route restore`, but that routes through nexthop objects are restored too.
 * @returns how many were added
 * @throws DecodeError for a file that is none, or broken off
 */
export function restore(file: Uint8Array): Operation<number> {
  const routes = saved(file)
    .filter(({ flagBits, family }) => (flagBits & CLONED) === 0 && family !== "ipmr" && family !== "ip6mr")
    .toSorted((a, b) => dependence(a) - dependence(b));
  return operation(function* () {
    let added = 0;
    for (const route of routes) if (yield* ignoring(["EEXIST"], append(route))) added++;
    return added;
  });
}

/**
 * Deletes every route that a list with the same filter gives, and returns how many. Without a table it is the main one, as
 * otherwise the host's own addresses would go. One of several next hops goes as a whole when one of them matches `dev` or `via`. Of the
 * cached exceptions those of IPv6 go; the kernel forgets those of IPv4 all together, when `net.ipv4.route.flush` is written.
 *
 * Equivalent to `ip route flush table 100`, which leaves routes of several next hops when asked for `dev` or `via`.
 */
export function flush(filter: RouteFilter): Operation<number> {
  const chosen: RouteFilter = { table: "main", ...filter };
  return operation(function* () {
    const found = (yield* list(chosen)).filter((route) => route.family !== "inet" || (route.flagBits & CLONED) === 0);
    // A route of several next hops and one of a vanished link may go with another: not finding it is no failure.
    for (const route of found) yield* ignoring(["ESRCH"], remove(route));
    return found.length;
  });
}

import { NETLINK_ROUTE, NLM_F_DUMP } from "../protocol/core/constants.ts";
import type { NetconfAttributes } from "../protocol/route/netconf.ts";
import { netconfIndex, netconfMessage, RTM_GETNETCONF, RTM_NEWNETCONF } from "../protocol/route/netconf.ts";
import type { DumpRequest, Operation, Reply, Request } from "../socket/request.ts";
import { dumpRequest, request } from "../socket/request.ts";
import { onlyAnswer } from "./answer.ts";
import { encodeBody } from "./body.ts";
import type { AddressFamily } from "./family.ts";
import { familyName, familyNumber } from "./family.ts";
import type { LinkTarget } from "./link-target.ts";
import { describeLink, withLink } from "./link-target.ts";

/** Check of source addresses by the route back: against the interface that it leads by, against any, or none. */
export type ReversePathFilter = "off" | "strict" | "loose";

/** Settings of a family on an interface, or those of all or of new ones. They are changed by sysctls. */
export interface Netconf {
  readonly family: AddressFamily;
  /** Index of the interface; `all` and `default` as below `net.ipv4.conf`. */
  readonly dev: number | "all" | "default";
  /** Whether packets are forwarded: `forwarding`. */
  readonly forwarding?: boolean;
  /** IPv4: `rp_filter`; a number that has no name as it is. */
  readonly reversePathFilter?: ReversePathFilter | number;
  /** Whether multicast packets are forwarded: `mc_forwarding`. */
  readonly multicastForwarding?: boolean;
  /** IPv4: whether directed broadcasts are forwarded: `bc_forwarding`. */
  readonly broadcastForwarding?: boolean;
  /** Whether others' neighbours are answered for: `proxy_arp`, `proxy_ndp`. */
  readonly proxyNeighbour?: boolean;
  /** Whether routes by links without carrier are passed over: `ignore_routes_with_linkdown`. */
  readonly ignoreRoutesWithLinkDown?: boolean;
  /** MPLS: whether labelled packets are taken: `input`. */
  readonly input?: boolean;
  /** IPv6: whether it forwards although forwarding is off for all: `force_forwarding`. Kernels have a number for it (6.17), but up to 7.3 none tells it. */
  readonly forceForwarding?: boolean;
}

const FILTERS: readonly ReversePathFilter[] = ["off", "strict", "loose"];

/** Makes the friendly object of a decoded message. */
export function toNetconf(header: { readonly family: number }, attributes: NetconfAttributes): Netconf {
  const { ifindex = 0, forwarding, rpFilter, mcForwarding, bcForwarding, proxyNeigh, input } = attributes;
  const { ignoreRoutesWithLinkdown, forceForwarding } = attributes;
  return {
    family: familyName(header.family),
    dev: netconfIndex.nameOf(ifindex) ?? ifindex,
    ...(forwarding !== undefined && { forwarding: forwarding !== 0 }),
    ...(rpFilter !== undefined && { reversePathFilter: FILTERS[rpFilter] ?? rpFilter }),
    ...(mcForwarding !== undefined && { multicastForwarding: mcForwarding !== 0 }),
    ...(bcForwarding !== undefined && { broadcastForwarding: bcForwarding !== 0 }),
    ...(proxyNeigh !== undefined && { proxyNeighbour: proxyNeigh !== 0 }),
    ...(ignoreRoutesWithLinkdown !== undefined && { ignoreRoutesWithLinkDown: ignoreRoutesWithLinkdown !== 0 }),
    ...(input !== undefined && { input: input !== 0 }),
    ...(forceForwarding !== undefined && { forceForwarding: forceForwarding !== 0 }),
  };
}

function decodeNetconf({ type, source, start, end }: Reply): Netconf | undefined {
  if (type !== RTM_NEWNETCONF) return undefined;
  const { header, attributes } = netconfMessage.decode(source, start, end);
  return toNetconf(header, attributes);
}

/** An interface, or `"all"` or `"default"` as below `net.ipv4.conf`; an interface of such a name is told by its index. */
export type NetconfTarget = LinkTarget;

/** Whose settings are asked for, beside interfaces. */
export interface NetconfOptions {
  /** `inet` unless told; `inet6` or `mpls`. */
  readonly family?: AddressFamily | undefined;
}

/** Which settings to list. */
export interface NetconfFilter {
  /** Every family (IPv4, IPv6, MPLS) unless told. */
  readonly family?: AddressFamily | undefined;
  /** Of whom; a name costs a request of its own. */
  readonly dev?: NetconfTarget | undefined;
}

/** A filter that names no link by name, so that listing is a single request. */
export interface IndexedNetconfFilter extends NetconfFilter {
  readonly dev?: number | { readonly index: number } | "all" | "default" | undefined;
}

/** What `make` returns for the number by which netconf knows a target. */
function withPlace<T>(target: NetconfTarget, make: (ifindex: number) => Operation<T>): Operation<T> {
  if (target === "all" || target === "default") return make(netconfIndex.values[target]);
  return withLink(target, make);
}

function getRequest(family: number, ifindex: number, name: string): Request<Netconf> {
  const what = `get ${familyName(family)} settings of ${name}`;
  return request<Netconf, Netconf>({
    protocol: NETLINK_ROUTE,
    type: RTM_GETNETCONF,
    flags: 0,
    body: encodeBody(netconfMessage, { header: { family }, attributes: { ifindex } }),
    what,
    schema: netconfMessage,
    item: decodeNetconf,
    result: onlyAnswer(what),
  });
}

/**
 * The settings of a family on one interface, those of `"all"`, or those that new ones begin with (`"default"`).
 *
 * Equivalent to `ip -4 netconf show dev v0` (RTM_GETNETCONF, `linux/netconf.h`).
 */
export function get(target: NetconfTarget, options: NetconfOptions = {}): Operation<Netconf> {
  const family = familyNumber(options.family ?? "inet");
  return withPlace(target, (ifindex) => getRequest(family, ifindex, describeLink(target)));
}

function listOf(family: number, ifindex: number | undefined): DumpRequest<Netconf> {
  const dev = ifindex === undefined ? undefined : (netconfIndex.nameOf(ifindex) ?? ifindex);
  return dumpRequest<Netconf>({
    protocol: NETLINK_ROUTE,
    type: RTM_GETNETCONF,
    flags: NLM_F_DUMP,
    body: encodeBody(netconfMessage, { header: { family } }),
    what: "list settings of interfaces",
    schema: netconfMessage,
    item: (reply) => {
      const found = decodeNetconf(reply);
      return dev === undefined || found?.dev === dev ? found : undefined;
    },
  });
}

/**
 * Lists the settings of interfaces, of `all` and of `default`. The kernel filters by family, the rest is filtered here.
 *
 * Equivalent to `ip netconf show`, `ip netconf show dev v0`.
 */
export function list(filter?: IndexedNetconfFilter): DumpRequest<Netconf>;
export function list(filter: NetconfFilter): Operation<Netconf[]>;
export function list(filter: NetconfFilter = {}): Operation<Netconf[]> {
  const family = familyNumber(filter.family);
  return filter.dev === undefined
    ? listOf(family, undefined)
    : withPlace(filter.dev, (ifindex) => listOf(family, ifindex));
}

import {
  NETLINK_ROUTE,
  NLM_F_APPEND,
  NLM_F_CREATE,
  NLM_F_DUMP,
  NLM_F_EXCL,
  NLM_F_REPLACE,
} from "../protocol/core/constants.ts";
import { AF_BRIDGE } from "../protocol/route/address-family.ts";
import type { NeighbourAttributes } from "../protocol/route/neighbour.ts";
import {
  neighbourFlags,
  neighbourMessage,
  RTM_DELNEIGH,
  RTM_GETNEIGH,
  RTM_NEWNEIGH,
} from "../protocol/route/neighbour.ts";
import type { DumpRequest, Operation, Reply, Request } from "../socket/request.ts";
import { dumpRequest, operation, request } from "../socket/request.ts";
import { encodeBody } from "./body.ts";
import type { AddressFamily } from "./family.ts";
import { familyName, familyNumber } from "./family.ts";
import type { LinkTarget } from "./link-target.ts";
import { describeLink, withLink, withOptionalLink } from "./link-target.ts";
import { ignoring } from "./missing.ts";
import type { Neighbour, NeighbourFlag, NeighbourInput, NeighbourState } from "./neighbour-value.ts";
import { neighbourBody, stateBits, toNeighbour } from "./neighbour-value.ts";
import { isWithin, parsePrefix } from "./prefix.ts";
import type { RouteProtocol } from "./route-value.ts";
import { protocolNumber } from "./route-value.ts";

export type { Neighbour, NeighbourFlag, NeighbourInput, NeighbourState } from "./neighbour-value.ts";

const noReply = (): void => {};

function change(type: number, flags: number, verb: string, input: NeighbourInput): Operation<void> {
  return withLink(input.dev, (index) =>
    request<void>({
      protocol: NETLINK_ROUTE,
      type,
      flags,
      body: encodeBody(neighbourMessage, neighbourBody(index, input)),
      what: `${verb} neighbour ${input.address ?? input.lladdr} on ${describeLink(input.dev)}`,
      schema: neighbourMessage,
      result: noReply,
    }),
  );
}

/**
 * Adds a neighbour, a proxy entry (`flags: ["proxy"]`; of all links with `dev: 0`) or a forwarding database entry (no address, or family `bridge`); EEXIST
 * when it is there.
 *
 * Equivalent to `ip neighbour add 10.0.0.2 lladdr 02:00:00:00:00:02 dev v0`, `bridge fdb add …` (RTM_NEWNEIGH, `rtnetlink(7)`).
 */
export function add(input: NeighbourInput): Operation<void> {
  return change(RTM_NEWNEIGH, NLM_F_CREATE | NLM_F_EXCL, "add", input);
}

/** Adds an entry or replaces the one that is there. Equivalent to `ip neighbour replace`, `bridge fdb replace`. */
export function replace(input: NeighbourInput): Operation<void> {
  return change(RTM_NEWNEIGH, NLM_F_CREATE | NLM_F_REPLACE, "replace", input);
}

/** Changes an entry; ENOENT when it is not there. Equivalent to `ip neighbour change`. */
export function set(input: NeighbourInput): Operation<void> {
  return change(RTM_NEWNEIGH, NLM_F_REPLACE, "change", input);
}
export { set as change };

/** Adds one more remote end to a VXLAN's forwarding database entry. Equivalent to `bridge fdb append`. */
export function append(input: NeighbourInput): Operation<void> {
  return change(RTM_NEWNEIGH, NLM_F_CREATE | NLM_F_APPEND, "append", input);
}

/** Deletes an entry; ENOENT when it is not there. Equivalent to `ip neighbour del`, `bridge fdb del` (RTM_DELNEIGH). */
function remove(input: NeighbourInput): Operation<void> {
  return change(RTM_DELNEIGH, 0, "delete", input);
}
export { remove as delete };

function decodeNeighbour({ type, source, start, end }: Reply): Neighbour | undefined {
  if (type !== RTM_NEWNEIGH) return undefined;
  const { header, attributes } = neighbourMessage.decode(source, start, end);
  return toNeighbour(header, attributes);
}

/** What identifies an entry. */
export interface NeighbourKey {
  readonly dev: LinkTarget;
  /** The neighbour's address; left out for a forwarding database entry. */
  readonly address?: string | undefined;
  /** MAC of a forwarding database entry. */
  readonly lladdr?: string | undefined;
  /** VLAN of a forwarding database entry. */
  readonly vlan?: number | undefined;
  /** `proxy`; for a forwarding database entry `self` (the default) or `master`. */
  readonly flags?: readonly NeighbourFlag[] | undefined;
}

function getRequest(index: number, key: NeighbourKey): Request<Neighbour> {
  const { dev, address, lladdr, vlan, flags = [] } = key;
  // A listed entry is a key too: what does not identify it the kernel refuses.
  const { header, attributes } = neighbourBody(index, {
    dev,
    state: "none",
    flags: flags.filter((flag) => flag === "proxy" || flag === "self" || flag === "master"),
    ...(address === undefined ? { lladdr, vlan } : { address }),
  });
  const what = `get neighbour ${key.address ?? key.lladdr} on ${describeLink(key.dev)}`;
  return request<Neighbour, Neighbour>({
    protocol: NETLINK_ROUTE,
    type: RTM_GETNEIGH,
    flags: 0,
    body: encodeBody(neighbourMessage, { header, attributes }),
    what,
    schema: neighbourMessage,
    item: decodeNeighbour,
    result: ([neighbour]) => {
      if (neighbour === undefined) throw new Error(`${what}: acknowledged without an answer`);
      return neighbour;
    },
  });
}

/** One entry; ENOENT when it is not there. Equivalent to `ip neighbour get 10.0.0.2 dev v0`, `bridge fdb get …`. */
export function get(key: NeighbourKey): Operation<Neighbour> {
  return withLink(key.dev, (index) => getRequest(index, key));
}

/** Which entries to list. */
export interface NeighbourFilter {
  /** Left out: neighbours of IPv4 and IPv6; `bridge` is the forwarding database. */
  readonly family?: AddressFamily | undefined;
  /** The interface; a name costs a request of its own. */
  readonly dev?: LinkTarget | undefined;
  /** Only of links with this master, a bridge or a VRF among others; `null`: of links without one (Linux 5.15). */
  readonly master?: LinkTarget | null | undefined;
  /** The proxy entries instead of the neighbours. */
  readonly proxy?: boolean | undefined;
  /** Only in one of these states; `none` counts. */
  readonly state?: NeighbourState | readonly NeighbourState[] | undefined;
  /** Only addresses inside this prefix. */
  readonly to?: string | undefined;
  /** Only with all of these flags. */
  readonly flags?: readonly NeighbourFlag[] | undefined;
  /** Only made by this, RTPROT_*; 0 is nobody that said so. */
  readonly protocol?: RouteProtocol | undefined;
  /** Only those that nothing holds. */
  readonly unused?: boolean | undefined;
}

/** A filter that names no link by name, so that listing is a single request. */
export interface IndexedNeighbourFilter extends NeighbourFilter {
  readonly dev?: number | { readonly index: number } | undefined;
  readonly master?: number | { readonly index: number } | null | undefined;
}

/** NDA_MASTER of links without a master. */
const NO_MASTER = 0xffffffff;

function matcher(filter: NeighbourFilter, index: number | undefined): (neighbour: Neighbour) => boolean {
  const within = filter.to === undefined ? undefined : parsePrefix(filter.to);
  const wanted = filter.state === undefined ? undefined : stateBits(filter.state);
  const takesNone = filter.state === "none" || (Array.isArray(filter.state) && filter.state.includes("none"));
  const family = filter.family === undefined ? undefined : familyName(familyNumber(filter.family));
  const protocol = filter.protocol === undefined ? undefined : protocolNumber(filter.protocol);
  const { flags: wantedFlags = [], unused } = filter;
  return ({ family: ofEntry, dev, address, stateBits: state, flags, flagBits, protocol: maker = 0, cacheinfo }) =>
    (index === undefined || dev === index) &&
    (family === undefined || family === "unspec" || ofEntry === family) &&
    (filter.proxy === undefined || ((flagBits & neighbourFlags.values.proxy) !== 0) === filter.proxy) &&
    wantedFlags.every((flag) => flags.includes(flag)) &&
    (protocol === undefined || maker === protocol) &&
    (unused === undefined || (cacheinfo !== undefined && (cacheinfo.refcnt === 0) === unused)) &&
    (wanted === undefined || (state & wanted) !== 0 || (state === 0 && takesNone)) &&
    (within === undefined || (address !== undefined && isWithin(parsePrefix(address), within)));
}

function listIndexed(
  filter: NeighbourFilter,
  index: number | undefined,
  master: number | undefined,
): DumpRequest<Neighbour> {
  const matches = matcher(filter, index);
  const family = familyNumber(filter.family);
  const attributes: NeighbourAttributes = {};
  // The forwarding database is filtered by the header, neighbours by an attribute.
  if (index !== undefined && family !== AF_BRIDGE) attributes.ifindex = index;
  if (master !== undefined) attributes.master = master;
  return dumpRequest<Neighbour>({
    protocol: NETLINK_ROUTE,
    type: RTM_GETNEIGH,
    flags: NLM_F_DUMP,
    body: encodeBody(neighbourMessage, {
      header: {
        family,
        ifindex: family === AF_BRIDGE ? (index ?? 0) : 0,
        flags: filter.proxy === true ? neighbourFlags.values.proxy : 0,
      },
      attributes,
    }),
    what: "list neighbours",
    schema: neighbourMessage,
    item: (reply) => {
      const neighbour = decodeNeighbour(reply);
      return neighbour !== undefined && matches(neighbour) ? neighbour : undefined;
    },
  });
}

/**
 * Lists neighbours, those of the kernel's own making (`noarp`) included. The kernel filters by interface, master and proxy, the
 * rest is filtered here.
 *
 * Equivalent to `ip neighbour show nud all`, `bridge fdb show` (RTM_GETNEIGH).
 */
export function list(filter?: IndexedNeighbourFilter): DumpRequest<Neighbour>;
export function list(filter: NeighbourFilter): Operation<Neighbour[]>;
export function list(filter: NeighbourFilter = {}): Operation<Neighbour[]> {
  return withOptionalLink(filter.dev, (index) =>
    withOptionalLink(filter.master ?? undefined, (master) =>
      listIndexed(filter, index, filter.master === null ? NO_MASTER : master),
    ),
  );
}

const TRANSIENT: readonly NeighbourState[] = ["none", "incomplete", "reachable", "stale", "delay", "probe", "failed"];

/**
 * Deletes every entry that a list with the same filter gives, and returns how many. Permanent entries and those without ARP stay
 * unless `state` names them.
 *
 * Equivalent to `ip neighbour flush dev v0`.
 */
export function flush(filter: NeighbourFilter): Operation<number> {
  const chosen: NeighbourFilter = { state: TRANSIENT, ...filter };
  return operation(function* () {
    const found = yield* list(chosen);
    // The kernel forgets neighbours on its own meanwhile: not finding one is no failure.
    for (const neighbour of found) yield* ignoring(["ENOENT"], remove(neighbour));
    return found.length;
  });
}

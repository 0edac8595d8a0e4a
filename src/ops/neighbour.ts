import { NETLINK_ROUTE, NLM_F_CREATE, NLM_F_DUMP, NLM_F_EXCL, NLM_F_REPLACE } from "../protocol/core/constants.ts";
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
import { onlyAnswer } from "./answer.ts";
import { encodeBody } from "./body.ts";
import { changeRequest } from "./change-request.ts";
import type { AddressFamily } from "./family.ts";
import { familyName, familyNumber } from "./family.ts";
import type { LinkTarget } from "./link-target.ts";
import { describeLink, withLink, withOptionalLink } from "./link-target.ts";
import { ignoring } from "./missing.ts";
import type { Neighbour, NeighbourFlag, NeighbourInput, NeighbourState } from "./neighbour-value.ts";
import { flagBitsOf, neighbourBody, stateBits, toNeighbour } from "./neighbour-value.ts";
import { isWithin, parseCheckedPrefix, parsePrefix } from "./prefix.ts";
import type { RouteProtocol } from "./route-value.ts";
import { protocolNumber } from "./route-value.ts";

export type { Neighbour, NeighbourFlag, NeighbourInput, NeighbourState } from "./neighbour-value.ts";

function change(type: number, flags: number, verb: string, input: NeighbourInput): Operation<void> {
  return withLink(input.dev, (index) =>
    changeRequest(
      type,
      flags,
      neighbourMessage,
      neighbourBody(index, input),
      `${verb} neighbour ${input.address} on ${describeLink(input.dev)}`,
    ),
  );
}

/**
 * Adds a neighbour, or a proxy entry (`flags: ["proxy"]`; of all links with `dev: 0`); EEXIST when the neighbour is there. A proxy entry
 * that is there is changed.
 *
 * Equivalent to `ip neighbour add 10.0.0.2 lladdr 02:00:00:00:00:02 dev v0` (RTM_NEWNEIGH, `rtnetlink(7)`).
 */
export function add(input: NeighbourInput): Operation<void> {
  return change(RTM_NEWNEIGH, NLM_F_CREATE | NLM_F_EXCL, "add", input);
}

/** Adds a neighbour or changes the one that is there. Equivalent to `ip neighbour replace`. */
export function replace(input: NeighbourInput): Operation<void> {
  return change(RTM_NEWNEIGH, NLM_F_CREATE | NLM_F_REPLACE, "replace", input);
}

/** Changes a neighbour; ENOENT when it is not there. Equivalent to `ip neighbour change`. */
export function set(input: NeighbourInput): Operation<void> {
  return change(RTM_NEWNEIGH, NLM_F_REPLACE, "change", input);
}
export { set as change };

/** Deletes a neighbour; ENOENT when it is not there. Equivalent to `ip neighbour del` (RTM_DELNEIGH). */
function remove(input: NeighbourInput): Operation<void> {
  return change(RTM_DELNEIGH, 0, "delete", input);
}
export { remove as delete };

function decodeNeighbour({ type, source, start, end }: Reply): Neighbour | undefined {
  if (type !== RTM_NEWNEIGH) return undefined;
  const { header, attributes } = neighbourMessage.decode(source, start, end);
  return toNeighbour(header, attributes);
}

/** What identifies a neighbour. */
export interface NeighbourKey {
  readonly dev: LinkTarget;
  readonly address: string;
  /** `proxy` for a proxy entry. */
  readonly flags?: readonly NeighbourFlag[] | undefined;
}

function getRequest(index: number, { dev, address, flags = [] }: NeighbourKey): Request<Neighbour> {
  // A listed neighbour is a key too: what does not identify it the kernel refuses.
  const body = neighbourBody(index, { dev, address, state: "none", flags: flags.filter((flag) => flag === "proxy") });
  const what = `get neighbour ${address} on ${describeLink(dev)}`;
  return request<Neighbour, Neighbour>({
    protocol: NETLINK_ROUTE,
    type: RTM_GETNEIGH,
    flags: 0,
    body: encodeBody(neighbourMessage, body),
    what,
    schema: neighbourMessage,
    item: decodeNeighbour,
    result: onlyAnswer(what),
  });
}

/** One neighbour; ENOENT when it is not there. Equivalent to `ip neighbour get 10.0.0.2 dev v0` (RTM_GETNEIGH). */
export function get(key: NeighbourKey): Operation<Neighbour> {
  return withLink(key.dev, (index) => getRequest(index, key));
}

/** Which neighbours to list. */
export interface NeighbourFilter {
  /** Left out: neighbours of IPv4 and IPv6. */
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
  const within = filter.to === undefined ? undefined : parseCheckedPrefix(filter.to);
  const wanted = filter.state === undefined ? undefined : stateBits(filter.state);
  const takesNone = filter.state === "none" || (Array.isArray(filter.state) && filter.state.includes("none"));
  const family = filter.family === undefined ? undefined : familyName(familyNumber(filter.family));
  const protocol = filter.protocol === undefined ? undefined : protocolNumber(filter.protocol);
  const { plain, extended } = flagBitsOf(filter.flags ?? []);
  const { unused } = filter;
  return ({
    family: own,
    dev,
    address,
    stateBits: state,
    flagBits,
    extendedFlagBits = 0,
    protocol: maker = 0,
    cacheinfo,
  }) =>
    (index === undefined || dev === index) &&
    (family === undefined || family === "unspec" || own === family) &&
    (filter.proxy === undefined || ((flagBits & neighbourFlags.values.proxy) !== 0) === filter.proxy) &&
    (flagBits & plain) === plain &&
    (extendedFlagBits & extended) === extended &&
    (protocol === undefined || maker === protocol) &&
    (unused === undefined || (cacheinfo !== undefined && (cacheinfo.refcnt === 0) === unused)) &&
    (wanted === undefined || (state & wanted) !== 0 || (state === 0 && takesNone)) &&
    (within === undefined || isWithin(parsePrefix(address), within));
}

function listIndexed(
  filter: NeighbourFilter,
  index: number | undefined,
  master: number | undefined,
): DumpRequest<Neighbour> {
  const matches = matcher(filter, index);
  const attributes: NeighbourAttributes = {};
  if (index !== undefined) attributes.ifindex = index;
  if (master !== undefined) attributes.master = master;
  return dumpRequest<Neighbour>({
    protocol: NETLINK_ROUTE,
    type: RTM_GETNEIGH,
    flags: NLM_F_DUMP,
    body: encodeBody(neighbourMessage, {
      header: {
        family: familyNumber(filter.family),
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
 * Equivalent to `ip neighbour show nud all` (RTM_GETNEIGH).
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

import { NETLINK_ROUTE, NLM_F_DUMP } from "../protocol/core/constants.ts";
import type { NsidAttributes } from "../protocol/route/nsid.ts";
import { NETNSA_NSID_NOT_ASSIGNED, nsidMessage, RTM_GETNSID, RTM_NEWNSID } from "../protocol/route/nsid.ts";
import type { DumpRequest, Operation, Reply, Request } from "../socket/request.ts";
import { dumpRequest, operation, request } from "../socket/request.ts";
import { encodeBody } from "./body.ts";
import { ignoring } from "./missing.ts";
import type { NamespaceTarget } from "./namespace-target.ts";
import { heldBy } from "./namespace-target.ts";

/** A number by which one network namespace knows another. */
export interface Nsid {
  /** The number in the namespace that was asked, or in the one that `from` names. */
  readonly nsid: number;
  /** With `from`: the number of the same namespace as the socket's own knows it; absent where it knows none. */
  readonly current?: number;
}

/** From where to look. */
export interface NsidOptions {
  /** Look from the namespace that the socket's own knows by this number. */
  readonly from?: number | undefined;
}

function targetAttributes(target: NamespaceTarget): NsidAttributes {
  if ("fd" in target) return { fd: target.fd };
  return "pid" in target ? { pid: target.pid } : { nsid: target.nsid };
}

function describe(target: NamespaceTarget): string {
  if ("pid" in target) return `pid ${target.pid}`;
  return "nsid" in target ? `nsid ${target.nsid}` : `fd ${target.fd}`;
}

function decodeNsid({ type, source, start, end }: Reply): Nsid | undefined {
  return type === RTM_NEWNSID ? toNsid(nsidMessage.decode(source, start, end).attributes) : undefined;
}

/** Makes the friendly object of a decoded message; `undefined` where it tells no number. */
export function toNsid({ nsid, currentNsid }: NsidAttributes): Nsid | undefined {
  if (nsid === undefined) return undefined;
  return {
    nsid,
    ...(currentNsid !== undefined && currentNsid !== NETNSA_NSID_NOT_ASSIGNED && { current: currentNsid }),
  };
}

/**
 * The number by which the socket's namespace knows another one; `undefined` when it has none yet.
 *
 * What `ip netns list` does for each name (RTM_GETNSID, `linux/net_namespace.h`).
 */
export function get(target: NamespaceTarget, options: NsidOptions = {}): Request<number | undefined> {
  const attributes = targetAttributes(target);
  if (options.from !== undefined) attributes.targetNsid = options.from;
  return request<number | undefined, Nsid>({
    protocol: NETLINK_ROUTE,
    type: RTM_GETNSID,
    flags: 0,
    body: encodeBody(nsidMessage, { attributes }),
    what: `get the id of namespace ${describe(target)}`,
    schema: nsidMessage,
    item: decodeNsid,
    result: ([found]) => (found === undefined || found.nsid === NETNSA_NSID_NOT_ASSIGNED ? undefined : found.nsid),
    holds: heldBy(target),
  });
}

/**
 * Gives a namespace a number; EEXIST when it has one, and numbers are never taken back.
 *
 * Equivalent to `ip netns set blue 5`, `ip netns set blue auto` (RTM_NEWNSID).
 * @param nsid the number, or `"auto"` to let the kernel choose
 */
export function set(target: Exclude<NamespaceTarget, { nsid: number }>, nsid: number | "auto"): Request<void> {
  const attributes = targetAttributes(target);
  attributes.nsid = nsid === "auto" ? NETNSA_NSID_NOT_ASSIGNED : nsid;
  return request<void>({
    protocol: NETLINK_ROUTE,
    type: RTM_NEWNSID,
    flags: 0,
    body: encodeBody(nsidMessage, { attributes }),
    what: `set the id of namespace ${describe(target)}`,
    schema: nsidMessage,
    result: () => {},
    holds: heldBy(target),
  });
}

/**
 * The number by which the socket's namespace knows another one, which gets one when it has none yet.
 *
 * Equivalent to `ip netns set blue auto` where that is needed.
 */
export function ensure(target: NamespaceTarget): Operation<number> {
  return operation(function* () {
    if ("nsid" in target) return target.nsid;
    const known = yield* get(target);
    if (known !== undefined) return known;
    // Somebody else may give it one at the same time.
    yield* ignoring(["EEXIST"], set(target, "auto"));
    const given = yield* get(target);
    if (given === undefined) throw new Error(`namespace ${describe(target)} has no id after it was given one`);
    return given;
  });
}

/** Lists the numbers that a namespace gave to others. Equivalent to `ip netns list-id`, `ip netns list-id target-nsid 5`. */
export function list(options: NsidOptions = {}): DumpRequest<Nsid> {
  return dumpRequest<Nsid>({
    protocol: NETLINK_ROUTE,
    type: RTM_GETNSID,
    flags: NLM_F_DUMP,
    body: encodeBody(nsidMessage, {
      attributes: options.from === undefined ? {} : { targetNsid: options.from },
    }),
    what: "list namespace ids",
    schema: nsidMessage,
    item: decodeNsid,
  });
}

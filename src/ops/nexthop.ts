import { NETLINK_ROUTE, NLM_F_CREATE, NLM_F_DUMP, NLM_F_EXCL, NLM_F_REPLACE } from "../protocol/core/constants.ts";
import type { NexthopAttributes } from "../protocol/route/nexthop.ts";
import {
  nexthopMessage,
  nexthopOpFlags,
  RTM_DELNEXTHOP,
  RTM_GETNEXTHOP,
  RTM_GETNEXTHOPBUCKET,
  RTM_NEWNEXTHOP,
  RTM_NEWNEXTHOPBUCKET,
} from "../protocol/route/nexthop.ts";
import type { DumpRequest, Operation, Reply, Request } from "../socket/request.ts";
import { dumpRequest, operation, request } from "../socket/request.ts";
import { onlyAnswer } from "./answer.ts";
import { encodeBody } from "./body.ts";
import { changeRequest } from "./change-request.ts";
import type { AddressFamily } from "./family.ts";
import { familyName, familyNumber } from "./family.ts";
import type { LinkTarget } from "./link-target.ts";
import { withOptionalLink } from "./link-target.ts";
import { ignoring } from "./missing.ts";
import type { Nexthop, NexthopBucket, NexthopInput } from "./nexthop-value.ts";
import { nexthopBody, toBucket, toNexthop } from "./nexthop-value.ts";
import type { RouteProtocol } from "./route-value.ts";
import { protocolNumber } from "./route-value.ts";

export type { NexthopFlag } from "./route-decode.ts";
export type {
  GroupMember,
  GroupType,
  MemberStatistics,
  Nexthop,
  NexthopBucket,
  NexthopInput,
  Resilience,
} from "./nexthop-value.ts";

/** A nexthop object by its number, or as anything that has one, such as a listed object. */
export type NexthopTarget = number | { readonly id: number };

/** What to tell of groups beside what they are made of (6.9). */
export interface StatisticsOptions {
  /** How many packets went to each member. */
  readonly statistics?: boolean | undefined;
  /** Also how many of them hardware forwarded; it costs a question to every driver. */
  readonly hwStatistics?: boolean | undefined;
}

/** Which nexthop objects to list. */
export interface NexthopFilter extends StatisticsOptions {
  readonly family?: AddressFamily | undefined;
  /** Those that leave by this interface; a name costs a request of its own. */
  readonly dev?: LinkTarget | undefined;
  /** Those that leave by an interface of this bridge, bond or VRF; a name costs a request of its own. */
  readonly master?: LinkTarget | undefined;
  /** Groups only. */
  readonly groups?: boolean | undefined;
  /** Those for VXLAN entries only. */
  readonly fdb?: boolean | undefined;
  readonly protocol?: RouteProtocol | undefined;
}

/** A filter that names no link by name, so that listing is a single request. */
export interface IndexedNexthopFilter extends NexthopFilter {
  readonly dev?: Exclude<LinkTarget, string> | undefined;
  readonly master?: Exclude<LinkTarget, string> | undefined;
}

/** Which buckets to list. */
export interface BucketFilter {
  /** Those of this group. */
  readonly id?: NexthopTarget | undefined;
  /** Those that point at this member. */
  readonly nexthopId?: number | undefined;
  /** Those whose member leaves by this interface; a name costs a request of its own. */
  readonly dev?: LinkTarget | undefined;
  /** Those whose member leaves by an interface of this bridge, bond or VRF; a name costs a request of its own. */
  readonly master?: LinkTarget | undefined;
}

const idOf = (target: NexthopTarget): number => (typeof target === "number" ? target : target.id);

function change(flags: number, verb: string, input: NexthopInput): Operation<void> {
  return withOptionalLink(input.dev, (oif) =>
    changeRequest(
      RTM_NEWNEXTHOP,
      flags,
      nexthopMessage,
      nexthopBody(input, oif),
      `${verb} nexthop ${input.id ?? ""}`.trimEnd(),
    ),
  );
}

/**
 * Adds a nexthop object; EEXIST when one has its number, ENOENT for a member of a group that is not there, EINVAL with a text for what
 * does not go together.
 *
 * Equivalent to `ip nexthop add id 1 via 10.0.0.1 dev eth0`, `ip nexthop add id 10 group 1,2/3` (RTM_NEWNEXTHOP, `ip-nexthop(8)`).
 */
export function add(input: NexthopInput): Operation<void> {
  return change(NLM_F_CREATE | NLM_F_EXCL, "add", input);
}

/**
 * Adds a nexthop object, or makes what routes through the one with its number go elsewhere. A group stays a group of its type, and a
 * resilient one keeps its number of buckets. Equivalent to `ip nexthop replace`.
 */
export function replace(input: NexthopInput): Operation<void> {
  return change(NLM_F_CREATE | NLM_F_REPLACE, "replace", input);
}

/** Replaces a nexthop object that is there; ENOENT when it is not. `ip nexthop` has no word for it. */
export function set(input: NexthopInput): Operation<void> {
  return change(NLM_F_REPLACE, "change", input);
}
export { set as change };

/**
 * Deletes a nexthop object, with the routes that go through it; it leaves the groups that it is a member of, and the last member takes
 * its group along. ENOENT when it is not there.
 *
 * Equivalent to `ip nexthop del id 1` (RTM_DELNEXTHOP).
 */
function remove(target: NexthopTarget): Request<void> {
  const id = idOf(target);
  return changeRequest(RTM_DELNEXTHOP, 0, nexthopMessage, { header: {}, attributes: { id } }, `delete nexthop ${id}`);
}
export { remove as delete };

function decodeNexthop({ type, source, start, end }: Reply): Nexthop | undefined {
  if (type !== RTM_NEWNEXTHOP) return undefined;
  const { header, attributes } = nexthopMessage.decode(source, start, end);
  return toNexthop(header, attributes);
}

function decodeBucket({ type, source, start, end }: Reply): NexthopBucket | undefined {
  if (type !== RTM_NEWNEXTHOPBUCKET) return undefined;
  const { header, attributes } = nexthopMessage.decode(source, start, end);
  return toBucket(header, attributes);
}

function opFlags({ statistics, hwStatistics }: StatisticsOptions): NexthopAttributes {
  const { dump_stats, dump_hw_stats } = nexthopOpFlags.values;
  if (hwStatistics === true) return { opFlags: dump_stats | dump_hw_stats };
  return statistics === true ? { opFlags: dump_stats } : {};
}

/**
 * The nexthop object of that number; ENOENT when there is none.
 *
 * Equivalent to `ip nexthop get id 1`, with statistics to `ip -s -s nexthop get id 1` (RTM_GETNEXTHOP).
 */
export function get(target: NexthopTarget, options: StatisticsOptions = {}): Request<Nexthop> {
  const id = idOf(target);
  return request<Nexthop, Nexthop>({
    protocol: NETLINK_ROUTE,
    type: RTM_GETNEXTHOP,
    flags: 0,
    body: encodeBody(nexthopMessage, { header: {}, attributes: { id, ...opFlags(options) } }),
    what: `get nexthop ${id}`,
    schema: nexthopMessage,
    item: decodeNexthop,
    result: onlyAnswer(`get nexthop ${id}`),
  });
}

/** The whole filter but for masters, as a function: the kernel does not filter by all of it. */
function matcher(filter: NexthopFilter, oif: number | undefined): (nexthop: Nexthop) => boolean {
  const family = filter.family === undefined ? undefined : familyName(familyNumber(filter.family));
  const protocol = filter.protocol === undefined ? undefined : protocolNumber(filter.protocol);
  return (nexthop) =>
    // A group is of no family, and has members of one only.
    (family === undefined || family === "unspec" || nexthop.group !== undefined || nexthop.family === family) &&
    (protocol === undefined || nexthop.protocol === protocol) &&
    (filter.groups !== true || nexthop.group !== undefined) &&
    (filter.fdb !== true || nexthop.fdb === true) &&
    (oif === undefined || nexthop.dev === oif);
}

function listIndexed(filter: NexthopFilter, oif: number | undefined, master: number | undefined): DumpRequest<Nexthop> {
  const matches = matcher(filter, oif);
  const attributes: NexthopAttributes = {};
  for (const key in filter) {
    if (key === "dev" && oif !== undefined) attributes.oif = oif;
    else if (key === "master" && master !== undefined) attributes.master = master;
    else if (key === "groups" && filter.groups === true) attributes.groups = true;
    else if (key === "fdb" && filter.fdb === true) attributes.fdb = true;
  }
  return dumpRequest<Nexthop>({
    protocol: NETLINK_ROUTE,
    type: RTM_GETNEXTHOP,
    flags: NLM_F_DUMP,
    body: encodeBody(nexthopMessage, {
      header: { family: familyNumber(filter.family) },
      attributes: { ...attributes, ...opFlags(filter) },
    }),
    what: "list nexthops",
    schema: nexthopMessage,
    item: (reply) => {
      const nexthop = decodeNexthop(reply);
      return nexthop !== undefined && matches(nexthop) ? nexthop : undefined;
    },
  });
}

/**
 * Lists nexthop objects, by their numbers. With `dev` or `master` groups are left out, as for the kernel they have no interface.
 *
 * Equivalent to `ip nexthop show` (RTM_GETNEXTHOP).
 */
export function list(filter?: IndexedNexthopFilter): DumpRequest<Nexthop>;
export function list(filter: NexthopFilter): Operation<Nexthop[]>;
export function list(filter: NexthopFilter = {}): Operation<Nexthop[]> {
  return withOptionalLink(filter.dev, (oif) =>
    withOptionalLink(filter.master, (master) => listIndexed(filter, oif, master)),
  );
}

/**
 * Deletes every nexthop object that a list with the same filter gives, with the routes through them, and returns how many there were.
 *
 * Equivalent to `ip nexthop flush`.
 */
export function flush(filter: NexthopFilter = {}): Operation<number> {
  return operation(function* () {
    const found = yield* list(filter);
    // The last member of a group takes the group along: not finding it is no failure.
    for (const nexthop of found) yield* ignoring(["ENOENT"], remove(nexthop));
    return found.length;
  });
}

/**
 * Lists the buckets of resilient groups (5.13).
 *
 * Equivalent to `ip nexthop bucket show`, `ip nexthop bucket show id 10 nhid 2` (RTM_GETNEXTHOPBUCKET).
 */
export function listBuckets(filter: BucketFilter = {}): Operation<NexthopBucket[]> {
  return withOptionalLink(filter.dev, (oif) =>
    withOptionalLink(filter.master, (master) => {
      const attributes: NexthopAttributes = {};
      for (const key in filter) {
        if (key === "id" && filter.id !== undefined) attributes.id = idOf(filter.id);
        else if (key === "nexthopId" && filter.nexthopId !== undefined)
          attributes.resBucket = { nhId: filter.nexthopId };
        else if (key === "dev" && oif !== undefined) attributes.oif = oif;
        else if (key === "master" && master !== undefined) attributes.master = master;
      }
      return dumpRequest<NexthopBucket>({
        protocol: NETLINK_ROUTE,
        type: RTM_GETNEXTHOPBUCKET,
        flags: NLM_F_DUMP,
        body: encodeBody(nexthopMessage, { header: {}, attributes }),
        what: "list nexthop buckets",
        schema: nexthopMessage,
        item: decodeBucket,
      });
    }),
  );
}

/**
 * A bucket of a resilient group (5.13); ENOENT for a group or index that is not there, EINVAL for a group that has none.
 *
 * Equivalent to `ip nexthop bucket get id 10 index 3` (RTM_GETNEXTHOPBUCKET).
 */
export function getBucket(target: NexthopTarget, index: number): Request<NexthopBucket> {
  const id = idOf(target);
  const what = `get bucket ${index} of nexthop ${id}`;
  return request<NexthopBucket, NexthopBucket>({
    protocol: NETLINK_ROUTE,
    type: RTM_GETNEXTHOPBUCKET,
    flags: 0,
    body: encodeBody(nexthopMessage, { header: {}, attributes: { id, resBucket: { index } } }),
    what,
    schema: nexthopMessage,
    item: decodeBucket,
    result: onlyAnswer(what),
  });
}

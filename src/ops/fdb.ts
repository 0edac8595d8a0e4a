import {
  NETLINK_ROUTE,
  NLM_F_APPEND,
  NLM_F_BULK,
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
import type { DumpRequest, Operation, Reply } from "../socket/request.ts";
import { dumpRequest, request } from "../socket/request.ts";
import { onlyAnswer } from "./answer.ts";
import { encodeBody } from "./body.ts";
import { changeRequest } from "./change-request.ts";
import type { FdbEntry, FdbFlag, FdbInput, FdbKind } from "./fdb-value.ts";
import { checkKind, fdbBody, toFdbEntry } from "./fdb-value.ts";
import { flushBody } from "./fdb-flush.ts";
import type { FdbFlushFilter } from "./fdb-flush.ts";
import { indexOf, resolved } from "./link-resolution.ts";
import type { LinkTarget } from "./link-target.ts";
import { describeLink, withOptionalLink } from "./link-target.ts";
import { flagBitsOf } from "./neighbour-value.ts";

export type { FdbFlushFilter } from "./fdb-flush.ts";
export type { FdbEntry, FdbFlag, FdbInput, FdbKind } from "./fdb-value.ts";

function change(type: number, flags: number, verb: string, input: FdbInput): Operation<void> {
  return resolved(
    () => fdbBody(input),
    (body) =>
      changeRequest(
        type,
        flags,
        neighbourMessage,
        body,
        `${verb} forwarding entry ${input.lladdr} of ${describeLink(input.dev)}`,
      ),
  );
}

/**
 * Adds an entry to the table of a port's bridge (`flags: ["master"]`), or of the device itself (`self`, the default).
 *
 * Equivalent to `bridge fdb add 02:00:00:00:00:02 dev v0 master static vlan 10`, and for a VXLAN
 * `bridge fdb add 02:00:00:00:00:02 dev vx0 dst 10.0.0.2` (RTM_NEWNEIGH, `linux/neighbour.h`).
 * @throws NetlinkError EEXIST when it is there, EINVAL for a VLAN that the port does not have
 */
export function add(input: FdbInput): Operation<void> {
  return change(RTM_NEWNEIGH, NLM_F_CREATE | NLM_F_EXCL, "add", input);
}

/** Adds an entry, or changes or moves the one that is there. Equivalent to `bridge fdb replace …`. */
export function replace(input: FdbInput): Operation<void> {
  return change(RTM_NEWNEIGH, NLM_F_CREATE | NLM_F_REPLACE, "replace", input);
}

/** Adds one more remote end to a VXLAN's entry for a group or for all zeroes. Equivalent to `bridge fdb append …`. */
export function append(input: FdbInput): Operation<void> {
  return change(RTM_NEWNEIGH, NLM_F_CREATE | NLM_F_APPEND, "append", input);
}

/** Deletes an entry; ENOENT when it is not there. Equivalent to `bridge fdb del …` (RTM_DELNEIGH). */
function remove(input: FdbInput): Operation<void> {
  return change(RTM_DELNEIGH, 0, "delete", input);
}
export { remove as delete };

/** The entry that a message tells; `undefined` for what is none. */
function entryOfReply({ type, source, start, end }: Reply): FdbEntry | undefined {
  if (type !== RTM_NEWNEIGH) return undefined;
  const { header, attributes } = neighbourMessage.decode(source, start, end);
  return toFdbEntry(header, attributes);
}

/** What identifies an entry of which {@link get} asks. */
export interface FdbKey {
  readonly lladdr: string;
  /** The device or port. */
  readonly dev?: LinkTarget | undefined;
  /** The bridge: left out with a port and `master`, or a device and `self`. */
  readonly bridge?: LinkTarget | undefined;
  readonly vlan?: number | undefined;
  /** VXLAN network of the entry itself (a device with `external`). */
  readonly vni?: number | undefined;
  readonly flags?: readonly Extract<FdbFlag, "self" | "master">[] | undefined;
}

/**
 * One entry: of a bridge, of the bridge of a port (`flags: ["master"]`), or of a device with a table of its own (`["self"]`).
 *
 * Equivalent to `bridge fdb get 02:00:00:00:00:02 br br0 vlan 10` (RTM_GETNEIGH).
 * @throws NetlinkError ENOENT when it is not there, EINVAL where nothing says whose table is meant
 */
export function get(key: FdbKey): Operation<FdbEntry> {
  const place = key.dev ?? key.bridge;
  const what = `get forwarding entry ${key.lladdr}${place === undefined ? "" : ` of ${describeLink(place)}`}`;
  return resolved(
    function* () {
      const ifindex = key.dev === undefined ? 0 : yield* indexOf(key.dev);
      const attributes: NeighbourAttributes = { lladdr: key.lladdr };
      if (key.vlan !== undefined) attributes.vlan = key.vlan;
      if (key.vni !== undefined) attributes.vni = key.vni;
      if (key.bridge !== undefined) attributes.master = yield* indexOf(key.bridge);
      return { header: { family: AF_BRIDGE, ifindex, flags: neighbourFlags.bitsOf(key.flags ?? []) }, attributes };
    },
    (body) =>
      request<FdbEntry, FdbEntry>({
        protocol: NETLINK_ROUTE,
        type: RTM_GETNEIGH,
        flags: 0,
        body: encodeBody(neighbourMessage, body),
        what,
        schema: neighbourMessage,
        item: entryOfReply,
        result: onlyAnswer(what),
      }),
  );
}

/** Which entries to list. */
export interface FdbFilter {
  /** Those of this port or device; a name costs a request of its own. */
  readonly dev?: LinkTarget | undefined;
  /** Those of this bridge and its ports. */
  readonly bridge?: LinkTarget | undefined;
  readonly vlan?: number | undefined;
  readonly kind?: FdbKind | undefined;
  /** Those that have all of these flags. */
  readonly flags?: readonly FdbFlag[] | undefined;
}

/** A filter that names no link by name, so that listing is a single request. */
export interface IndexedFdbFilter extends FdbFilter {
  readonly dev?: number | { readonly index: number } | undefined;
  readonly bridge?: number | { readonly index: number } | undefined;
}

function listIndexed(filter: FdbFilter, dev: number | undefined, bridge: number | undefined): DumpRequest<FdbEntry> {
  const { vlan, flags = [] } = filter;
  const kind = filter.kind === undefined ? undefined : checkKind(filter.kind);
  flagBitsOf(flags); // so that a word that is none is named
  const matches = (entry: FdbEntry): boolean =>
    (dev === undefined || entry.dev === dev) &&
    (vlan === undefined || entry.vlan === vlan) &&
    (kind === undefined || entry.kind === kind) &&
    flags.every((flag) => entry.flags.includes(flag));
  return dumpRequest<FdbEntry>({
    protocol: NETLINK_ROUTE,
    type: RTM_GETNEIGH,
    flags: NLM_F_DUMP,
    body: encodeBody(neighbourMessage, {
      header: { family: AF_BRIDGE, ifindex: dev ?? 0 },
      attributes: bridge === undefined ? {} : { master: bridge },
    }),
    what: "list forwarding entries",
    schema: neighbourMessage,
    item: (reply) => {
      const entry = entryOfReply(reply);
      return entry !== undefined && matches(entry) ? entry : undefined;
    },
  });
}

/**
 * Lists entries of all tables, those of bridges and those of devices themselves. The kernel filters by device and bridge, the
 * rest is filtered here.
 *
 * Equivalent to `bridge fdb show [br BRIDGE] [brport DEV] [vlan VID] [state STATE]` (RTM_GETNEIGH).
 */
export function list(filter?: IndexedFdbFilter): DumpRequest<FdbEntry>;
export function list(filter: FdbFilter): Operation<FdbEntry[]>;
export function list(filter: FdbFilter = {}): Operation<FdbEntry[]> {
  return withOptionalLink(filter.dev, (dev) =>
    withOptionalLink(filter.bridge, (bridge) => listIndexed(filter, dev, bridge)),
  );
}

/**
 * Deletes every entry of a bridge or VXLAN that matches, in the kernel and at once (Linux 5.19; of a VXLAN 6.7). Without conditions:
 * all of them, permanent ones too.
 *
 * Equivalent to `bridge fdb flush dev br0 [brport v0] [vlan 10] …` (RTM_DELNEIGH with NLM_F_BULK).
 * @throws NetlinkError EOPNOTSUPP where the kernel or the device can't
 */
export function flush(filter: FdbFlushFilter): Operation<void> {
  return resolved(
    () => flushBody(filter),
    (body) =>
      changeRequest(
        RTM_DELNEIGH,
        NLM_F_BULK,
        neighbourMessage,
        body,
        `flush forwarding entries of ${describeLink(filter.dev)}`,
      ),
  );
}

import {
  NETLINK_ROUTE,
  NLM_F_BULK,
  NLM_F_CREATE,
  NLM_F_DUMP,
  NLM_F_EXCL,
  NLM_F_REPLACE,
} from "../protocol/core/constants.ts";
import { AF_BRIDGE } from "../protocol/route/address-family.ts";
import {
  mdbGetMessage,
  mdbMessage,
  mdbSetMessage,
  RTM_DELMDB,
  RTM_GETMDB,
  RTM_NEWMDB,
} from "../protocol/route/bridge-mdb.ts";
import type { Operation, Reply } from "../socket/request.ts";
import { request } from "../socket/request.ts";
import { encodeBody } from "./body.ts";
import { changeRequest } from "./change-request.ts";
import { indexOf, resolved } from "./link-resolution.ts";
import type { LinkTarget } from "./link-target.ts";
import { describeLink, withOptionalLink } from "./link-target.ts";
import type { MdbEntry, MdbInput, RouterPort } from "./mdb-value.ts";
import { entryBody, groupOf, mdbBody, mdbEntriesOf, toRouterPort } from "./mdb-value.ts";
import type { RouteProtocol } from "./route-value.ts";
import { protocolNumber } from "./route-value.ts";

export type {
  MdbEntry,
  MdbFilterMode,
  MdbFlag,
  MdbInput,
  MdbSource,
  MulticastRouter,
  RouterPort,
} from "./mdb-value.ts";

function change(type: number, flags: number, verb: string, input: MdbInput): Operation<void> {
  return resolved(
    () => entryBody(input, type === RTM_DELMDB),
    (body) =>
      changeRequest(
        type,
        flags,
        mdbSetMessage,
        body,
        `${verb} group ${input.group} on port ${describeLink(input.port)} of ${describeLink(input.dev)}`,
      ),
  );
}

/**
 * Adds a port to a multicast group, as if its hosts had joined.
 *
 * Equivalent to `bridge mdb add dev br0 port v0 grp 239.1.1.1 [src 192.0.2.1] [permanent] [vid 10]` (RTM_NEWMDB,
 * `linux/if_bridge.h`).
 * @throws NetlinkError EEXIST when it is there, EINVAL with the kernel's words for what can't be
 */
export function add(input: MdbInput): Operation<void> {
  return change(RTM_NEWMDB, NLM_F_CREATE | NLM_F_EXCL, "add", input);
}

/** Adds an entry or changes the one that is there (Linux 6.3). Equivalent to `bridge mdb replace …`. */
export function replace(input: MdbInput): Operation<void> {
  return change(RTM_NEWMDB, NLM_F_CREATE | NLM_F_REPLACE, "replace", input);
}

/**
 * Deletes an entry. Equivalent to `bridge mdb del dev br0 port v0 grp 239.1.1.1` (RTM_DELMDB).
 * @throws NetlinkError when it is not there: EINVAL of a bridge, ENOENT of a VXLAN
 */
function remove(input: MdbInput): Operation<void> {
  return change(RTM_DELMDB, 0, "delete", input);
}
export { remove as delete };

/** The entries that a message tells. */
function entriesOf({ source, start, end }: Reply): MdbEntry[] {
  const { header, attributes } = mdbMessage.decode(source, start, end);
  return mdbEntriesOf(header.ifindex, attributes);
}

/** What identifies the group of which {@link get} asks. */
export interface MdbKey {
  /** The bridge or VXLAN. */
  readonly dev: LinkTarget;
  readonly group: string;
  readonly vid?: number | undefined;
  readonly source?: string | undefined;
  /** VXLAN network of the entry itself (a device with `external`). */
  readonly sourceVni?: number | undefined;
}

/**
 * The ports of one group (Linux 6.8); ENOENT when there are none.
 *
 * Equivalent to `bridge mdb get dev br0 grp 239.1.1.1 [src 192.0.2.1] [vid 10]` (RTM_GETMDB).
 */
export function get(key: MdbKey): Operation<MdbEntry[]> {
  return resolved(
    function* () {
      const entry = { vid: key.vid, addr: groupOf(key.group) };
      return mdbBody(yield* indexOf(key.dev), entry, { source: key.source, srcVni: key.sourceVni });
    },
    (body) =>
      request<MdbEntry[], MdbEntry[]>({
        protocol: NETLINK_ROUTE,
        type: RTM_GETMDB,
        flags: 0,
        body: encodeBody(mdbGetMessage, body),
        what: `get group ${key.group} of ${describeLink(key.dev)}`,
        schema: mdbGetMessage,
        item: entriesOf,
        result: (answers) => answers.flat(),
      }),
  );
}

/** Which entries to list. */
export interface MdbFilter {
  /** Those of this bridge or VXLAN; a name costs a request of its own. */
  readonly dev?: LinkTarget | undefined;
  /** Those of this port. */
  readonly port?: LinkTarget | undefined;
  readonly vid?: number | undefined;
}

function dump<Item>(what: string, items: (reply: Reply) => Item[]): Operation<Item[]> {
  return request<Item[], Item[]>({
    protocol: NETLINK_ROUTE,
    type: RTM_GETMDB,
    flags: NLM_F_DUMP,
    dump: true,
    body: encodeBody(mdbGetMessage, { header: { family: AF_BRIDGE } }),
    what,
    schema: mdbGetMessage,
    item: items,
    // A message tells of a whole bridge.
    result: (lists) => lists.flat(),
  });
}

/**
 * Lists entries of bridges and VXLANs, with their timers and sources. The kernel takes no filter: it is applied here.
 *
 * Equivalent to `bridge -d -s mdb show [dev BRIDGE]` (RTM_GETMDB).
 */
export function list(filter: MdbFilter = {}): Operation<MdbEntry[]> {
  return withOptionalLink(filter.dev, (dev) =>
    withOptionalLink(filter.port, (port) =>
      dump("list multicast groups", (reply) =>
        entriesOf(reply).filter(
          (entry) =>
            (dev === undefined || entry.dev === dev) &&
            (port === undefined || entry.port === port) &&
            (filter.vid === undefined || entry.vid === filter.vid),
        ),
      ),
    ),
  );
}

/**
 * Lists the ports that have multicast routers behind them. Those of single VLANs are told by {@link vlan.listGlobal}.
 *
 * Equivalent to the lines `router ports on …` of `bridge -d mdb show [dev BRIDGE]`.
 */
export function listRouters(filter: Pick<MdbFilter, "dev"> = {}): Operation<RouterPort[]> {
  return withOptionalLink(filter.dev, (dev) =>
    dump("list multicast routers", ({ source, start, end }) => {
      const { header, attributes } = mdbMessage.decode(source, start, end);
      if (dev !== undefined && header.ifindex !== dev) return [];
      return (attributes.router?.port ?? []).map((port) => toRouterPort(header.ifindex, port));
    }),
  );
}

/** Which entries a flush deletes: those that meet every condition. */
export interface MdbFlushFilter {
  /** The bridge or VXLAN. */
  readonly dev: LinkTarget;
  /** Only those of this port; the bridge itself for those of the host. */
  readonly port?: LinkTarget | undefined;
  readonly vid?: number | undefined;
  /** Only permanent ones, or with `false` only temporary ones. */
  readonly permanent?: boolean | undefined;
  /** Only those that this one made. */
  readonly protocol?: RouteProtocol | undefined;
  /** Of a VXLAN: the remote end, and what else identifies entries. */
  readonly dst?: string | undefined;
  readonly dstPort?: number | undefined;
  readonly vni?: number | undefined;
  readonly sourceVni?: number | undefined;
}

/**
 * Deletes every entry that matches, in the kernel and at once (Linux 6.8).
 *
 * Equivalent to `bridge mdb flush dev br0 [port v0] [vid 10] [[no]permanent] [proto static]` (RTM_DELMDB with NLM_F_BULK).
 * @throws NetlinkError EOPNOTSUPP where the kernel or the device can't
 */
export function flush(filter: MdbFlushFilter): Operation<void> {
  return resolved(
    function* () {
      const { permanent, protocol } = filter;
      const entry = {
        ifindex: filter.port === undefined ? 0 : yield* indexOf(filter.port),
        state: permanent === true ? ("permanent" as const) : ("temporary" as const),
        vid: filter.vid,
      };
      return mdbBody(yield* indexOf(filter.dev), entry, {
        rtprot: protocol === undefined ? undefined : protocolNumber(protocol),
        dst: filter.dst,
        dstPort: filter.dstPort,
        vni: filter.vni,
        srcVni: filter.sourceVni,
        stateMask: permanent === undefined ? undefined : 1,
      });
    },
    (body) => changeRequest(RTM_DELMDB, NLM_F_BULK, mdbSetMessage, body, `flush groups of ${describeLink(filter.dev)}`),
  );
}

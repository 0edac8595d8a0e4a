import { NETLINK_ROUTE, NLM_F_DUMP } from "../protocol/core/constants.ts";
import { AF_BRIDGE } from "../protocol/route/address-family.ts";
import type { VniEntry, VniEntryInput } from "../protocol/route/tunnel.ts";
import { RTM_DELTUNNEL, RTM_GETTUNNEL, RTM_NEWTUNNEL, tunnelMessage } from "../protocol/route/tunnel.ts";
import { EncodeError } from "../protocol/schema/errors.ts";
import type { Operation, Reply, Request } from "../socket/request.ts";
import { request } from "../socket/request.ts";
import { encodeBody } from "./body.ts";
import type { LinkTarget } from "./link-target.ts";
import { describeLink, knownIndex, withLink } from "./link-target.ts";

/** A VNI of a VXLAN device's filter, or a range of them. */
export interface VniRange {
  /** The VNI, 1 to 16777215, or the first of a range. */
  readonly vni: number;
  /** The last of a range. */
  readonly end?: number;
  /** Multicast group or remote end, IPv4 or IPv6; the device's own when left out. */
  readonly group?: string;
}

/** Counters of a VNI. */
export interface VniCounters {
  readonly rxBytes: bigint;
  readonly rxPackets: bigint;
  readonly rxDrops: bigint;
  readonly rxErrors: bigint;
  readonly txBytes: bigint;
  readonly txPackets: bigint;
  readonly txDrops: bigint;
  readonly txErrors: bigint;
}

/** VNIs as the kernel tells them: neighbours with the same group as one range, unless counters were asked for. */
export interface Vni extends VniRange {
  /** Index of the VXLAN device. */
  readonly dev: number;
  /** When they were asked for. */
  readonly stats?: VniCounters;
}

/** Which VNIs {@link list} tells. */
export interface VniFilterOptions {
  /** Those of one device; of all when left out. */
  readonly dev?: LinkTarget;
  /** Whether to tell counters, for which the kernel tells every VNI by itself. */
  readonly stats?: boolean;
}

function entryOf({ vni, end, group }: VniRange): VniEntryInput {
  return {
    start: vni,
    end,
    ...(group !== undefined && (group.includes(":") ? { group6: group } : { group })),
  };
}

function change(type: number, verb: string, dev: LinkTarget, vnis: readonly VniRange[]): Operation<void> {
  if (vnis.length === 0) throw new EncodeError("at least one is needed", ["vnis"]);
  const names = vnis.map(({ vni, end }) => (end === undefined ? `${vni}` : `${vni}-${end}`));
  return withLink(dev, (ifindex) =>
    request<void>({
      protocol: NETLINK_ROUTE,
      type,
      flags: 0,
      body: encodeBody(tunnelMessage, {
        header: { family: AF_BRIDGE, ifindex },
        attributes: { entry: vnis.map(entryOf) },
      }),
      what: `${verb} VNI ${names.join(", ")} of ${describeLink(dev)}`,
      schema: tunnelMessage,
      result: () => {},
    }),
  );
}

/**
 * Adds VNIs to the filter of a VXLAN device that was made with `collectMetadata` and `vnifilter` (Linux 5.18); of those that are there
 * it changes the group. Those before a refused one stay.
 *
 * Equivalent to `bridge vni add vni 200-210,300 remote 192.0.2.1 dev vx0` (RTM_NEWTUNNEL, `linux/if_link.h`).
 * @throws NetlinkError EOPNOTSUPP for a device without a filter, EINVAL for a multicast group where the device has no `link`,
 * EEXIST for a VNI that another device has
 */
export function add(dev: LinkTarget, ...vnis: readonly VniRange[]): Operation<void> {
  return change(RTM_NEWTUNNEL, "add", dev, vnis);
}

/**
 * Takes VNIs from the filter of a VXLAN device; the group does not matter.
 *
 * Equivalent to `bridge vni delete vni 200-210 dev vx0` (RTM_DELTUNNEL).
 * @throws NetlinkError ENOENT for a VNI that is not there: those before it are gone
 */
function remove(dev: LinkTarget, ...vnis: readonly VniRange[]): Operation<void> {
  return change(RTM_DELTUNNEL, "delete", dev, vnis);
}
export { remove as delete };

function countersOf(stats: NonNullable<VniEntry["stats"]>): VniCounters {
  return {
    rxBytes: stats.rxBytes ?? 0n,
    rxPackets: stats.rxPkts ?? 0n,
    rxDrops: stats.rxDrops ?? 0n,
    rxErrors: stats.rxErrors ?? 0n,
    txBytes: stats.txBytes ?? 0n,
    txPackets: stats.txPkts ?? 0n,
    txDrops: stats.txDrops ?? 0n,
    txErrors: stats.txErrors ?? 0n,
  };
}

/** The VNIs that a received message tells of. */
function vnisOf({ type, source, start, end }: Reply): Vni[] | undefined {
  if (type !== RTM_NEWTUNNEL) return undefined;
  const { header, attributes } = tunnelMessage.decode(source, start, end);
  return (attributes.entry ?? []).map((entry) => {
    const group = entry.group ?? entry.group6;
    return {
      dev: header.ifindex,
      vni: entry.start ?? 0,
      ...(entry.end !== undefined && { end: entry.end }),
      ...(group !== undefined && { group }),
      ...(entry.stats !== undefined && { stats: countersOf(entry.stats) }),
    };
  });
}

function listIndexed(ifindex: number, stats: boolean): Request<Vni[]> {
  return request<Vni[], Vni[]>({
    protocol: NETLINK_ROUTE,
    type: RTM_GETTUNNEL,
    flags: NLM_F_DUMP,
    body: encodeBody(tunnelMessage, { header: { family: AF_BRIDGE, flags: stats ? ["stats"] : 0, ifindex } }),
    what: "list VNIs",
    schema: tunnelMessage,
    dump: true,
    item: vnisOf,
    result: (lists) => lists.flat(),
  });
}

/**
 * The VNIs of one VXLAN device's filter, or of all. What it gives may be deleted: `delete(vni.dev, vni)`.
 *
 * Equivalent to `bridge vni show [dev vx0]`, with `stats` to `bridge -s vni show` (RTM_GETTUNNEL).
 * @throws NetlinkError EINVAL for a device that has no filter
 */
export function list(filter: VniFilterOptions = {}): Operation<Vni[]> {
  const { dev = 0, stats = false } = filter;
  const known = knownIndex(dev);
  return known === undefined ? withLink(dev, (index) => listIndexed(index, stats)) : listIndexed(known, stats);
}

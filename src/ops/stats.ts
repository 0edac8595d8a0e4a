import { NETLINK_ROUTE, NLM_F_DUMP } from "../protocol/core/constants.ts";
import type {
  BondXstats,
  BridgeXstats,
  HardwareStatsInfo,
  HwStats64,
  IfStatsMsg,
  LinkStats64,
  MplsLinkStats,
  Statistics,
  StatisticsRequestInput,
} from "../protocol/route/link-statistics.ts";
import {
  RTM_GETSTATS,
  RTM_NEWSTATS,
  RTM_SETSTATS,
  statisticsMessage,
  statisticsRequestMessage,
} from "../protocol/route/link-statistics.ts";
import { EncodeError } from "../protocol/schema/errors.ts";
import type { DumpRequest, Operation, Reply } from "../socket/request.ts";
import { dumpRequest, request } from "../socket/request.ts";
import { onlyAnswer } from "./answer.ts";
import { encodeBody } from "./body.ts";
import { changeRequest } from "./change-request.ts";
import type { LinkTarget } from "./link-target.ts";
import { describeLink, withLink } from "./link-target.ts";

/** What can be asked for: IFLA_STATS_* in lower case. The filter mask has bit n - 1 for number n. */
const groups = { link_64: 1, link_xstats: 2, link_xstats_slave: 3, link_offload_xstats: 4, af_spec: 5 } as const;
/** What can be asked for of offloaded traffic: IFLA_OFFLOAD_XSTATS_* in lower case. */
const offloads = { cpu_hit: 1, hw_s_info: 2, l3_stats: 3 } as const;

/** A group of counters: IFLA_STATS_* in lower case. */
export type StatisticsGroup = keyof typeof groups;
/** Counters of offloaded traffic: IFLA_OFFLOAD_XSTATS_* in lower case. */
export type OffloadStatistics = keyof typeof offloads;

/** Which counters are to be told. */
export interface StatisticsFilter {
  /** All groups unless told. */
  readonly groups?: readonly StatisticsGroup[];
  /** Of the group `link_offload_xstats`; all unless told (Linux 5.18). */
  readonly offload?: readonly OffloadStatistics[];
}

/** Counting of routed packets by hardware. */
export interface RoutedStatistics {
  /** Whether it is asked for. */
  readonly requested: boolean | undefined;
  /** Whether hardware does it. */
  readonly used: boolean | undefined;
  readonly counters: HwStats64 | undefined;
}

/** What a link counts. What was not asked for, or what the link does not count, is absent. */
export interface LinkStatistics {
  readonly index: number;
  /** Packets and bytes. */
  readonly link: LinkStats64 | undefined;
  /** What a bridge counts: VLANs, IGMP and MLD, and as a port spanning tree messages. */
  readonly bridge: BridgeXstats | undefined;
  readonly bridgePort: BridgeXstats | undefined;
  /** What a bond counts: LACP messages. */
  readonly bond: BondXstats | undefined;
  readonly bondSlave: BondXstats | undefined;
  /** Packets that hardware left to the CPU. */
  readonly cpuHit: LinkStats64 | undefined;
  readonly l3: RoutedStatistics | undefined;
  readonly mpls: MplsLinkStats | undefined;
  /** Everything as received. */
  readonly attributes: Statistics;
}

function bitsOf<Name extends string>(numbers: Readonly<Record<Name, number>>, names: readonly Name[], key: string) {
  return names.reduce((bits, name) => {
    if (!Object.hasOwn(numbers, name)) {
      throw new EncodeError(`${JSON.stringify(name)} is none of ${Object.keys(numbers).join(", ")}`, [key]);
    }
    return bits | (1 << (numbers[name] - 1));
  }, 0);
}

const allGroups: readonly StatisticsGroup[] = [
  "link_64",
  "link_xstats",
  "link_xstats_slave",
  "link_offload_xstats",
  "af_spec",
];

function question(ifindex: number, { groups: wanted = allGroups, offload }: StatisticsFilter): Uint8Array {
  const attributes: StatisticsRequestInput =
    offload === undefined ? {} : { getFilters: { linkOffloadXstats: bitsOf(offloads, offload, "offload") } };
  return encodeBody(statisticsRequestMessage, {
    header: { ifindex, filterMask: bitsOf(groups, wanted, "groups") },
    attributes,
  });
}

const isSet = (flag: number | undefined): boolean | undefined => (flag === undefined ? undefined : flag !== 0);

function routed(info: HardwareStatsInfo | undefined, counters: HwStats64 | undefined): RoutedStatistics | undefined {
  if (info === undefined && counters === undefined) return undefined;
  return { requested: isSet(info?.request), used: isSet(info?.used), counters };
}

/** What a message says that a link counts. */
export function toStatistics(header: IfStatsMsg, attributes: Statistics): LinkStatistics {
  const { linkXstats, linkXstatsSlave, linkOffloadXstats } = attributes;
  return {
    index: header.ifindex,
    link: attributes.link64,
    bridge: linkXstats?.bridge,
    bridgePort: linkXstatsSlave?.bridge,
    bond: linkXstats?.bond,
    bondSlave: linkXstatsSlave?.bond,
    cpuHit: linkOffloadXstats?.cpuHit,
    l3: routed(linkOffloadXstats?.hwSInfo?.l3Stats, linkOffloadXstats?.l3Stats),
    mpls: attributes.afSpec?.mpls?.link,
    attributes,
  };
}

function statisticsOf({ type, source, start, end }: Reply): LinkStatistics | undefined {
  if (type !== RTM_NEWSTATS) return undefined;
  const { header, attributes } = statisticsMessage.decode(source, start, end);
  return toStatistics(header, attributes);
}

/**
 * What a link counts. Equivalent to `ip stats show dev DEV [group GROUP [subgroup SUBGROUP]]`, `ip link afstats dev DEV`.
 *
 * RTM_GETSTATS (`linux/if_link.h`). `link_offload_xstats` of several kinds came with Linux 5.18.
 * @throws NetlinkError ENODEV when there is no such link
 */
export function get(target: LinkTarget, filter: StatisticsFilter = {}): Operation<LinkStatistics> {
  return withLink(target, (index) =>
    request<LinkStatistics, LinkStatistics>({
      protocol: NETLINK_ROUTE,
      type: RTM_GETSTATS,
      flags: 0,
      body: question(index, filter),
      what: `get statistics of link ${describeLink(target)}`,
      schema: statisticsRequestMessage,
      item: statisticsOf,
      result: onlyAnswer(`get statistics of link ${describeLink(target)}`),
    }),
  );
}

/**
 * What all links count. Equivalent to `ip stats show [group GROUP [subgroup SUBGROUP]]`, `ip link xstats type bridge`,
 * `ip link afstats`.
 */
export function list(filter: StatisticsFilter = {}): DumpRequest<LinkStatistics> {
  return dumpRequest<LinkStatistics>({
    protocol: NETLINK_ROUTE,
    type: RTM_GETSTATS,
    flags: NLM_F_DUMP,
    body: question(0, filter),
    what: "list statistics",
    schema: statisticsRequestMessage,
    item: statisticsOf,
  });
}

/** What is to be counted. */
export interface StatisticsOptions {
  /** Whether hardware is to count routed packets. */
  readonly l3Stats: boolean;
}

/**
 * Turns counting of routed packets by hardware on or off (Linux 5.18). Equivalent to `ip stats set dev DEV l3_stats on`.
 * @throws NetlinkError EOPNOTSUPP for a device of which no hardware could count, ENODEV when there is no such link
 */
export function set(target: LinkTarget, { l3Stats }: StatisticsOptions): Operation<void> {
  return withLink(target, (index) =>
    changeRequest(
      RTM_SETSTATS,
      0,
      statisticsRequestMessage,
      {
        header: { ifindex: index },
        attributes: { setOffloadXstatsL3Stats: Number(l3Stats) },
      },
      `set statistics of link ${describeLink(target)}`,
    ),
  );
}

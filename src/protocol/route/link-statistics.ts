import type { Input, Output, Space } from "../schema/attributes.ts";
import { attributeSet, repeated } from "../schema/attributes.ts";
import { binary } from "../schema/binary.ts";
import type { MessageSchema } from "../schema/message.ts";
import { message } from "../schema/message.ts";
import type { Family } from "../schema/registry.ts";
import { u16, u32, u64, u8 } from "../schema/scalars.ts";
import type { Struct, StructInput, StructOutput } from "../schema/struct.ts";
import { fixedArray, struct } from "../schema/struct.ts";

/** Message types of statistics (`linux/rtnetlink.h`). */
export const RTM_NEWSTATS = 92;
export const RTM_GETSTATS = 94;
export const RTM_SETSTATS = 95;

const linkStatsFields = {
  /** Packets received. */
  rxPackets: u32,
  /** Packets sent. */
  txPackets: u32,
  /** Bytes received. */
  rxBytes: u32,
  /** Bytes sent. */
  txBytes: u32,
  /** Bad packets received. */
  rxErrors: u32,
  /** Packets that could not be sent. */
  txErrors: u32,
  /** Received packets dropped for want of buffers or a taker. */
  rxDropped: u32,
  /** Packets dropped on the way out. */
  txDropped: u32,
  /** Multicast packets received. */
  multicast: u32,
  /** Collisions while sending. */
  collisions: u32,
  /** Received packets of a wrong length. */
  rxLengthErrors: u32,
  /** Receiver overruns. */
  rxOverErrors: u32,
  /** Received packets with a bad checksum. */
  rxCrcErrors: u32,
  /** Received packets with misaligned frames. */
  rxFrameErrors: u32,
  /** Receive queue overruns. */
  rxFifoErrors: u32,
  /** Packets the device missed. */
  rxMissedErrors: u32,
  /** Aborted sends. */
  txAbortedErrors: u32,
  /** Sends without carrier. */
  txCarrierErrors: u32,
  /** Send queue underruns. */
  txFifoErrors: u32,
  /** Missing heartbeats. */
  txHeartbeatErrors: u32,
  /** Late collisions. */
  txWindowErrors: u32,
  /** Compressed packets received. */
  rxCompressed: u32,
  /** Compressed packets sent. */
  txCompressed: u32,
  /** Packets that no protocol wanted. */
  rxNohandler: u32,
} as const;
/** `struct rtnl_link_stats`: counters of 32 bits, which wrap. */
export interface LinkStats extends StructOutput<typeof linkStatsFields> {}
/** Input of {@link linkStats}. */
export interface LinkStatsInput extends StructInput<typeof linkStatsFields> {}
/** `struct rtnl_link_stats` (`linux/if_link.h`). */
export const linkStats: Struct<LinkStats, LinkStatsInput> = struct("rtnl_link_stats", linkStatsFields);

const linkStats64Fields = {
  /** Packets received. */
  rxPackets: u64,
  /** Packets sent. */
  txPackets: u64,
  /** Bytes received. */
  rxBytes: u64,
  /** Bytes sent. */
  txBytes: u64,
  /** Bad packets received. */
  rxErrors: u64,
  /** Packets that could not be sent. */
  txErrors: u64,
  /** Received packets dropped for want of buffers or a taker. */
  rxDropped: u64,
  /** Packets dropped on the way out. */
  txDropped: u64,
  /** Multicast packets received. */
  multicast: u64,
  /** Collisions while sending. */
  collisions: u64,
  /** Received packets of a wrong length. */
  rxLengthErrors: u64,
  /** Receiver overruns. */
  rxOverErrors: u64,
  /** Received packets with a bad checksum. */
  rxCrcErrors: u64,
  /** Received packets with misaligned frames. */
  rxFrameErrors: u64,
  /** Receive queue overruns. */
  rxFifoErrors: u64,
  /** Packets the device missed. */
  rxMissedErrors: u64,
  /** Aborted sends. */
  txAbortedErrors: u64,
  /** Sends without carrier. */
  txCarrierErrors: u64,
  /** Send queue underruns. */
  txFifoErrors: u64,
  /** Missing heartbeats. */
  txHeartbeatErrors: u64,
  /** Late collisions. */
  txWindowErrors: u64,
  /** Compressed packets received. */
  rxCompressed: u64,
  /** Compressed packets sent. */
  txCompressed: u64,
  /** Packets that no protocol wanted. */
  rxNohandler: u64,
  /** Packets for another host, dropped (Linux 5.19). */
  rxOtherhostDropped: u64,
} as const;
/** `struct rtnl_link_stats64`: counters of 64 bits. */
export interface LinkStats64 extends StructOutput<typeof linkStats64Fields> {}
/** Input of {@link linkStats64}. */
export interface LinkStats64Input extends StructInput<typeof linkStats64Fields> {}
/** `struct rtnl_link_stats64` (`linux/if_link.h`). */
export const linkStats64: Struct<LinkStats64, LinkStats64Input> = struct("rtnl_link_stats64", linkStats64Fields);

const hwStats64Fields = {
  /** Packets received. */
  rxPackets: u64,
  /** Packets sent. */
  txPackets: u64,
  /** Bytes received. */
  rxBytes: u64,
  /** Bytes sent. */
  txBytes: u64,
  /** Bad packets received. */
  rxErrors: u64,
  /** Packets that could not be sent. */
  txErrors: u64,
  /** Received packets dropped for want of buffers or a taker. */
  rxDropped: u64,
  /** Packets dropped on the way out. */
  txDropped: u64,
  /** Multicast packets received. */
  multicast: u64,
} as const;
/** `struct rtnl_hw_stats64`: counters kept by hardware (Linux 5.18). */
export interface HwStats64 extends StructOutput<typeof hwStats64Fields> {}
/** Input of {@link hwStats64}. */
export interface HwStats64Input extends StructInput<typeof hwStats64Fields> {}
/** `struct rtnl_hw_stats64` (`linux/if_link.h`). */
export const hwStats64: Struct<HwStats64, HwStats64Input> = struct("rtnl_hw_stats64", hwStats64Fields);

const bridgeVlanXstatsFields = {
  rxBytes: u64,
  rxPackets: u64,
  txBytes: u64,
  txPackets: u64,
  /** VLAN identifier. */
  vid: u16,
  /** BRIDGE_VLAN_INFO_*. */
  flags: u16,
  pad2: u32,
} as const;
/** `struct bridge_vlan_xstats`: counters of one VLAN of a bridge or port. */
export interface BridgeVlanXstats extends StructOutput<typeof bridgeVlanXstatsFields> {}
/** Input of {@link bridgeVlanXstats}. */
export interface BridgeVlanXstatsInput extends StructInput<typeof bridgeVlanXstatsFields> {}
/** `struct bridge_vlan_xstats` (`linux/if_bridge.h`). */
export const bridgeVlanXstats: Struct<BridgeVlanXstats, BridgeVlanXstatsInput> = struct(
  "bridge_vlan_xstats",
  bridgeVlanXstatsFields,
);

const bridgeMcastStatsFields = {
  igmpV1queries: fixedArray(u64, 2),
  igmpV2queries: fixedArray(u64, 2),
  igmpV3queries: fixedArray(u64, 2),
  igmpLeaves: fixedArray(u64, 2),
  igmpV1reports: fixedArray(u64, 2),
  igmpV2reports: fixedArray(u64, 2),
  igmpV3reports: fixedArray(u64, 2),
  igmpParseErrors: u64,
  mldV1queries: fixedArray(u64, 2),
  mldV2queries: fixedArray(u64, 2),
  mldLeaves: fixedArray(u64, 2),
  mldV1reports: fixedArray(u64, 2),
  mldV2reports: fixedArray(u64, 2),
  mldParseErrors: u64,
  mcastBytes: fixedArray(u64, 2),
  mcastPackets: fixedArray(u64, 2),
} as const;
/** `struct br_mcast_stats`: IGMP and MLD counters, each received and sent. */
export interface BridgeMcastStats extends StructOutput<typeof bridgeMcastStatsFields> {}
/** Input of {@link bridgeMcastStats}. */
export interface BridgeMcastStatsInput extends StructInput<typeof bridgeMcastStatsFields> {}
/** `struct br_mcast_stats` (`linux/if_bridge.h`). */
export const bridgeMcastStats: Struct<BridgeMcastStats, BridgeMcastStatsInput> = struct(
  "br_mcast_stats",
  bridgeMcastStatsFields,
);

const bridgeStpXstatsFields = {
  transitionBlk: u64,
  transitionFwd: u64,
  rxBpdu: u64,
  txBpdu: u64,
  rxTcn: u64,
  txTcn: u64,
} as const;
/** `struct bridge_stp_xstats`: spanning tree counters of a port. */
export interface BridgeStpXstats extends StructOutput<typeof bridgeStpXstatsFields> {}
/** Input of {@link bridgeStpXstats}. */
export interface BridgeStpXstatsInput extends StructInput<typeof bridgeStpXstatsFields> {}
/** `struct bridge_stp_xstats` (`linux/if_bridge.h`). */
export const bridgeStpXstats: Struct<BridgeStpXstats, BridgeStpXstatsInput> = struct(
  "bridge_stp_xstats",
  bridgeStpXstatsFields,
);

const ifStatsMsgFields = {
  /** AF_UNSPEC, or AF_BRIDGE for a bridge's own. */
  family: u8,
  pad1: u8,
  pad2: u16,
  /** The link; 0 in a dump of all. */
  ifindex: u32,
  /** Bit n - 1 asks for attribute n of IFLA_STATS_*. */
  filterMask: u32,
} as const;
/** `struct if_stats_msg`: header of RTM_NEWSTATS, RTM_GETSTATS and RTM_SETSTATS. */
export interface IfStatsMsg extends StructOutput<typeof ifStatsMsgFields> {}
/** Input of {@link ifStatsMsg}. */
export interface IfStatsMsgInput extends StructInput<typeof ifStatsMsgFields> {}
/** `struct if_stats_msg` (`linux/if_link.h`). */
export const ifStatsMsg: Struct<IfStatsMsg, IfStatsMsgInput> = struct("if_stats_msg", ifStatsMsgFields);

const bridgeXstatsAttributes = {
  /** BRIDGE_XSTATS_VLAN: counters of each VLAN. */
  vlan: [1, repeated(bridgeVlanXstats)],
  /** BRIDGE_XSTATS_MCAST: IGMP and MLD counters. */
  mcast: [2, bridgeMcastStats],
  /** BRIDGE_XSTATS_PAD: alignment. */
  pad: [3, binary],
  /** BRIDGE_XSTATS_STP: spanning tree counters. */
  stp: [4, bridgeStpXstats],
} as const;

/** What a bridge or its port counts besides packets. */
export interface BridgeXstats extends Output<typeof bridgeXstatsAttributes> {}
/** Input of {@link bridgeXstats}. */
export interface BridgeXstatsInput extends Input<typeof bridgeXstatsAttributes> {}
/** BRIDGE_XSTATS_* (`linux/if_bridge.h`). */
export const bridgeXstats: Space<BridgeXstats, BridgeXstatsInput> = attributeSet(
  "BRIDGE_XSTATS_",
  bridgeXstatsAttributes,
);

const lacpStatsAttributes = {
  /** BOND_3AD_STAT_LACPDU_RX: LACP messages received. */
  lacpduRx: [0, u64],
  /** BOND_3AD_STAT_LACPDU_TX: LACP messages sent. */
  lacpduTx: [1, u64],
  /** BOND_3AD_STAT_LACPDU_UNKNOWN_RX: received messages of an unknown type. */
  lacpduUnknownRx: [2, u64],
  /** BOND_3AD_STAT_LACPDU_ILLEGAL_RX: received messages that are malformed. */
  lacpduIllegalRx: [3, u64],
  /** BOND_3AD_STAT_MARKER_RX: markers received. */
  markerRx: [4, u64],
  /** BOND_3AD_STAT_MARKER_TX: markers sent. */
  markerTx: [5, u64],
  /** BOND_3AD_STAT_MARKER_RESP_RX: answers to markers received. */
  markerRespRx: [6, u64],
  /** BOND_3AD_STAT_MARKER_RESP_TX: answers to markers sent. */
  markerRespTx: [7, u64],
  /** BOND_3AD_STAT_MARKER_UNKNOWN_RX: markers of an unknown type received. */
  markerUnknownRx: [8, u64],
  /** BOND_3AD_STAT_PAD: alignment. */
  pad: [9, binary],
} as const;

/** LACP counters of a bond or its port. */
export interface LacpStats extends Output<typeof lacpStatsAttributes> {}
/** Input of {@link lacpStats}. */
export interface LacpStatsInput extends Input<typeof lacpStatsAttributes> {}
/** BOND_3AD_STAT_* (`linux/if_bonding.h`). */
export const lacpStats: Space<LacpStats, LacpStatsInput> = attributeSet("BOND_3AD_STAT_", lacpStatsAttributes);

const bondXstatsAttributes = {
  /** BOND_XSTATS_3AD: LACP counters. */
  lacp: [1, lacpStats, "BOND_XSTATS_3AD"],
} as const;

/** What a bond or its port counts besides packets. */
export interface BondXstats extends Output<typeof bondXstatsAttributes> {}
/** Input of {@link bondXstats}. */
export interface BondXstatsInput extends Input<typeof bondXstatsAttributes> {}
/** BOND_XSTATS_* (`linux/if_bonding.h`). */
export const bondXstats: Space<BondXstats, BondXstatsInput> = attributeSet("BOND_XSTATS_", bondXstatsAttributes);

const linkXstatsAttributes = {
  /** LINK_XSTATS_TYPE_BRIDGE: counters of a bridge or its port. */
  bridge: [1, bridgeXstats],
  /** LINK_XSTATS_TYPE_BOND: counters of a bond or its port. */
  bond: [2, bondXstats],
} as const;

/** Counters by kind of link. */
export interface LinkXstats extends Output<typeof linkXstatsAttributes> {}
/** Input of {@link linkXstats}. */
export interface LinkXstatsInput extends Input<typeof linkXstatsAttributes> {}
/** LINK_XSTATS_TYPE_* (`linux/if_link.h`). */
export const linkXstats: Space<LinkXstats, LinkXstatsInput> = attributeSet("LINK_XSTATS_TYPE_", linkXstatsAttributes);

const hardwareStatsInfoAttributes = {
  /** IFLA_OFFLOAD_XSTATS_HW_S_INFO_REQUEST: whether hardware counters are asked for. */
  request: [1, u8],
  /** IFLA_OFFLOAD_XSTATS_HW_S_INFO_USED: whether they are in use. */
  used: [2, u8],
} as const;

/** State of hardware counters (Linux 5.18). */
export interface HardwareStatsInfo extends Output<typeof hardwareStatsInfoAttributes> {}
/** Input of {@link hardwareStatsInfo}. */
export interface HardwareStatsInfoInput extends Input<typeof hardwareStatsInfoAttributes> {}
/** IFLA_OFFLOAD_XSTATS_HW_S_INFO_* (`linux/if_link.h`). */
export const hardwareStatsInfo: Space<HardwareStatsInfo, HardwareStatsInfoInput> = attributeSet(
  "IFLA_OFFLOAD_XSTATS_HW_S_INFO_",
  hardwareStatsInfoAttributes,
);

const offloadHardwareInfoAttributes = {
  /** IFLA_OFFLOAD_XSTATS_L3_STATS: state of the counters of routed packets. */
  l3Stats: [3, hardwareStatsInfo],
} as const;

/** State of hardware counters by what they count (Linux 5.18). */
export interface OffloadHardwareInfo extends Output<typeof offloadHardwareInfoAttributes> {}
/** Input of {@link offloadHardwareInfo}. */
export interface OffloadHardwareInfoInput extends Input<typeof offloadHardwareInfoAttributes> {}
/** IFLA_OFFLOAD_XSTATS_* (`linux/if_link.h`). */
export const offloadHardwareInfo: Space<OffloadHardwareInfo, OffloadHardwareInfoInput> = attributeSet(
  "IFLA_OFFLOAD_XSTATS_",
  offloadHardwareInfoAttributes,
);

const offloadXstatsAttributes = {
  /** IFLA_OFFLOAD_XSTATS_CPU_HIT: packets that hardware left to the CPU. */
  cpuHit: [1, linkStats64],
  /** IFLA_OFFLOAD_XSTATS_HW_S_INFO: state of hardware counters (Linux 5.18). */
  hwSInfo: [2, offloadHardwareInfo],
  /** IFLA_OFFLOAD_XSTATS_L3_STATS: packets that hardware routed (Linux 5.18). */
  l3Stats: [3, hwStats64],
} as const;

/** Counters of offloaded traffic. */
export interface OffloadXstats extends Output<typeof offloadXstatsAttributes> {}
/** Input of {@link offloadXstats}. */
export interface OffloadXstatsInput extends Input<typeof offloadXstatsAttributes> {}
/** IFLA_OFFLOAD_XSTATS_* (`linux/if_link.h`). */
export const offloadXstats: Space<OffloadXstats, OffloadXstatsInput> = attributeSet(
  "IFLA_OFFLOAD_XSTATS_",
  offloadXstatsAttributes,
);

const mplsLinkStatsFields = {
  /** Packets received. */
  rxPackets: u64,
  /** Packets sent. */
  txPackets: u64,
  /** Bytes received. */
  rxBytes: u64,
  /** Bytes sent. */
  txBytes: u64,
  /** Bad packets received. */
  rxErrors: u64,
  /** Packets that could not be sent. */
  txErrors: u64,
  /** Received packets dropped. */
  rxDropped: u64,
  /** Packets dropped on the way out. */
  txDropped: u64,
  /** Received packets of labels without a route. */
  rxNoroute: u64,
} as const;
/** `struct mpls_link_stats`: counters of MPLS packets. */
export interface MplsLinkStats extends StructOutput<typeof mplsLinkStatsFields> {}
/** Input of {@link mplsLinkStats}. */
export interface MplsLinkStatsInput extends StructInput<typeof mplsLinkStatsFields> {}
/** `struct mpls_link_stats` (`linux/mpls.h`). */
export const mplsLinkStats: Struct<MplsLinkStats, MplsLinkStatsInput> = struct("mpls_link_stats", mplsLinkStatsFields);

const mplsStatsAttributes = {
  /** MPLS_STATS_LINK: counters of packets. */
  link: [1, mplsLinkStats],
} as const;

/** What MPLS counts on a link. */
export interface MplsStats extends Output<typeof mplsStatsAttributes> {}
/** Input of {@link mplsStats}. */
export interface MplsStatsInput extends Input<typeof mplsStatsAttributes> {}
/** MPLS_STATS_* (`linux/mpls.h`). */
export const mplsStats: Space<MplsStats, MplsStatsInput> = attributeSet("MPLS_STATS_", mplsStatsAttributes);

const afStatsAttributes = {
  /** AF_MPLS: counters of MPLS. */
  mpls: [28, mplsStats],
} as const;

/** Counters by address family. */
export interface AfStats extends Output<typeof afStatsAttributes> {}
/** Input of {@link afStats}. */
export interface AfStatsInput extends Input<typeof afStatsAttributes> {}
/** AF_* (`linux/mpls.h`). */
export const afStats: Space<AfStats, AfStatsInput> = attributeSet("AF_", afStatsAttributes);

const statisticsAttributes = {
  /** IFLA_STATS_LINK_64: packet counters. */
  link64: [1, linkStats64, "IFLA_STATS_LINK_64"],
  /** IFLA_STATS_LINK_XSTATS: counters of the kind of link. */
  linkXstats: [2, linkXstats],
  /** IFLA_STATS_LINK_XSTATS_SLAVE: counters as a port of its master. */
  linkXstatsSlave: [3, linkXstats],
  /** IFLA_STATS_LINK_OFFLOAD_XSTATS: counters of offloaded traffic. */
  linkOffloadXstats: [4, offloadXstats],
  /** IFLA_STATS_AF_SPEC: counters by address family. */
  afSpec: [5, afStats],
} as const;

/** What RTM_NEWSTATS tells of a link. */
export interface Statistics extends Output<typeof statisticsAttributes> {}
/** Input of {@link statistics}. */
export interface StatisticsInput extends Input<typeof statisticsAttributes> {}
/** IFLA_STATS_* (`linux/if_link.h`). */
export const statistics: Space<Statistics, StatisticsInput> = attributeSet("IFLA_STATS_", statisticsAttributes);

const statisticsFiltersAttributes = {
  /** IFLA_STATS_LINK_64: unused. */
  link64: [1, u32, "IFLA_STATS_LINK_64"],
  /** IFLA_STATS_LINK_XSTATS: unused. */
  linkXstats: [2, u32],
  /** IFLA_STATS_LINK_XSTATS_SLAVE: unused. */
  linkXstatsSlave: [3, u32],
  /** IFLA_STATS_LINK_OFFLOAD_XSTATS: bit n - 1 asks for IFLA_OFFLOAD_XSTATS_* number n. */
  linkOffloadXstats: [4, u32],
  /** IFLA_STATS_AF_SPEC: unused. */
  afSpec: [5, u32],
} as const;

/** Further choice within the groups that the header asks for (Linux 5.18). */
export interface StatisticsFilters extends Output<typeof statisticsFiltersAttributes> {}
/** Input of {@link statisticsFilters}. */
export interface StatisticsFiltersInput extends Input<typeof statisticsFiltersAttributes> {}
/** IFLA_STATS_* (`linux/if_link.h`). */
export const statisticsFilters: Space<StatisticsFilters, StatisticsFiltersInput> = attributeSet(
  "IFLA_STATS_",
  statisticsFiltersAttributes,
);

const statisticsRequestAttributes = {
  /** IFLA_STATS_GET_FILTERS: choice within groups (Linux 5.18). */
  getFilters: [1, statisticsFilters],
  /** IFLA_STATS_SET_OFFLOAD_XSTATS_L3_STATS: turns counting of routed packets by hardware on or off (Linux 5.18). */
  setOffloadXstatsL3Stats: [2, u8],
} as const;

/** What RTM_GETSTATS and RTM_SETSTATS say besides the header. */
export interface StatisticsRequest extends Output<typeof statisticsRequestAttributes> {}
/** Input of {@link statisticsRequest}. */
export interface StatisticsRequestInput extends Input<typeof statisticsRequestAttributes> {}
/** IFLA_STATS_* (`linux/if_link.h`). */
export const statisticsRequest: Space<StatisticsRequest, StatisticsRequestInput> = attributeSet(
  "IFLA_STATS_",
  statisticsRequestAttributes,
);

/** Body of RTM_NEWSTATS. */
export const statisticsMessage: MessageSchema<IfStatsMsg, IfStatsMsgInput, Statistics, StatisticsInput> = message(
  ifStatsMsg,
  statistics,
);

/** Body of RTM_GETSTATS and RTM_SETSTATS. */
export const statisticsRequestMessage: MessageSchema<
  IfStatsMsg,
  IfStatsMsgInput,
  StatisticsRequest,
  StatisticsRequestInput
> = message(ifStatsMsg, statisticsRequest);

/** Statistics of links, as data. */
export const statisticsFamily: Family = {
  name: "stats",
  protocol: 0,
  messages: [
    { name: "RTM_NEWSTATS", type: RTM_NEWSTATS, schema: statisticsMessage },
    { name: "RTM_GETSTATS", type: RTM_GETSTATS, schema: statisticsRequestMessage },
    { name: "RTM_SETSTATS", type: RTM_SETSTATS, schema: statisticsRequestMessage },
  ],
  spaces: [
    { header: "linux/if_bridge.h", space: bridgeXstats },
    { header: "linux/if_bonding.h", space: bondXstats },
    { header: "linux/if_bonding.h", space: lacpStats },
    { header: "linux/mpls.h", space: mplsStats },
    { header: "linux/if_link.h", space: linkXstats },
    { header: "linux/if_link.h", space: hardwareStatsInfo },
    { header: "linux/if_link.h", space: offloadHardwareInfo },
    { header: "linux/if_link.h", space: offloadXstats },
    { header: "linux/if_link.h", space: statistics },
    { header: "linux/if_link.h", space: statisticsFilters },
    { header: "linux/if_link.h", space: statisticsRequest },
  ],
  structs: [
    { header: "linux/if_link.h", struct: linkStats },
    { header: "linux/if_link.h", struct: linkStats64 },
    { header: "linux/if_link.h", struct: hwStats64 },
    { header: "linux/if_bridge.h", struct: bridgeVlanXstats },
    { header: "linux/if_bridge.h", struct: bridgeMcastStats },
    { header: "linux/if_bridge.h", struct: bridgeStpXstats },
    { header: "linux/if_link.h", struct: ifStatsMsg },
    { header: "linux/mpls.h", struct: mplsLinkStats },
  ],
  names: [],
};

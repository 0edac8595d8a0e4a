import { NETLINK_ROUTE } from "../core/constants.ts";
import type { Input, Output, Space } from "../schema/attributes.ts";
import { attributeSet, repeated } from "../schema/attributes.ts";
import { binary } from "../schema/binary.ts";
import { choice, flagBits, onOff } from "../schema/choice.ts";
import { flagSet } from "../schema/enumeration.ts";
import { message } from "../schema/message.ts";
import type { Family } from "../schema/registry.ts";
import { i32, named, u16, u32, u64, u8 } from "../schema/scalars.ts";
import type { Struct, StructInput, StructOutput } from "../schema/struct.ts";
import { struct } from "../schema/struct.ts";
import { addressFamily } from "./address-family.ts";
import { bridgePortState, bridgeVlanInfo } from "./bridge-af-spec.ts";
import { mdb } from "./bridge-mdb.ts";
import { bridgeQuerier, multicastRouter } from "./link-kinds/bridge.ts";

/** RTM_NEWVLAN and its relatives (`linux/rtnetlink.h`): VLANs of bridges and their ports. */
export const RTM_NEWVLAN = 112;
export const RTM_DELVLAN = 113;
export const RTM_GETVLAN = 114;

/** BRIDGE_VLANDB_DUMPF_*: what a dump shall contain. */
export const vlanDumpFlags = flagSet("BRIDGE_VLANDB_DUMPF_", { stats: 1, global: 2 });

const brVlanMsgFields = {
  /** AF_BRIDGE. */
  family: named(u8, addressFamily),
  /** Reserved, 0. */
  reserved1: u8,
  /** Reserved, 0. */
  reserved2: u16,
  /** The bridge or port; 0 in a dump for all. */
  ifindex: i32,
} as const;
/** `struct br_vlan_msg`: header of VLAN messages. */
export interface BrVlanMsg extends StructOutput<typeof brVlanMsgFields> {}
/** Input of {@link brVlanMsg}. */
export interface BrVlanMsgInput extends StructInput<typeof brVlanMsgFields> {}
/** `struct br_vlan_msg` (`linux/if_bridge.h`). */
export const brVlanMsg: Struct<BrVlanMsg, BrVlanMsgInput> = struct("br_vlan_msg", brVlanMsgFields);

const vlanTunnelAttributes = {
  /** BRIDGE_VLANDB_TINFO_ID: tunnel of the VLAN, of a range that of the first one. */
  id: [1, u32],
  /** BRIDGE_VLANDB_TINFO_CMD: RTM_SETLINK sets it, RTM_DELLINK removes it. */
  cmd: [2, u32],
} as const;
/** Mapping of a VLAN to a tunnel. */
export interface VlanTunnel extends Output<typeof vlanTunnelAttributes> {}
/** Input of {@link vlanTunnel}. */
export interface VlanTunnelInput extends Input<typeof vlanTunnelAttributes> {}
/** BRIDGE_VLANDB_TINFO_* (`linux/if_bridge.h`). */
export const vlanTunnel: Space<VlanTunnel, VlanTunnelInput> = attributeSet(
  "BRIDGE_VLANDB_TINFO_",
  vlanTunnelAttributes,
);

const vlanStatisticsAttributes = {
  /** BRIDGE_VLANDB_STATS_RX_BYTES: bytes received. */
  rxBytes: [1, u64],
  /** BRIDGE_VLANDB_STATS_RX_PACKETS: packets received. */
  rxPackets: [2, u64],
  /** BRIDGE_VLANDB_STATS_TX_BYTES: bytes sent. */
  txBytes: [3, u64],
  /** BRIDGE_VLANDB_STATS_TX_PACKETS: packets sent. */
  txPackets: [4, u64],
  /** BRIDGE_VLANDB_STATS_PAD: alignment. */
  pad: [5, binary],
} as const;
/** Counters of a VLAN. */
export interface VlanStatistics extends Output<typeof vlanStatisticsAttributes> {}
/** Input of {@link vlanStatistics}. */
export interface VlanStatisticsInput extends Input<typeof vlanStatisticsAttributes> {}
/** BRIDGE_VLANDB_STATS_* (`linux/if_bridge.h`). */
export const vlanStatistics: Space<VlanStatistics, VlanStatisticsInput> = attributeSet(
  "BRIDGE_VLANDB_STATS_",
  vlanStatisticsAttributes,
);

const vlanEntryAttributes = {
  /** BRIDGE_VLANDB_ENTRY_INFO: the VLAN, or the first one of a range. */
  info: [1, bridgeVlanInfo],
  /** BRIDGE_VLANDB_ENTRY_RANGE: the last one of a range. */
  range: [2, u16],
  /** BRIDGE_VLANDB_ENTRY_STATE: spanning tree state. */
  state: [3, choice(u8, bridgePortState)],
  /** BRIDGE_VLANDB_ENTRY_TUNNEL_INFO: its tunnel. */
  tunnelInfo: [4, vlanTunnel],
  /** BRIDGE_VLANDB_ENTRY_STATS: counters. */
  stats: [5, vlanStatistics],
  /** BRIDGE_VLANDB_ENTRY_MCAST_ROUTER: whether a multicast router is there (Linux 5.15). */
  mcastRouter: [6, choice(u8, multicastRouter)],
  /** BRIDGE_VLANDB_ENTRY_MCAST_N_GROUPS: multicast groups (Linux 6.3). */
  mcastNGroups: [7, u32],
  /** BRIDGE_VLANDB_ENTRY_MCAST_MAX_GROUPS: most multicast groups, 0 for no limit (Linux 6.3). */
  mcastMaxGroups: [8, u32],
  /** BRIDGE_VLANDB_ENTRY_NEIGH_SUPPRESS: whether ARP and ND are answered by the bridge (Linux 6.4). */
  neighSuppress: [9, onOff],
  /** BRIDGE_VLANDB_ENTRY_NEIGH_FORWARD_GRAT: whether gratuitous ARP and ND are forwarded all the same (after Linux 6.18). */
  neighForwardGrat: [10, onOff],
} as const;
/** A VLAN of a bridge or port, or a range of them that are alike. */
export interface VlanEntry extends Output<typeof vlanEntryAttributes> {}
/** Input of {@link vlanEntry}. */
export interface VlanEntryInput extends Input<typeof vlanEntryAttributes> {}
/** BRIDGE_VLANDB_ENTRY_* (`linux/if_bridge.h`). */
export const vlanEntry: Space<VlanEntry, VlanEntryInput> = attributeSet("BRIDGE_VLANDB_ENTRY_", vlanEntryAttributes);

const vlanGlobalAttributes = {
  /** BRIDGE_VLANDB_GOPTS_ID: the VLAN, or the first one of a range. */
  id: [1, u16],
  /** BRIDGE_VLANDB_GOPTS_RANGE: the last one of a range. */
  range: [2, u16],
  /** BRIDGE_VLANDB_GOPTS_MCAST_SNOOPING: whether multicast is only sent where wanted. */
  mcastSnooping: [3, onOff],
  /** BRIDGE_VLANDB_GOPTS_MCAST_IGMP_VERSION: 2 or 3. */
  mcastIgmpVersion: [4, u8],
  /** BRIDGE_VLANDB_GOPTS_MCAST_MLD_VERSION: 1 or 2. */
  mcastMldVersion: [5, u8],
  /** BRIDGE_VLANDB_GOPTS_MCAST_LAST_MEMBER_CNT: queries after a leave. */
  mcastLastMemberCnt: [6, u32],
  /** BRIDGE_VLANDB_GOPTS_MCAST_STARTUP_QUERY_CNT: queries at the start. */
  mcastStartupQueryCnt: [7, u32],
  /** BRIDGE_VLANDB_GOPTS_MCAST_LAST_MEMBER_INTVL: 1/100 s between queries after a leave. */
  mcastLastMemberIntvl: [8, u64],
  /** BRIDGE_VLANDB_GOPTS_PAD: alignment. */
  pad: [9, binary],
  /** BRIDGE_VLANDB_GOPTS_MCAST_MEMBERSHIP_INTVL: 1/100 s that a membership counts. */
  mcastMembershipIntvl: [10, u64],
  /** BRIDGE_VLANDB_GOPTS_MCAST_QUERIER_INTVL: 1/100 s that another querier counts. */
  mcastQuerierIntvl: [11, u64],
  /** BRIDGE_VLANDB_GOPTS_MCAST_QUERY_INTVL: 1/100 s between queries. */
  mcastQueryIntvl: [12, u64],
  /** BRIDGE_VLANDB_GOPTS_MCAST_QUERY_RESPONSE_INTVL: 1/100 s to answer in. */
  mcastQueryResponseIntvl: [13, u64],
  /** BRIDGE_VLANDB_GOPTS_MCAST_STARTUP_QUERY_INTVL: 1/100 s between queries at the start. */
  mcastStartupQueryIntvl: [14, u64],
  /** BRIDGE_VLANDB_GOPTS_MCAST_QUERIER: whether the bridge sends queries. */
  mcastQuerier: [15, onOff],
  /** BRIDGE_VLANDB_GOPTS_MCAST_ROUTER_PORTS: ports with multicast routers, as MDBA_ROUTER. */
  mcastRouterPorts: [16, mdb],
  /** BRIDGE_VLANDB_GOPTS_MCAST_QUERIER_STATE: known queriers. */
  mcastQuerierState: [17, bridgeQuerier],
  /** BRIDGE_VLANDB_GOPTS_MSTI: spanning tree instance (Linux 5.18). */
  msti: [18, u16],
} as const;
/** Options of a VLAN that hold for the whole bridge (Linux 5.15). */
export interface VlanGlobal extends Output<typeof vlanGlobalAttributes> {}
/** Input of {@link vlanGlobal}. */
export interface VlanGlobalInput extends Input<typeof vlanGlobalAttributes> {}
/** BRIDGE_VLANDB_GOPTS_* (`linux/if_bridge.h`). */
export const vlanGlobal: Space<VlanGlobal, VlanGlobalInput> = attributeSet(
  "BRIDGE_VLANDB_GOPTS_",
  vlanGlobalAttributes,
);

const vlanDbAttributes = {
  /** BRIDGE_VLANDB_ENTRY: a VLAN of the bridge or port. */
  entry: [1, repeated(vlanEntry)],
  /** BRIDGE_VLANDB_GLOBAL_OPTIONS: options of a VLAN for the whole bridge (Linux 5.15). */
  globalOptions: [2, repeated(vlanGlobal)],
} as const;
/** VLANs of a bridge or port. */
export interface VlanDb extends Output<typeof vlanDbAttributes> {}
/** Input of {@link vlanDb}. */
export interface VlanDbInput extends Input<typeof vlanDbAttributes> {}
/** BRIDGE_VLANDB_* (`linux/if_bridge.h`). */
export const vlanDb: Space<VlanDb, VlanDbInput> = attributeSet("BRIDGE_VLANDB_", vlanDbAttributes);

const vlanDumpAttributes = {
  /** BRIDGE_VLANDB_DUMP_FLAGS: what the dump shall contain. */
  flags: [1, flagBits(u32, vlanDumpFlags)],
} as const;
/** What a dump of VLANs is asked with. */
export interface VlanDump extends Output<typeof vlanDumpAttributes> {}
/** Input of {@link vlanDump}. */
export interface VlanDumpInput extends Input<typeof vlanDumpAttributes> {}
/** BRIDGE_VLANDB_DUMP_* (`linux/if_bridge.h`). */
export const vlanDump: Space<VlanDump, VlanDumpInput> = attributeSet("BRIDGE_VLANDB_DUMP_", vlanDumpAttributes);

/** Body of RTM_NEWVLAN and RTM_DELVLAN. */
export const vlanMessage = message(brVlanMsg, vlanDb);
/** Body of the request RTM_GETVLAN. */
export const vlanDumpMessage = message(brVlanMsg, vlanDump);

const header = "linux/if_bridge.h";
/** VLAN messages of rtnetlink. */
export const bridgeVlanFamily: Family = {
  name: "bridge-vlan",
  protocol: NETLINK_ROUTE,
  messages: [
    { name: "RTM_NEWVLAN", type: RTM_NEWVLAN, schema: vlanMessage },
    { name: "RTM_DELVLAN", type: RTM_DELVLAN, schema: vlanMessage },
    { name: "RTM_GETVLAN", type: RTM_GETVLAN, schema: vlanDumpMessage },
  ],
  spaces: [vlanTunnel, vlanStatistics, vlanEntry, vlanGlobal, vlanDb, vlanDump].map((space) => ({ header, space })),
  structs: [{ header, struct: brVlanMsg }],
  names: [{ header, names: vlanDumpFlags }],
};

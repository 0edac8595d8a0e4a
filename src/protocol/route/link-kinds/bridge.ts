import { hardwareAddress, ipv4, ipv6, linkAddress } from "../../schema/addresses.ts";
import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { binary } from "../../schema/binary.ts";
import { choice, onOff, onOff32 } from "../../schema/choice.ts";
import { enumeration } from "../../schema/enumeration.ts";
import type { Family } from "../../schema/registry.ts";
import { be16, flag, u16, u32, u64, u8 } from "../../schema/scalars.ts";
import type { Struct, StructInput, StructOutput } from "../../schema/struct.ts";
import { struct } from "../../schema/struct.ts";
import { vlanProtocol } from "./vlan.ts";

/** BR_BOOLOPT_*: bit numbers of IFLA_BR_MULTI_BOOLOPT. */
export const bridgeOptions = enumeration("BR_BOOLOPT_", {
  no_ll_learn: 0,
  mcast_vlan_snooping: 1,
  mst_enable: 2,
  mdb_offload_fail_notification: 3,
  fdb_local_vlan_0: 4,
});

/** BR_STP_MODE_*: who runs the spanning tree protocol. */
export const stpMode = enumeration("BR_STP_MODE_", {
  auto: 0,
  user: 1,
  kernel: 2,
});

/** MDB_RTR_TYPE_*: whether a multicast router is behind a port. */
export const multicastRouter = enumeration("MDB_RTR_TYPE_", {
  disabled: 0,
  temp_query: 1,
  perm: 2,
  temp: 3,
});

const bridgeIdFields = {
  /** Priority. */
  prio: be16,
  /** Address. */
  addr: hardwareAddress(6),
} as const;
/** `struct ifla_bridge_id`: identifier of a bridge in the spanning tree. */
export interface BridgeId extends StructOutput<typeof bridgeIdFields> {}
/** Input of {@link bridgeId}. */
export interface BridgeIdInput extends StructInput<typeof bridgeIdFields> {}
/** `struct ifla_bridge_id` (`linux/if_link.h`). */
export const bridgeId: Struct<BridgeId, BridgeIdInput> = struct("ifla_bridge_id", bridgeIdFields);

const bridgeOptionBitsFields = {
  /** Values, bit n for option n. */
  optval: u32,
  /** Which options are meant. */
  optmask: u32,
} as const;
/** `struct br_boolopt_multi`: on-off options of a bridge. */
export interface BridgeOptionBits extends StructOutput<typeof bridgeOptionBitsFields> {}
/** Input of {@link bridgeOptionBits}. */
export interface BridgeOptionBitsInput extends StructInput<typeof bridgeOptionBitsFields> {}
/** `struct br_boolopt_multi` (`linux/if_bridge.h`). */
export const bridgeOptionBits: Struct<BridgeOptionBits, BridgeOptionBitsInput> = struct(
  "br_boolopt_multi",
  bridgeOptionBitsFields,
);

const bridgeQuerierAttributes = {
  /** BRIDGE_QUERIER_IP_ADDRESS: the querier. */
  ipAddress: [1, ipv4],
  /** BRIDGE_QUERIER_IP_PORT: port behind which it is. */
  ipPort: [2, u32],
  /** BRIDGE_QUERIER_IP_OTHER_TIMER: 1/100 s until it counts as gone. */
  ipOtherTimer: [3, u64],
  /** BRIDGE_QUERIER_PAD: alignment. */
  pad: [4, binary],
  /** BRIDGE_QUERIER_IPV6_ADDRESS: the querier. */
  ipv6Address: [5, ipv6],
  /** BRIDGE_QUERIER_IPV6_PORT: port behind which it is. */
  ipv6Port: [6, u32],
  /** BRIDGE_QUERIER_IPV6_OTHER_TIMER: 1/100 s until it counts as gone. */
  ipv6OtherTimer: [7, u64],
} as const;

/** Known multicast queriers (Linux 5.15). */
export interface BridgeQuerier extends Output<typeof bridgeQuerierAttributes> {}
/** Input of {@link bridgeQuerier}. */
export interface BridgeQuerierInput extends Input<typeof bridgeQuerierAttributes> {}
/** BRIDGE_QUERIER_* (`linux/if_bridge.h`). */
export const bridgeQuerier: Space<BridgeQuerier, BridgeQuerierInput> = attributeSet(
  "BRIDGE_QUERIER_",
  bridgeQuerierAttributes,
);

const bridgeAttributes = {
  /** IFLA_BR_FORWARD_DELAY: 1/100 s in the listening and learning states. */
  forwardDelay: [1, u32],
  /** IFLA_BR_HELLO_TIME: 1/100 s between hello packets. */
  helloTime: [2, u32],
  /** IFLA_BR_MAX_AGE: 1/100 s that a hello packet counts. */
  maxAge: [3, u32],
  /** IFLA_BR_AGEING_TIME: 1/100 s that a learnt address is kept. */
  ageingTime: [4, u32],
  /** IFLA_BR_STP_STATE: 1 with spanning tree protocol, 0 without. */
  stpState: [5, onOff32],
  /** IFLA_BR_PRIORITY: priority in the spanning tree. */
  priority: [6, u16],
  /** IFLA_BR_VLAN_FILTERING: whether VLANs are looked at. */
  vlanFiltering: [7, onOff],
  /** IFLA_BR_VLAN_PROTOCOL: ETH_P_8021Q or ETH_P_8021AD. */
  vlanProtocol: [8, choice(be16, vlanProtocol)],
  /** IFLA_BR_GROUP_FWD_MASK: bit n forwards 01:80:c2:00:00:0n. */
  groupFwdMask: [9, u16],
  /** IFLA_BR_ROOT_ID: root of the spanning tree. */
  rootId: [10, bridgeId],
  /** IFLA_BR_BRIDGE_ID: this bridge. */
  bridgeId: [11, bridgeId],
  /** IFLA_BR_ROOT_PORT: port towards the root. */
  rootPort: [12, u16],
  /** IFLA_BR_ROOT_PATH_COST: cost of the path to the root. */
  rootPathCost: [13, u32],
  /** IFLA_BR_TOPOLOGY_CHANGE: a change is going on. */
  topologyChange: [14, onOff],
  /** IFLA_BR_TOPOLOGY_CHANGE_DETECTED: a change was seen. */
  topologyChangeDetected: [15, onOff],
  /** IFLA_BR_HELLO_TIMER: 1/100 s left. */
  helloTimer: [16, u64],
  /** IFLA_BR_TCN_TIMER: 1/100 s left. */
  tcnTimer: [17, u64],
  /** IFLA_BR_TOPOLOGY_CHANGE_TIMER: 1/100 s left. */
  topologyChangeTimer: [18, u64],
  /** IFLA_BR_GC_TIMER: 1/100 s until old addresses are removed. */
  gcTimer: [19, u64],
  /** IFLA_BR_GROUP_ADDR: destination of spanning tree packets. */
  groupAddr: [20, linkAddress],
  /** IFLA_BR_FDB_FLUSH: forgets all learnt addresses. */
  fdbFlush: [21, flag],
  /** IFLA_BR_MCAST_ROUTER: whether the bridge is a multicast router. */
  mcastRouter: [22, choice(u8, multicastRouter)],
  /** IFLA_BR_MCAST_SNOOPING: whether multicast is only sent where wanted. */
  mcastSnooping: [23, onOff],
  /** IFLA_BR_MCAST_QUERY_USE_IFADDR: whether queries carry the bridge's address. */
  mcastQueryUseIfaddr: [24, onOff],
  /** IFLA_BR_MCAST_QUERIER: whether the bridge sends queries. */
  mcastQuerier: [25, onOff],
  /** IFLA_BR_MCAST_HASH_ELASTICITY: no effect since Linux 5.0. */
  mcastHashElasticity: [26, u32],
  /** IFLA_BR_MCAST_HASH_MAX: most multicast groups. */
  mcastHashMax: [27, u32],
  /** IFLA_BR_MCAST_LAST_MEMBER_CNT: queries after a leave. */
  mcastLastMemberCnt: [28, u32],
  /** IFLA_BR_MCAST_STARTUP_QUERY_CNT: queries at the start. */
  mcastStartupQueryCnt: [29, u32],
  /** IFLA_BR_MCAST_LAST_MEMBER_INTVL: 1/100 s between queries after a leave. */
  mcastLastMemberIntvl: [30, u64],
  /** IFLA_BR_MCAST_MEMBERSHIP_INTVL: 1/100 s that a membership counts. */
  mcastMembershipIntvl: [31, u64],
  /** IFLA_BR_MCAST_QUERIER_INTVL: 1/100 s that another querier counts. */
  mcastQuerierIntvl: [32, u64],
  /** IFLA_BR_MCAST_QUERY_INTVL: 1/100 s between queries. */
  mcastQueryIntvl: [33, u64],
  /** IFLA_BR_MCAST_QUERY_RESPONSE_INTVL: 1/100 s to answer in. */
  mcastQueryResponseIntvl: [34, u64],
  /** IFLA_BR_MCAST_STARTUP_QUERY_INTVL: 1/100 s between queries at the start. */
  mcastStartupQueryIntvl: [35, u64],
  /** IFLA_BR_NF_CALL_IPTABLES: whether iptables sees bridged packets. */
  nfCallIptables: [36, onOff],
  /** IFLA_BR_NF_CALL_IP6TABLES: whether ip6tables sees bridged packets. */
  nfCallIp6tables: [37, onOff],
  /** IFLA_BR_NF_CALL_ARPTABLES: whether arptables sees bridged packets. */
  nfCallArptables: [38, onOff],
  /** IFLA_BR_VLAN_DEFAULT_PVID: VLAN of untagged packets; 0 for none. */
  vlanDefaultPvid: [39, u16],
  /** IFLA_BR_PAD: alignment. */
  pad: [40, binary],
  /** IFLA_BR_VLAN_STATS_ENABLED: whether VLANs are counted. */
  vlanStatsEnabled: [41, onOff],
  /** IFLA_BR_MCAST_STATS_ENABLED: whether IGMP and MLD are counted. */
  mcastStatsEnabled: [42, onOff],
  /** IFLA_BR_MCAST_IGMP_VERSION: 2 or 3. */
  mcastIgmpVersion: [43, u8],
  /** IFLA_BR_MCAST_MLD_VERSION: 1 or 2. */
  mcastMldVersion: [44, u8],
  /** IFLA_BR_VLAN_STATS_PER_PORT: whether VLANs are counted for each port. */
  vlanStatsPerPort: [45, onOff],
  /** IFLA_BR_MULTI_BOOLOPT: on-off options. */
  multiBoolopt: [46, bridgeOptionBits],
  /** IFLA_BR_MCAST_QUERIER_STATE: known queriers (Linux 5.15). */
  mcastQuerierState: [47, bridgeQuerier],
  /** IFLA_BR_FDB_N_LEARNED: learnt addresses (Linux 6.7). */
  fdbNLearned: [48, u32],
  /** IFLA_BR_FDB_MAX_LEARNED: most learnt addresses, 0 for no limit (Linux 6.7). */
  fdbMaxLearned: [49, u32],
  /** IFLA_BR_STP_MODE: who runs the spanning tree protocol (Linux 7.1). */
  stpMode: [50, choice(u32, stpMode)],
} as const;

/** A bridge (`ip link add type bridge …`). */
export interface Bridge extends Output<typeof bridgeAttributes> {}
/** Input of {@link bridge}. */
export interface BridgeInput extends Input<typeof bridgeAttributes> {}
/** IFLA_BR_* (`linux/if_link.h`). */
export const bridge: Space<Bridge, BridgeInput> = attributeSet("IFLA_BR_", bridgeAttributes);

/** Bridges, as data. */
export const bridgeFamily: Family = {
  name: "bridge",
  protocol: 0,
  messages: [],
  spaces: [
    { header: "linux/if_bridge.h", space: bridgeQuerier },
    { header: "linux/if_link.h", space: bridge },
  ],
  structs: [
    { header: "linux/if_link.h", struct: bridgeId },
    { header: "linux/if_bridge.h", struct: bridgeOptionBits },
  ],
  names: [
    { header: "linux/if_bridge.h", names: bridgeOptions },
    { header: "linux/if_link.h", names: stpMode },
    { header: "linux/if_bridge.h", names: multicastRouter },
  ],
};

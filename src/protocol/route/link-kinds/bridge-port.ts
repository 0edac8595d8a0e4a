import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { binary } from "../../schema/binary.ts";
import { choice, onOff } from "../../schema/choice.ts";
import type { Family } from "../../schema/registry.ts";
import { flag, u16, u32, u64, u8 } from "../../schema/scalars.ts";
import { bridgePortState } from "../bridge-af-spec.ts";
import { bridgeId, multicastRouter } from "./bridge.ts";

const bridgePortAttributes = {
  /** IFLA_BRPORT_STATE: spanning tree state. */
  state: [1, choice(u8, bridgePortState)],
  /** IFLA_BRPORT_PRIORITY: priority in the spanning tree. */
  priority: [2, u16],
  /** IFLA_BRPORT_COST: cost in the spanning tree. */
  cost: [3, u32],
  /** IFLA_BRPORT_MODE: hairpin: whether packets may leave by the port they came in by. */
  mode: [4, onOff],
  /** IFLA_BRPORT_GUARD: whether spanning tree packets disable the port. */
  guard: [5, onOff],
  /** IFLA_BRPORT_PROTECT: whether the port may not become the root port. */
  protect: [6, onOff],
  /** IFLA_BRPORT_FAST_LEAVE: whether a leave ends a membership at once. */
  fastLeave: [7, onOff],
  /** IFLA_BRPORT_LEARNING: whether addresses are learnt. */
  learning: [8, onOff],
  /** IFLA_BRPORT_UNICAST_FLOOD: whether packets to unknown addresses are sent. */
  unicastFlood: [9, onOff],
  /** IFLA_BRPORT_PROXYARP: whether ARP is answered for others. */
  proxyarp: [10, onOff],
  /** IFLA_BRPORT_LEARNING_SYNC: whether addresses learnt by hardware are taken over. */
  learningSync: [11, onOff],
  /** IFLA_BRPORT_PROXYARP_WIFI: whether ARP is answered for others, as wireless needs it. */
  proxyarpWifi: [12, onOff],
  /** IFLA_BRPORT_ROOT_ID: root of the spanning tree. */
  rootId: [13, bridgeId],
  /** IFLA_BRPORT_BRIDGE_ID: designated bridge. */
  bridgeId: [14, bridgeId],
  /** IFLA_BRPORT_DESIGNATED_PORT: designated port. */
  designatedPort: [15, u16],
  /** IFLA_BRPORT_DESIGNATED_COST: designated cost. */
  designatedCost: [16, u16],
  /** IFLA_BRPORT_ID: port identifier with priority. */
  id: [17, u16],
  /** IFLA_BRPORT_NO: port number. */
  no: [18, u16],
  /** IFLA_BRPORT_TOPOLOGY_CHANGE_ACK: a topology change is acknowledged. */
  topologyChangeAck: [19, onOff],
  /** IFLA_BRPORT_CONFIG_PENDING: a configuration packet waits. */
  configPending: [20, onOff],
  /** IFLA_BRPORT_MESSAGE_AGE_TIMER: 1/100 s left. */
  messageAgeTimer: [21, u64],
  /** IFLA_BRPORT_FORWARD_DELAY_TIMER: 1/100 s left. */
  forwardDelayTimer: [22, u64],
  /** IFLA_BRPORT_HOLD_TIMER: 1/100 s left. */
  holdTimer: [23, u64],
  /** IFLA_BRPORT_FLUSH: forgets the addresses learnt behind the port. */
  flush: [24, flag],
  /** IFLA_BRPORT_MULTICAST_ROUTER: whether a multicast router is behind the port. */
  multicastRouter: [25, choice(u8, multicastRouter)],
  /** IFLA_BRPORT_PAD: alignment. */
  pad: [26, binary],
  /** IFLA_BRPORT_MCAST_FLOOD: whether multicast to unknown groups is sent. */
  mcastFlood: [27, onOff],
  /** IFLA_BRPORT_MCAST_TO_UCAST: whether multicast is sent as unicast to each member. */
  mcastToUcast: [28, onOff],
  /** IFLA_BRPORT_VLAN_TUNNEL: whether VLANs are mapped to tunnels. */
  vlanTunnel: [29, onOff],
  /** IFLA_BRPORT_BCAST_FLOOD: whether broadcast is sent. */
  bcastFlood: [30, onOff],
  /** IFLA_BRPORT_GROUP_FWD_MASK: bit n forwards 01:80:c2:00:00:0n. */
  groupFwdMask: [31, u16],
  /** IFLA_BRPORT_NEIGH_SUPPRESS: whether ARP and ND are answered by the bridge. */
  neighSuppress: [32, onOff],
  /** IFLA_BRPORT_ISOLATED: whether isolated ports are kept apart. */
  isolated: [33, onOff],
  /** IFLA_BRPORT_BACKUP_PORT: port that takes over without carrier. */
  backupPort: [34, u32],
  /** IFLA_BRPORT_MRP_RING_OPEN: state of the MRP ring. */
  mrpRingOpen: [35, onOff],
  /** IFLA_BRPORT_MRP_IN_OPEN: state of the MRP interconnection. */
  mrpInOpen: [36, onOff],
  /** IFLA_BRPORT_MCAST_EHT_HOSTS_LIMIT: most tracked multicast hosts (Linux 5.12). */
  mcastEhtHostsLimit: [37, u32],
  /** IFLA_BRPORT_MCAST_EHT_HOSTS_CNT: tracked multicast hosts (Linux 5.12). */
  mcastEhtHostsCnt: [38, u32],
  /** IFLA_BRPORT_LOCKED: whether unknown source addresses are dropped (Linux 5.18). */
  locked: [39, onOff],
  /** IFLA_BRPORT_MAB: whether those are noted for authentication (Linux 6.2). */
  mab: [40, onOff],
  /** IFLA_BRPORT_MCAST_N_GROUPS: multicast groups (Linux 6.3). */
  mcastNGroups: [41, u32],
  /** IFLA_BRPORT_MCAST_MAX_GROUPS: most multicast groups (Linux 6.3). */
  mcastMaxGroups: [42, u32],
  /** IFLA_BRPORT_NEIGH_VLAN_SUPPRESS: whether each VLAN says if ARP and ND are answered by the bridge (Linux 6.4). */
  neighVlanSuppress: [43, onOff],
  /** IFLA_BRPORT_BACKUP_NHID: nexthop to which the backup port sends (Linux 6.6). */
  backupNhid: [44, u32],
  /** IFLA_BRPORT_NEIGH_FORWARD_GRAT: whether gratuitous ARP and ND are forwarded all the same (after Linux 6.18). */
  neighForwardGrat: [45, onOff],
} as const;

/** A port of a bridge: IFLA_INFO_SLAVE_DATA of slave kind `bridge`, and IFLA_PROTINFO in messages of AF_BRIDGE. */
export interface BridgePort extends Output<typeof bridgePortAttributes> {}
/** Input of {@link bridgePort}. */
export interface BridgePortInput extends Input<typeof bridgePortAttributes> {}
/** IFLA_BRPORT_* (`linux/if_link.h`). */
export const bridgePort: Space<BridgePort, BridgePortInput> = attributeSet("IFLA_BRPORT_", bridgePortAttributes);

/** Ports of bridges, as data. */
export const bridgePortFamily: Family = {
  name: "bridge-port",
  protocol: 0,
  messages: [],
  spaces: [{ header: "linux/if_link.h", space: bridgePort }],
  structs: [],
  names: [],
};

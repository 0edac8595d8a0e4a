import { linkAddress } from "../schema/addresses.ts";
import type { Input, Output, Space } from "../schema/attributes.ts";
import { attributeSet, repeated } from "../schema/attributes.ts";
import { binary } from "../schema/binary.ts";
import type { Codec } from "../schema/codec.ts";
import { choice, flagBits, onOff } from "../schema/choice.ts";
import { enumeration, flagSet } from "../schema/enumeration.ts";
import type { Message, MessageInput, MessageSchema } from "../schema/message.ts";
import { message } from "../schema/message.ts";
import { byFamily } from "../schema/nests.ts";
import type { Family } from "../schema/registry.ts";
import { i32, named, u16, u32, u64, u8, uint } from "../schema/scalars.ts";
import type { Struct, StructInput, StructOutput } from "../schema/struct.ts";
import { struct } from "../schema/struct.ts";
import type { SubMessage, SubMessageInput } from "../schema/sub-message.ts";
import { subMessage } from "../schema/sub-message.ts";
import { bareString, interfaceName, nulString } from "../schema/text.ts";
import { afSpec, inet6 } from "./af-spec.ts";
import type { Inet6, Inet6Input } from "./af-spec.ts";
import { linkKinds, slaveKinds } from "./link-kinds/kinds.ts";
import { bridgePort } from "./link-kinds/bridge-port.ts";
import type { BridgePort, BridgePortInput } from "./link-kinds/bridge-port.ts";
import { netkitMode, netkitOf, netkitPairing, netkitPolicy, netkitScrub } from "./link-kinds/netkit.ts";
import { pairOf } from "./link-kinds/pair.ts";
import {
  extendedFilter,
  hardwareType,
  interfaceFlags,
  linkMode,
  operationalState,
  RTM_DELLINK,
  RTM_DELLINKPROP,
  RTM_GETLINK,
  RTM_GETLINKPROP,
  RTM_NEWLINK,
  RTM_NEWLINKPROP,
  RTM_SETLINK,
} from "./link-constants.ts";
import { linkStats, linkStats64 } from "./link-statistics.ts";
import { port, ports, virtualFunctions } from "./virtual-function.ts";

export {
  RTM_DELLINK,
  RTM_DELLINKPROP,
  RTM_GETLINK,
  RTM_GETLINKPROP,
  RTM_NEWLINK,
  RTM_NEWLINKPROP,
  RTM_SETLINK,
} from "./link-constants.ts";

/** XDP_ATTACHED_*: where an XDP program runs. */
export const xdpAttached = enumeration("XDP_ATTACHED_", {
  none: 0,
  drv: 1,
  skb: 2,
  hw: 3,
  multi: 4,
});

/** XDP_FLAGS_*: where and whether an XDP program is put. */
export const xdpFlags = flagSet("XDP_FLAGS_", {
  update_if_noexist: 1,
  skb_mode: 2,
  drv_mode: 4,
  hw_mode: 8,
  replace: 16,
});

/** IFLA_EVENT_*: what made the kernel send a message of a link. */
export const linkEvent = enumeration("IFLA_EVENT_", {
  none: 0,
  reboot: 1,
  features: 2,
  bonding_failover: 3,
  notify_peers: 4,
  igmp_resend: 5,
  bonding_options: 6,
});

const ifinfomsgFields = {
  /** AF_UNSPEC, or AF_BRIDGE for bridge ports. */
  family: u8,
  /** ARPHRD_*. */
  type: named(u16, hardwareType),
  /** The link; 0 where the name says it. */
  index: i32,
  /** IFF_*. */
  flags: named(u32, interfaceFlags),
  /** Which flags are meant. */
  change: named(u32, interfaceFlags),
} as const;
/** `struct ifinfomsg`: header of link messages. */
export interface Ifinfomsg extends StructOutput<typeof ifinfomsgFields> {}
/** Input of {@link ifinfomsg}. */
export interface IfinfomsgInput extends StructInput<typeof ifinfomsgFields> {}
/** `struct ifinfomsg` (`linux/rtnetlink.h`). */
export const ifinfomsg: Struct<Ifinfomsg, IfinfomsgInput> = struct("ifinfomsg", ifinfomsgFields);

const linkMapFields = {
  memStart: u64,
  memEnd: u64,
  baseAddr: u64,
  irq: u16,
  dma: u8,
  port: u8,
} as const;
/** `struct rtnl_link_ifmap`: resources of an old device. */
export interface LinkMap extends StructOutput<typeof linkMapFields> {}
/** Input of {@link linkMap}. */
export interface LinkMapInput extends StructInput<typeof linkMapFields> {}
/** `struct rtnl_link_ifmap` (`linux/if_link.h`). */
export const linkMap: Struct<LinkMap, LinkMapInput> = struct("rtnl_link_ifmap", linkMapFields);

const xdpAttributes = {
  /** IFLA_XDP_FD: program to attach, -1 to detach. */
  fd: [1, i32],
  /** IFLA_XDP_ATTACHED: where programs run. */
  attached: [2, choice(u8, xdpAttached)],
  /** IFLA_XDP_FLAGS: where and whether to attach. */
  flags: [3, flagBits(u32, xdpFlags)],
  /** IFLA_XDP_PROG_ID: the program, when there is one. */
  progId: [4, u32],
  /** IFLA_XDP_DRV_PROG_ID: program run by the driver. */
  drvProgId: [5, u32],
  /** IFLA_XDP_SKB_PROG_ID: program run by the generic hook. */
  skbProgId: [6, u32],
  /** IFLA_XDP_HW_PROG_ID: program run by hardware. */
  hwProgId: [7, u32],
  /** IFLA_XDP_EXPECTED_FD: program to be replaced. */
  expectedFd: [8, i32],
} as const;

/** XDP programs of a link. */
export interface Xdp extends Output<typeof xdpAttributes> {}
/** Input of {@link xdp}. */
export interface XdpInput extends Input<typeof xdpAttributes> {}
/** IFLA_XDP_* (`linux/if_link.h`). */
export const xdp: Space<Xdp, XdpInput> = attributeSet("IFLA_XDP_", xdpAttributes);

const linkPropertiesAttributes = {
  /** IFLA_ALT_IFNAME: another name of the link. */
  altIfname: [53, repeated(nulString(127))],
} as const;

/** Properties of a link: its alternative names. */
export interface LinkProperties extends Output<typeof linkPropertiesAttributes> {}
/** Input of {@link linkProperties}. */
export interface LinkPropertiesInput extends Input<typeof linkPropertiesAttributes> {}
/** IFLA_* (`linux/if_link.h`). */
export const linkProperties: Space<LinkProperties, LinkPropertiesInput> = attributeSet(
  "IFLA_",
  linkPropertiesAttributes,
);

const protoDownReasonAttributes = {
  /** IFLA_PROTO_DOWN_REASON_MASK: which bits are meant. */
  mask: [1, u32],
  /** IFLA_PROTO_DOWN_REASON_VALUE: bits of reasons, whose meaning is the user's. */
  value: [2, u32],
} as const;

/** Why a link is held down. */
export interface ProtoDownReason extends Output<typeof protoDownReasonAttributes> {}
/** Input of {@link protoDownReason}. */
export interface ProtoDownReasonInput extends Input<typeof protoDownReasonAttributes> {}
/** IFLA_PROTO_DOWN_REASON_* (`linux/if_link.h`). */
export const protoDownReason: Space<ProtoDownReason, ProtoDownReasonInput> = attributeSet(
  "IFLA_PROTO_DOWN_REASON_",
  protoDownReasonAttributes,
);

const devlinkPortAttributes = {
  /** DEVLINK_ATTR_BUS_NAME: bus of the device, such as `pci`. */
  busName: [1, nulString()],
  /** DEVLINK_ATTR_DEV_NAME: name of the device on it. */
  devName: [2, nulString()],
  /** DEVLINK_ATTR_PORT_INDEX: number of the port. */
  portIndex: [3, u32],
} as const;

/** Handle of a devlink port (Linux 6.2). */
export interface DevlinkPort extends Output<typeof devlinkPortAttributes> {}
/** Input of {@link devlinkPort}. */
export interface DevlinkPortInput extends Input<typeof devlinkPortAttributes> {}
/** DEVLINK_ATTR_* (`linux/devlink.h`). */
export const devlinkPort: Space<DevlinkPort, DevlinkPortInput> = attributeSet("DEVLINK_ATTR_", devlinkPortAttributes);

const dpllPinAttributes = {
  /** DPLL_A_PIN_ID: identifier of the pin. */
  id: [1, u32],
} as const;

/** Handle of a DPLL pin (Linux 6.7). */
export interface DpllPin extends Output<typeof dpllPinAttributes> {}
/** Input of {@link dpllPin}. */
export interface DpllPinInput extends Input<typeof dpllPinAttributes> {}
/** DPLL_A_PIN_* (`linux/dpll.h`). */
export const dpllPin: Space<DpllPin, DpllPinInput> = attributeSet("DPLL_A_PIN_", dpllPinAttributes);

/** Kinds of links by their name in IFLA_INFO_KIND. */
export const kinds = {
  ...linkKinds,
  netkit: netkitOf(() => linkMessage),
  veth: pairOf("VETH_INFO_", () => linkMessage),
  vxcan: pairOf("VXCAN_INFO_", () => linkMessage),
} as const;

const linkInfoAttributes = {
  /** IFLA_INFO_XSTATS: counters of the kind. */
  xstats: [3, binary],
} as const;

/** IFLA_LINKINFO: kind of the link with its options, and kind of port it is of its master with the options of that. */
export type LinkInfo = Output<typeof linkInfoAttributes> &
  SubMessage<typeof kinds> &
  SubMessage<typeof slaveKinds, "slave">;
/** Input of {@link linkInfo}. */
export type LinkInfoInput = Input<typeof linkInfoAttributes> &
  SubMessageInput<typeof kinds> &
  SubMessageInput<typeof slaveKinds, "slave">;
/** IFLA_INFO_* (`linux/if_link.h`). */
export const linkInfo: Space<LinkInfo, LinkInfoInput> = attributeSet("IFLA_INFO_", linkInfoAttributes, [
  subMessage([1, "KIND"], [2, "DATA"], kinds),
  subMessage([4, "SLAVE_KIND"], [5, "SLAVE_DATA"], slaveKinds, "slave"),
]);

/** IFLA_PROTINFO: settings of a bridge port in messages of AF_BRIDGE, of IPv6 in those of AF_INET6. */
export interface Protinfo extends BridgePort, Omit<Inet6, "unknownAttributes"> {}
/** Input of {@link protinfo}. */
export interface ProtinfoInput extends BridgePortInput, Omit<Inet6Input, "unknownAttributes"> {}
/** IFLA_PROTINFO by the message's `ifi_family`. */
export const protinfo: Codec<Protinfo, ProtinfoInput> = byFamily<Protinfo, ProtinfoInput>({ 10: inet6 }, bridgePort);

const linkAttributes = {
  /** IFLA_ADDRESS: link-layer address. */
  address: [1, linkAddress],
  /** IFLA_BROADCAST: broadcast address; the other end's of a point-to-point link. */
  broadcast: [2, linkAddress],
  /** IFLA_IFNAME: name. */
  ifname: [3, interfaceName],
  /** IFLA_MTU: largest packet in bytes. */
  mtu: [4, u32],
  /** IFLA_LINK: index of the device it stands on, or of a veth's peer. */
  link: [5, u32],
  /** IFLA_QDISC: name of the queueing discipline. */
  qdisc: [6, nulString()],
  /** IFLA_STATS: counters of 32 bits. */
  stats: [7, linkStats],
  /** IFLA_COST: not used by any kernel. */
  cost: [8, u32],
  /** IFLA_PRIORITY: not used by any kernel. */
  priority: [9, u32],
  /** IFLA_MASTER: index of the bridge, bond or VRF it belongs to; 0 for none. */
  master: [10, u32],
  /** IFLA_WIRELESS: wireless extensions, obsolete. */
  wireless: [11, binary],
  /** IFLA_PROTINFO: settings as a bridge port or of IPv6, by the message's family. */
  protinfo: [12, protinfo],
  /** IFLA_TXQLEN: length of the transmit queue in packets. */
  txqlen: [13, u32],
  /** IFLA_MAP: resources of an old device. */
  map: [14, linkMap],
  /** IFLA_WEIGHT: not used by any kernel. */
  weight: [15, u32],
  /** IFLA_OPERSTATE: operational state. */
  operstate: [16, choice(u8, operationalState)],
  /** IFLA_LINKMODE: what it becomes when its carrier comes. */
  linkmode: [17, choice(u8, linkMode)],
  /** IFLA_LINKINFO: kind, with its options. */
  linkinfo: [18, linkInfo],
  /** IFLA_NET_NS_PID: namespace to move to or be born in, by a process that lives in it. */
  netNsPid: [19, u32],
  /** IFLA_IFALIAS: description, up to 255 bytes; sent without a NUL, and empty to remove it. */
  ifalias: [20, bareString(255)],
  /** IFLA_NUM_VF: virtual functions. */
  numVf: [21, u32],
  /** IFLA_VFINFO_LIST: virtual functions, when IFLA_EXT_MASK asks for them. */
  vfinfoList: [22, virtualFunctions],
  /** IFLA_STATS64: counters of 64 bits. */
  stats64: [23, linkStats64],
  /** IFLA_VF_PORTS: port profiles of the virtual functions. */
  vfPorts: [24, ports],
  /** IFLA_PORT_SELF: port profile of the device itself. */
  portSelf: [25, port],
  /** IFLA_AF_SPEC: settings by address family, or of a bridge port's VLANs. */
  afSpec: [26, afSpec],
  /** IFLA_GROUP: device group. */
  group: [27, u32],
  /** IFLA_NET_NS_FD: namespace to move to or be born in, by a descriptor of it. */
  netNsFd: [28, u32],
  /** IFLA_EXT_MASK: what a get or dump also tells. */
  extMask: [29, flagBits(u32, extendedFilter)],
  /** IFLA_PROMISCUITY: how many users want all packets. */
  promiscuity: [30, u32],
  /** IFLA_NUM_TX_QUEUES: transmit queues. */
  numTxQueues: [31, u32],
  /** IFLA_NUM_RX_QUEUES: receive queues. */
  numRxQueues: [32, u32],
  /** IFLA_CARRIER: whether there is a carrier. */
  carrier: [33, onOff],
  /** IFLA_PHYS_PORT_ID: identifier of the physical port. */
  physPortId: [34, binary],
  /** IFLA_CARRIER_CHANGES: changes of the carrier. */
  carrierChanges: [35, u32],
  /** IFLA_PHYS_SWITCH_ID: identifier of the switch chip. */
  physSwitchId: [36, binary],
  /** IFLA_LINK_NETNSID: namespace of IFLA_LINK, by the id this one gave it; -1 when it gave none. */
  linkNetnsid: [37, i32],
  /** IFLA_PHYS_PORT_NAME: name of the physical port. */
  physPortName: [38, nulString()],
  /** IFLA_PROTO_DOWN: whether a protocol holds it down. */
  protoDown: [39, onOff],
  /** IFLA_GSO_MAX_SEGS: most segments of an offloaded packet. */
  gsoMaxSegs: [40, u32],
  /** IFLA_GSO_MAX_SIZE: largest packet that may be segmented later. */
  gsoMaxSize: [41, u32],
  /** IFLA_PAD: alignment. */
  pad: [42, binary],
  /** IFLA_XDP: XDP programs. */
  xdp: [43, xdp],
  /** IFLA_EVENT: what made the kernel send this. */
  event: [44, choice(u32, linkEvent)],
  /** IFLA_NEW_NETNSID: namespace it moved to, by the id this one gave it. */
  newNetnsid: [45, i32],
  /** IFLA_TARGET_NETNSID: namespace that is meant, by the id this one gave it. */
  targetNetnsid: [46, i32],
  /** IFLA_CARRIER_UP_COUNT: times the carrier came. */
  carrierUpCount: [47, u32],
  /** IFLA_CARRIER_DOWN_COUNT: times the carrier went. */
  carrierDownCount: [48, u32],
  /** IFLA_NEW_IFINDEX: index in the namespace it moved to. */
  newIfindex: [49, i32],
  /** IFLA_MIN_MTU: smallest MTU. */
  minMtu: [50, u32],
  /** IFLA_MAX_MTU: largest MTU, 0 for no limit. */
  maxMtu: [51, u32],
  /** IFLA_PROP_LIST: alternative names. */
  propList: [52, linkProperties],
  /** IFLA_ALT_IFNAME: alternative name by which the link is meant. */
  altIfname: [53, nulString(127)],
  /** IFLA_PERM_ADDRESS: address of the hardware. */
  permAddress: [54, linkAddress],
  /** IFLA_PROTO_DOWN_REASON: why it is held down. */
  protoDownReason: [55, protoDownReason],
  /** IFLA_PARENT_DEV_NAME: device on its bus, such as a PCI address (Linux 5.14). */
  parentDevName: [56, nulString()],
  /** IFLA_PARENT_DEV_BUS_NAME: the bus (Linux 5.14). */
  parentDevBusName: [57, nulString()],
  /** IFLA_GRO_MAX_SIZE: largest packet made of received ones (Linux 5.18). */
  groMaxSize: [58, u32],
  /** IFLA_TSO_MAX_SIZE: largest packet that the device segments (Linux 5.19). */
  tsoMaxSize: [59, u32],
  /** IFLA_TSO_MAX_SEGS: most segments the device makes (Linux 5.19). */
  tsoMaxSegs: [60, u32],
  /** IFLA_ALLMULTI: how many users want all multicast packets (Linux 6.0). */
  allmulti: [61, u32],
  /** IFLA_DEVLINK_PORT: devlink port (Linux 6.2). */
  devlinkPort: [62, devlinkPort],
  /** IFLA_GSO_IPV4_MAX_SIZE: largest IPv4 packet that may be segmented later (Linux 6.3). */
  gsoIpv4MaxSize: [63, u32],
  /** IFLA_GRO_IPV4_MAX_SIZE: largest IPv4 packet made of received ones (Linux 6.3). */
  groIpv4MaxSize: [64, u32],
  /** IFLA_DPLL_PIN: DPLL pin (Linux 6.7). */
  dpllPin: [65, dpllPin],
  /** IFLA_MAX_PACING_OFFLOAD_HORIZON: ns ahead that the device can pace packets (Linux 6.13). */
  maxPacingOffloadHorizon: [66, uint],
  /** IFLA_NETNS_IMMUTABLE: whether it may not change its namespace (Linux 6.15). */
  netnsImmutable: [67, onOff],
  /** IFLA_HEADROOM: bytes wanted before a packet (Linux 6.17). */
  headroom: [68, u16],
  /** IFLA_TAILROOM: bytes wanted behind a packet (Linux 6.17). */
  tailroom: [69, u16],
} as const;

/** A link. */
export interface LinkAttributes extends Output<typeof linkAttributes> {}
/** Input of {@link link}. */
export interface LinkAttributesInput extends Input<typeof linkAttributes> {}
/** IFLA_* (`linux/if_link.h`). */
export const link: Space<LinkAttributes, LinkAttributesInput> = attributeSet("IFLA_", linkAttributes);

/** Body of a link message. */
export interface LinkMessage extends Message<Ifinfomsg, LinkAttributes> {}
/** Input of {@link linkMessage}. */
export interface LinkMessageInput extends MessageInput<IfinfomsgInput, LinkAttributesInput> {}
/** Body of RTM_NEWLINK, RTM_DELLINK, RTM_GETLINK, RTM_SETLINK and of the LINKPROP messages. */
export const linkMessage: MessageSchema<Ifinfomsg, IfinfomsgInput, LinkAttributes, LinkAttributesInput> = message(
  ifinfomsg,
  link,
);

/** Links, as data. */
export const linkFamily: Family = {
  name: "link",
  protocol: 0,
  messages: [
    { name: "RTM_NEWLINK", type: RTM_NEWLINK, schema: linkMessage },
    { name: "RTM_DELLINK", type: RTM_DELLINK, schema: linkMessage },
    { name: "RTM_GETLINK", type: RTM_GETLINK, schema: linkMessage },
    { name: "RTM_SETLINK", type: RTM_SETLINK, schema: linkMessage },
    { name: "RTM_NEWLINKPROP", type: RTM_NEWLINKPROP, schema: linkMessage },
    { name: "RTM_DELLINKPROP", type: RTM_DELLINKPROP, schema: linkMessage },
    { name: "RTM_GETLINKPROP", type: RTM_GETLINKPROP, schema: linkMessage },
  ],
  spaces: [
    { header: "linux/if_link.h", space: xdp },
    { header: "linux/if_link.h", space: linkProperties },
    { header: "linux/if_link.h", space: protoDownReason },
    { header: "linux/devlink.h", space: devlinkPort },
    { header: "linux/dpll.h", space: dpllPin },
    { header: "linux/if_link.h", space: linkInfo },
    { header: "linux/if_link.h", space: link },
    { header: "linux/if_link.h", space: kinds.netkit },
    { header: "linux/veth.h", space: kinds.veth },
    { header: "linux/can/vxcan.h", space: kinds.vxcan },
  ],
  structs: [
    { header: "linux/rtnetlink.h", struct: ifinfomsg },
    { header: "linux/if_link.h", struct: linkMap },
  ],
  names: [
    { header: "linux/if_link.h", names: xdpAttached },
    { header: "linux/if_link.h", names: xdpFlags },
    { header: "linux/if_link.h", names: linkEvent },
    { header: "linux/if_link.h", names: netkitMode },
    { header: "linux/if_link.h", names: netkitPolicy },
    { header: "linux/if_link.h", names: netkitScrub },
    { header: "linux/if_link.h", names: netkitPairing },
  ],
};

import type { Input, Output, Space } from "../schema/attributes.ts";
import { attributeSet, repeated } from "../schema/attributes.ts";
import { binary, fixedBinary } from "../schema/binary.ts";
import { choice } from "../schema/choice.ts";
import { enumeration } from "../schema/enumeration.ts";
import type { Family } from "../schema/registry.ts";
import { be16, u16, u32, u64, u8 } from "../schema/scalars.ts";
import type { Struct, StructInput, StructOutput } from "../schema/struct.ts";
import { struct } from "../schema/struct.ts";
import { nulString } from "../schema/text.ts";

/** IFLA_VF_LINK_STATE_*: what a virtual function sees as its carrier. */
export const virtualFunctionLinkState = enumeration("IFLA_VF_LINK_STATE_", {
  auto: 0,
  enable: 1,
  disable: 2,
});

/** PORT_REQUEST_*: what to do with a port profile. */
export const portRequest = enumeration("PORT_REQUEST_", {
  preassociate: 0,
  preassociate_rr: 1,
  associate: 2,
  disassociate: 3,
});

/** PORT_VDP_RESPONSE_* and PORT_PROFILE_RESPONSE_*: what came of a port profile (802.1Qbg, 802.1Qbh). */
export const portResponse = enumeration("PORT_", {
  vdp_response_success: 0,
  vdp_response_invalid_format: 1,
  vdp_response_insufficient_resources: 2,
  vdp_response_unused_vtid: 3,
  vdp_response_vtid_violation: 4,
  vdp_response_vtid_version_vioaltion: 5,
  vdp_response_out_of_sync: 6,
  profile_response_success: 256,
  profile_response_inprogress: 257,
  profile_response_invalid: 258,
  profile_response_badstate: 259,
  profile_response_insufficient_resources: 260,
  profile_response_error: 261,
});

const vfMacFields = {
  /** Number of the virtual function. */
  vf: u32,
  /** Address, padded with zeroes. */
  mac: fixedBinary(32),
} as const;
/** `struct ifla_vf_mac`: address of a virtual function. */
export interface VfMac extends StructOutput<typeof vfMacFields> {}
/** Input of {@link vfMac}. */
export interface VfMacInput extends StructInput<typeof vfMacFields> {}
/** `struct ifla_vf_mac` (`linux/if_link.h`). */
export const vfMac: Struct<VfMac, VfMacInput> = struct("ifla_vf_mac", vfMacFields);

const vfBroadcastFields = {
  /** Address, padded with zeroes. */
  broadcast: fixedBinary(32),
} as const;
/** `struct ifla_vf_broadcast`: broadcast address of a virtual function. */
export interface VfBroadcast extends StructOutput<typeof vfBroadcastFields> {}
/** Input of {@link vfBroadcast}. */
export interface VfBroadcastInput extends StructInput<typeof vfBroadcastFields> {}
/** `struct ifla_vf_broadcast` (`linux/if_link.h`). */
export const vfBroadcast: Struct<VfBroadcast, VfBroadcastInput> = struct("ifla_vf_broadcast", vfBroadcastFields);

const vfVlanFields = {
  vf: u32,
  /** 0 to 4095; 0 turns tagging off. */
  vlan: u32,
  qos: u32,
} as const;
/** `struct ifla_vf_vlan`: VLAN tag of a virtual function. */
export interface VfVlan extends StructOutput<typeof vfVlanFields> {}
/** Input of {@link vfVlan}. */
export interface VfVlanInput extends StructInput<typeof vfVlanFields> {}
/** `struct ifla_vf_vlan` (`linux/if_link.h`). */
export const vfVlan: Struct<VfVlan, VfVlanInput> = struct("ifla_vf_vlan", vfVlanFields);

const vfVlanInfoFields = {
  vf: u32,
  /** 0 to 4095; 0 turns tagging off. */
  vlan: u32,
  qos: u32,
  /** ETH_P_8021Q or ETH_P_8021AD. */
  vlanProto: be16,
} as const;
/** `struct ifla_vf_vlan_info`: VLAN tag of a virtual function, with its protocol. */
export interface VfVlanInfo extends StructOutput<typeof vfVlanInfoFields> {}
/** Input of {@link vfVlanInfo}. */
export interface VfVlanInfoInput extends StructInput<typeof vfVlanInfoFields> {}
/** `struct ifla_vf_vlan_info` (`linux/if_link.h`). */
export const vfVlanInfo: Struct<VfVlanInfo, VfVlanInfoInput> = struct("ifla_vf_vlan_info", vfVlanInfoFields);

const vfTxRateFields = {
  vf: u32,
  /** Mbit/s; 0 turns limiting off. */
  rate: u32,
} as const;
/** `struct ifla_vf_tx_rate`: highest send rate of a virtual function. */
export interface VfTxRate extends StructOutput<typeof vfTxRateFields> {}
/** Input of {@link vfTxRate}. */
export interface VfTxRateInput extends StructInput<typeof vfTxRateFields> {}
/** `struct ifla_vf_tx_rate` (`linux/if_link.h`). */
export const vfTxRate: Struct<VfTxRate, VfTxRateInput> = struct("ifla_vf_tx_rate", vfTxRateFields);

const vfRateFields = {
  vf: u32,
  /** Mbit/s. */
  minTxRate: u32,
  /** Mbit/s. */
  maxTxRate: u32,
} as const;
/** `struct ifla_vf_rate`: send rates of a virtual function. */
export interface VfRate extends StructOutput<typeof vfRateFields> {}
/** Input of {@link vfRate}. */
export interface VfRateInput extends StructInput<typeof vfRateFields> {}
/** `struct ifla_vf_rate` (`linux/if_link.h`). */
export const vfRate: Struct<VfRate, VfRateInput> = struct("ifla_vf_rate", vfRateFields);

const vfSpoofchkFields = {
  vf: u32,
  setting: u32,
} as const;
/** `struct ifla_vf_spoofchk`: whether source addresses are checked. */
export interface VfSpoofchk extends StructOutput<typeof vfSpoofchkFields> {}
/** Input of {@link vfSpoofchk}. */
export interface VfSpoofchkInput extends StructInput<typeof vfSpoofchkFields> {}
/** `struct ifla_vf_spoofchk` (`linux/if_link.h`). */
export const vfSpoofchk: Struct<VfSpoofchk, VfSpoofchkInput> = struct("ifla_vf_spoofchk", vfSpoofchkFields);

const vfGuidFields = {
  vf: u32,
  guid: u64,
} as const;
/** `struct ifla_vf_guid`: InfiniBand identifier of a virtual function. */
export interface VfGuid extends StructOutput<typeof vfGuidFields> {}
/** Input of {@link vfGuid}. */
export interface VfGuidInput extends StructInput<typeof vfGuidFields> {}
/** `struct ifla_vf_guid` (`linux/if_link.h`). */
export const vfGuid: Struct<VfGuid, VfGuidInput> = struct("ifla_vf_guid", vfGuidFields);

const vfLinkStateFields = {
  vf: u32,
  linkState: choice(u32, virtualFunctionLinkState),
} as const;
/** `struct ifla_vf_link_state`: carrier of a virtual function. */
export interface VfLinkState extends StructOutput<typeof vfLinkStateFields> {}
/** Input of {@link vfLinkState}. */
export interface VfLinkStateInput extends StructInput<typeof vfLinkStateFields> {}
/** `struct ifla_vf_link_state` (`linux/if_link.h`). */
export const vfLinkState: Struct<VfLinkState, VfLinkStateInput> = struct("ifla_vf_link_state", vfLinkStateFields);

const vfRssQueryEnFields = {
  vf: u32,
  setting: u32,
} as const;
/** `struct ifla_vf_rss_query_en`: whether a virtual function may ask for its RSS configuration. */
export interface VfRssQueryEn extends StructOutput<typeof vfRssQueryEnFields> {}
/** Input of {@link vfRssQueryEn}. */
export interface VfRssQueryEnInput extends StructInput<typeof vfRssQueryEnFields> {}
/** `struct ifla_vf_rss_query_en` (`linux/if_link.h`). */
export const vfRssQueryEn: Struct<VfRssQueryEn, VfRssQueryEnInput> = struct("ifla_vf_rss_query_en", vfRssQueryEnFields);

const vfTrustFields = {
  vf: u32,
  setting: u32,
} as const;
/** `struct ifla_vf_trust`: whether a virtual function is trusted. */
export interface VfTrust extends StructOutput<typeof vfTrustFields> {}
/** Input of {@link vfTrust}. */
export interface VfTrustInput extends StructInput<typeof vfTrustFields> {}
/** `struct ifla_vf_trust` (`linux/if_link.h`). */
export const vfTrust: Struct<VfTrust, VfTrustInput> = struct("ifla_vf_trust", vfTrustFields);

const portVsiFields = {
  vsiMgrId: u8,
  vsiTypeId: fixedBinary(3),
  vsiTypeVersion: u8,
  pad: fixedBinary(3),
} as const;
/** `struct ifla_port_vsi`: VDP type of a port. */
export interface PortVsi extends StructOutput<typeof portVsiFields> {}
/** Input of {@link portVsi}. */
export interface PortVsiInput extends StructInput<typeof portVsiFields> {}
/** `struct ifla_port_vsi` (`linux/if_link.h`). */
export const portVsi: Struct<PortVsi, PortVsiInput> = struct("ifla_port_vsi", portVsiFields);

const vfStatsAttributes = {
  /** IFLA_VF_STATS_RX_PACKETS: packets received. */
  rxPackets: [0, u64],
  /** IFLA_VF_STATS_TX_PACKETS: packets sent. */
  txPackets: [1, u64],
  /** IFLA_VF_STATS_RX_BYTES: bytes received. */
  rxBytes: [2, u64],
  /** IFLA_VF_STATS_TX_BYTES: bytes sent. */
  txBytes: [3, u64],
  /** IFLA_VF_STATS_BROADCAST: broadcast packets received. */
  broadcast: [4, u64],
  /** IFLA_VF_STATS_MULTICAST: multicast packets received. */
  multicast: [5, u64],
  /** IFLA_VF_STATS_PAD: alignment. */
  pad: [6, binary],
  /** IFLA_VF_STATS_RX_DROPPED: received packets dropped. */
  rxDropped: [7, u64],
  /** IFLA_VF_STATS_TX_DROPPED: packets dropped on the way out. */
  txDropped: [8, u64],
} as const;

/** Counters of a virtual function. */
export interface VfStats extends Output<typeof vfStatsAttributes> {}
/** Input of {@link vfStats}. */
export interface VfStatsInput extends Input<typeof vfStatsAttributes> {}
/** IFLA_VF_STATS_* (`linux/if_link.h`). */
export const vfStats: Space<VfStats, VfStatsInput> = attributeSet("IFLA_VF_STATS_", vfStatsAttributes);

const vfVlanListAttributes = {
  /** IFLA_VF_VLAN_INFO: one tag, the outermost first. */
  info: [1, repeated(vfVlanInfo)],
} as const;

/** VLAN tags of a virtual function. */
export interface VfVlanList extends Output<typeof vfVlanListAttributes> {}
/** Input of {@link vfVlanList}. */
export interface VfVlanListInput extends Input<typeof vfVlanListAttributes> {}
/** IFLA_VF_VLAN_* (`linux/if_link.h`). */
export const vfVlanList: Space<VfVlanList, VfVlanListInput> = attributeSet("IFLA_VF_VLAN_", vfVlanListAttributes);

const virtualFunctionAttributes = {
  /** IFLA_VF_MAC: address. */
  mac: [1, vfMac],
  /** IFLA_VF_VLAN: VLAN tag. */
  vlan: [2, vfVlan],
  /** IFLA_VF_TX_RATE: highest send rate. */
  txRate: [3, vfTxRate],
  /** IFLA_VF_SPOOFCHK: check of source addresses. */
  spoofchk: [4, vfSpoofchk],
  /** IFLA_VF_LINK_STATE: carrier. */
  linkState: [5, vfLinkState],
  /** IFLA_VF_RATE: lowest and highest send rate. */
  rate: [6, vfRate],
  /** IFLA_VF_RSS_QUERY_EN: whether it may ask for the RSS configuration. */
  rssQueryEn: [7, vfRssQueryEn],
  /** IFLA_VF_STATS: counters. */
  stats: [8, vfStats],
  /** IFLA_VF_TRUST: whether it is trusted. */
  trust: [9, vfTrust],
  /** IFLA_VF_IB_NODE_GUID: InfiniBand node. */
  ibNodeGuid: [10, vfGuid],
  /** IFLA_VF_IB_PORT_GUID: InfiniBand port. */
  ibPortGuid: [11, vfGuid],
  /** IFLA_VF_VLAN_LIST: VLAN tags with their protocols. */
  vlanList: [12, vfVlanList],
  /** IFLA_VF_BROADCAST: broadcast address. */
  broadcast: [13, vfBroadcast],
} as const;

/** A virtual function. */
export interface VirtualFunction extends Output<typeof virtualFunctionAttributes> {}
/** Input of {@link virtualFunction}. */
export interface VirtualFunctionInput extends Input<typeof virtualFunctionAttributes> {}
/** IFLA_VF_* (`linux/if_link.h`). */
export const virtualFunction: Space<VirtualFunction, VirtualFunctionInput> = attributeSet(
  "IFLA_VF_",
  virtualFunctionAttributes,
);

const virtualFunctionsAttributes = {
  /** IFLA_VF_INFO: one virtual function. */
  info: [1, repeated(virtualFunction)],
} as const;

/** The virtual functions of a device (IFLA_VFINFO_LIST). */
export interface VirtualFunctions extends Output<typeof virtualFunctionsAttributes> {}
/** Input of {@link virtualFunctions}. */
export interface VirtualFunctionsInput extends Input<typeof virtualFunctionsAttributes> {}
/** IFLA_VF_* (`linux/if_link.h`). */
export const virtualFunctions: Space<VirtualFunctions, VirtualFunctionsInput> = attributeSet(
  "IFLA_VF_",
  virtualFunctionsAttributes,
);

const portAttributes = {
  /** IFLA_PORT_VF: number of the virtual function, or PORT_SELF_VF. */
  vf: [1, u32],
  /** IFLA_PORT_PROFILE: name of the port profile. */
  profile: [2, nulString(39)],
  /** IFLA_PORT_VSI_TYPE: VDP type. */
  vsiType: [3, portVsi],
  /** IFLA_PORT_INSTANCE_UUID: identifier of the machine. */
  instanceUuid: [4, fixedBinary(16)],
  /** IFLA_PORT_HOST_UUID: identifier of the host. */
  hostUuid: [5, fixedBinary(16)],
  /** IFLA_PORT_REQUEST: what to do. */
  request: [6, choice(u8, portRequest)],
  /** IFLA_PORT_RESPONSE: what came of it. */
  response: [7, choice(u16, portResponse)],
} as const;

/** A port profile of a virtual function (802.1Qbg, 802.1Qbh). */
export interface Port extends Output<typeof portAttributes> {}
/** Input of {@link port}. */
export interface PortInput extends Input<typeof portAttributes> {}
/** IFLA_PORT_* (`linux/if_link.h`). */
export const port: Space<Port, PortInput> = attributeSet("IFLA_PORT_", portAttributes);

const portsAttributes = {
  /** IFLA_VF_PORT: one port. */
  port: [1, repeated(port)],
} as const;

/** Port profiles of the virtual functions (IFLA_VF_PORTS). */
export interface Ports extends Output<typeof portsAttributes> {}
/** Input of {@link ports}. */
export interface PortsInput extends Input<typeof portsAttributes> {}
/** IFLA_VF_* (`linux/if_link.h`). */
export const ports: Space<Ports, PortsInput> = attributeSet("IFLA_VF_", portsAttributes);

/** Virtual functions of SR-IOV devices and their ports, as data. */
export const virtualFunctionFamily: Family = {
  name: "virtual-function",
  protocol: 0,
  messages: [],
  spaces: [
    { header: "linux/if_link.h", space: vfStats },
    { header: "linux/if_link.h", space: vfVlanList },
    { header: "linux/if_link.h", space: virtualFunction },
    { header: "linux/if_link.h", space: virtualFunctions },
    { header: "linux/if_link.h", space: port },
    { header: "linux/if_link.h", space: ports },
  ],
  structs: [
    { header: "linux/if_link.h", struct: vfMac },
    { header: "linux/if_link.h", struct: vfBroadcast },
    { header: "linux/if_link.h", struct: vfVlan },
    { header: "linux/if_link.h", struct: vfVlanInfo },
    { header: "linux/if_link.h", struct: vfTxRate },
    { header: "linux/if_link.h", struct: vfRate },
    { header: "linux/if_link.h", struct: vfSpoofchk },
    { header: "linux/if_link.h", struct: vfGuid },
    { header: "linux/if_link.h", struct: vfLinkState },
    { header: "linux/if_link.h", struct: vfRssQueryEn },
    { header: "linux/if_link.h", struct: vfTrust },
    { header: "linux/if_link.h", struct: portVsi },
  ],
  names: [
    { header: "linux/if_link.h", names: virtualFunctionLinkState },
    { header: "linux/if_link.h", names: portRequest },
    { header: "linux/if_link.h", names: portResponse },
  ],
};

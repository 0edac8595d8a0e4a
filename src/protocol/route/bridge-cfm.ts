import { linkAddress } from "../schema/addresses.ts";
import type { Input, Output, Space } from "../schema/attributes.ts";
import { attributeSet, repeated } from "../schema/attributes.ts";
import { fixedBinary } from "../schema/binary.ts";
import type { Family } from "../schema/registry.ts";
import { u32, u8 } from "../schema/scalars.ts";

const cfmMepCreateAttributes = {
  /** IFLA_BRIDGE_CFM_MEP_CREATE_INSTANCE: MEP instance. */
  instance: [1, u32],
  /** IFLA_BRIDGE_CFM_MEP_CREATE_DOMAIN: enum br_cfm_domain. */
  domain: [2, u32],
  /** IFLA_BRIDGE_CFM_MEP_CREATE_DIRECTION: enum br_cfm_mep_direction. */
  direction: [3, u32],
  /** IFLA_BRIDGE_CFM_MEP_CREATE_IFINDEX: port of the MEP. */
  ifindex: [4, u32],
} as const;

/** A maintenance end point to be created. */
export interface CfmMepCreate extends Output<typeof cfmMepCreateAttributes> {}
/** Input of {@link cfmMepCreate}. */
export interface CfmMepCreateInput extends Input<typeof cfmMepCreateAttributes> {}
/** IFLA_BRIDGE_CFM_MEP_CREATE_* (`linux/if_bridge.h`). */
export const cfmMepCreate: Space<CfmMepCreate, CfmMepCreateInput> = attributeSet(
  "IFLA_BRIDGE_CFM_MEP_CREATE_",
  cfmMepCreateAttributes,
);

const cfmMepDeleteAttributes = {
  /** IFLA_BRIDGE_CFM_MEP_DELETE_INSTANCE: MEP instance. */
  instance: [1, u32],
} as const;

/** A maintenance end point to be deleted. */
export interface CfmMepDelete extends Output<typeof cfmMepDeleteAttributes> {}
/** Input of {@link cfmMepDelete}. */
export interface CfmMepDeleteInput extends Input<typeof cfmMepDeleteAttributes> {}
/** IFLA_BRIDGE_CFM_MEP_DELETE_* (`linux/if_bridge.h`). */
export const cfmMepDelete: Space<CfmMepDelete, CfmMepDeleteInput> = attributeSet(
  "IFLA_BRIDGE_CFM_MEP_DELETE_",
  cfmMepDeleteAttributes,
);

const cfmMepConfigAttributes = {
  /** IFLA_BRIDGE_CFM_MEP_CONFIG_INSTANCE: MEP instance. */
  instance: [1, u32],
  /** IFLA_BRIDGE_CFM_MEP_CONFIG_UNICAST_MAC: address of the MEP. */
  unicastMac: [2, linkAddress],
  /** IFLA_BRIDGE_CFM_MEP_CONFIG_MDLEVEL: maintenance domain level, 0 to 7. */
  mdlevel: [3, u32],
  /** IFLA_BRIDGE_CFM_MEP_CONFIG_MEPID: identifier of the MEP. */
  mepid: [4, u32],
} as const;

/** Settings of a maintenance end point. */
export interface CfmMepConfig extends Output<typeof cfmMepConfigAttributes> {}
/** Input of {@link cfmMepConfig}. */
export interface CfmMepConfigInput extends Input<typeof cfmMepConfigAttributes> {}
/** IFLA_BRIDGE_CFM_MEP_CONFIG_* (`linux/if_bridge.h`). */
export const cfmMepConfig: Space<CfmMepConfig, CfmMepConfigInput> = attributeSet(
  "IFLA_BRIDGE_CFM_MEP_CONFIG_",
  cfmMepConfigAttributes,
);

const cfmCcConfigAttributes = {
  /** IFLA_BRIDGE_CFM_CC_CONFIG_INSTANCE: MEP instance. */
  instance: [1, u32],
  /** IFLA_BRIDGE_CFM_CC_CONFIG_ENABLE: whether connectivity is checked. */
  enable: [2, u32],
  /** IFLA_BRIDGE_CFM_CC_CONFIG_EXP_INTERVAL: enum br_cfm_ccm_interval. */
  expInterval: [3, u32],
  /** IFLA_BRIDGE_CFM_CC_CONFIG_EXP_MAID: maintenance association identifier. */
  expMaid: [4, fixedBinary(48)],
} as const;

/** Settings of the connectivity check. */
export interface CfmCcConfig extends Output<typeof cfmCcConfigAttributes> {}
/** Input of {@link cfmCcConfig}. */
export interface CfmCcConfigInput extends Input<typeof cfmCcConfigAttributes> {}
/** IFLA_BRIDGE_CFM_CC_CONFIG_* (`linux/if_bridge.h`). */
export const cfmCcConfig: Space<CfmCcConfig, CfmCcConfigInput> = attributeSet(
  "IFLA_BRIDGE_CFM_CC_CONFIG_",
  cfmCcConfigAttributes,
);

const cfmCcPeerMepAttributes = {
  /** IFLA_BRIDGE_CFM_CC_PEER_MEP_INSTANCE: MEP instance. */
  instance: [1, u32],
  /** IFLA_BRIDGE_CFM_CC_PEER_MEPID: identifier of the peer. */
  mepid: [2, u32, "IFLA_BRIDGE_CFM_CC_PEER_MEPID"],
} as const;

/** A peer of the connectivity check. */
export interface CfmCcPeerMep extends Output<typeof cfmCcPeerMepAttributes> {}
/** Input of {@link cfmCcPeerMep}. */
export interface CfmCcPeerMepInput extends Input<typeof cfmCcPeerMepAttributes> {}
/** IFLA_BRIDGE_CFM_CC_PEER_MEP_* (`linux/if_bridge.h`). */
export const cfmCcPeerMep: Space<CfmCcPeerMep, CfmCcPeerMepInput> = attributeSet(
  "IFLA_BRIDGE_CFM_CC_PEER_MEP_",
  cfmCcPeerMepAttributes,
);

const cfmCcRdiAttributes = {
  /** IFLA_BRIDGE_CFM_CC_RDI_INSTANCE: MEP instance. */
  instance: [1, u32],
  /** IFLA_BRIDGE_CFM_CC_RDI_RDI: remote defect indication. */
  rdi: [2, u32],
} as const;

/** Remote defect indication to send. */
export interface CfmCcRdi extends Output<typeof cfmCcRdiAttributes> {}
/** Input of {@link cfmCcRdi}. */
export interface CfmCcRdiInput extends Input<typeof cfmCcRdiAttributes> {}
/** IFLA_BRIDGE_CFM_CC_RDI_* (`linux/if_bridge.h`). */
export const cfmCcRdi: Space<CfmCcRdi, CfmCcRdiInput> = attributeSet("IFLA_BRIDGE_CFM_CC_RDI_", cfmCcRdiAttributes);

const cfmCcCcmTxAttributes = {
  /** IFLA_BRIDGE_CFM_CC_CCM_TX_INSTANCE: MEP instance. */
  instance: [1, u32],
  /** IFLA_BRIDGE_CFM_CC_CCM_TX_DMAC: destination of the frames. */
  dmac: [2, linkAddress],
  /** IFLA_BRIDGE_CFM_CC_CCM_TX_SEQ_NO_UPDATE: whether frames are numbered. */
  seqNoUpdate: [3, u32],
  /** IFLA_BRIDGE_CFM_CC_CCM_TX_PERIOD: s that frames are sent. */
  period: [4, u32],
  /** IFLA_BRIDGE_CFM_CC_CCM_TX_IF_TLV: whether the interface status is told. */
  ifTlv: [5, u32],
  /** IFLA_BRIDGE_CFM_CC_CCM_TX_IF_TLV_VALUE: interface status. */
  ifTlvValue: [6, u8],
  /** IFLA_BRIDGE_CFM_CC_CCM_TX_PORT_TLV: whether the port status is told. */
  portTlv: [7, u32],
  /** IFLA_BRIDGE_CFM_CC_CCM_TX_PORT_TLV_VALUE: port status. */
  portTlvValue: [8, u8],
} as const;

/** Sending of continuity check frames. */
export interface CfmCcCcmTx extends Output<typeof cfmCcCcmTxAttributes> {}
/** Input of {@link cfmCcCcmTx}. */
export interface CfmCcCcmTxInput extends Input<typeof cfmCcCcmTxAttributes> {}
/** IFLA_BRIDGE_CFM_CC_CCM_TX_* (`linux/if_bridge.h`). */
export const cfmCcCcmTx: Space<CfmCcCcmTx, CfmCcCcmTxInput> = attributeSet(
  "IFLA_BRIDGE_CFM_CC_CCM_TX_",
  cfmCcCcmTxAttributes,
);

const cfmMepStatusAttributes = {
  /** IFLA_BRIDGE_CFM_MEP_STATUS_INSTANCE: MEP instance. */
  instance: [1, u32],
  /** IFLA_BRIDGE_CFM_MEP_STATUS_OPCODE_UNEXP_SEEN: a frame of an unexpected opcode came. */
  opcodeUnexpSeen: [2, u32],
  /** IFLA_BRIDGE_CFM_MEP_STATUS_VERSION_UNEXP_SEEN: a frame of an unexpected version came. */
  versionUnexpSeen: [3, u32],
  /** IFLA_BRIDGE_CFM_MEP_STATUS_RX_LEVEL_LOW_SEEN: a frame of a lower level came. */
  rxLevelLowSeen: [4, u32],
} as const;

/** What a maintenance end point has seen. */
export interface CfmMepStatus extends Output<typeof cfmMepStatusAttributes> {}
/** Input of {@link cfmMepStatus}. */
export interface CfmMepStatusInput extends Input<typeof cfmMepStatusAttributes> {}
/** IFLA_BRIDGE_CFM_MEP_STATUS_* (`linux/if_bridge.h`). */
export const cfmMepStatus: Space<CfmMepStatus, CfmMepStatusInput> = attributeSet(
  "IFLA_BRIDGE_CFM_MEP_STATUS_",
  cfmMepStatusAttributes,
);

const cfmCcPeerStatusAttributes = {
  /** IFLA_BRIDGE_CFM_CC_PEER_STATUS_INSTANCE: MEP instance. */
  instance: [1, u32],
  /** IFLA_BRIDGE_CFM_CC_PEER_STATUS_PEER_MEPID: identifier of the peer. */
  peerMepid: [2, u32],
  /** IFLA_BRIDGE_CFM_CC_PEER_STATUS_CCM_DEFECT: no frames came. */
  ccmDefect: [3, u32],
  /** IFLA_BRIDGE_CFM_CC_PEER_STATUS_RDI: remote defect indication. */
  rdi: [4, u32],
  /** IFLA_BRIDGE_CFM_CC_PEER_STATUS_PORT_TLV_VALUE: port status. */
  portTlvValue: [5, u8],
  /** IFLA_BRIDGE_CFM_CC_PEER_STATUS_IF_TLV_VALUE: interface status. */
  ifTlvValue: [6, u8],
  /** IFLA_BRIDGE_CFM_CC_PEER_STATUS_SEEN: a frame came since the last question. */
  seen: [7, u32],
  /** IFLA_BRIDGE_CFM_CC_PEER_STATUS_TLV_SEEN: a frame with a TLV came. */
  tlvSeen: [8, u32],
  /** IFLA_BRIDGE_CFM_CC_PEER_STATUS_SEQ_UNEXP_SEEN: a frame with an unexpected number came. */
  seqUnexpSeen: [9, u32],
} as const;

/** What is known of a peer. */
export interface CfmCcPeerStatus extends Output<typeof cfmCcPeerStatusAttributes> {}
/** Input of {@link cfmCcPeerStatus}. */
export interface CfmCcPeerStatusInput extends Input<typeof cfmCcPeerStatusAttributes> {}
/** IFLA_BRIDGE_CFM_CC_PEER_STATUS_* (`linux/if_bridge.h`). */
export const cfmCcPeerStatus: Space<CfmCcPeerStatus, CfmCcPeerStatusInput> = attributeSet(
  "IFLA_BRIDGE_CFM_CC_PEER_STATUS_",
  cfmCcPeerStatusAttributes,
);

const bridgeCfmAttributes = {
  /** IFLA_BRIDGE_CFM_MEP_CREATE: creates an end point. */
  mepCreate: [1, cfmMepCreate],
  /** IFLA_BRIDGE_CFM_MEP_DELETE: deletes an end point. */
  mepDelete: [2, cfmMepDelete],
  /** IFLA_BRIDGE_CFM_MEP_CONFIG: sets up an end point. */
  mepConfig: [3, cfmMepConfig],
  /** IFLA_BRIDGE_CFM_CC_CONFIG: sets up the connectivity check. */
  ccConfig: [4, cfmCcConfig],
  /** IFLA_BRIDGE_CFM_CC_PEER_MEP_ADD: adds a peer. */
  ccPeerMepAdd: [5, cfmCcPeerMep],
  /** IFLA_BRIDGE_CFM_CC_PEER_MEP_REMOVE: removes a peer. */
  ccPeerMepRemove: [6, cfmCcPeerMep],
  /** IFLA_BRIDGE_CFM_CC_RDI: sets the remote defect indication. */
  ccRdi: [7, cfmCcRdi],
  /** IFLA_BRIDGE_CFM_CC_CCM_TX: starts continuity check frames. */
  ccCcmTx: [8, cfmCcCcmTx],
  /** IFLA_BRIDGE_CFM_MEP_CREATE_INFO: an end point. */
  mepCreateInfo: [9, repeated(cfmMepCreate)],
  /** IFLA_BRIDGE_CFM_MEP_CONFIG_INFO: its settings. */
  mepConfigInfo: [10, repeated(cfmMepConfig)],
  /** IFLA_BRIDGE_CFM_CC_CONFIG_INFO: its connectivity check. */
  ccConfigInfo: [11, repeated(cfmCcConfig)],
  /** IFLA_BRIDGE_CFM_CC_RDI_INFO: its remote defect indication. */
  ccRdiInfo: [12, repeated(cfmCcRdi)],
  /** IFLA_BRIDGE_CFM_CC_CCM_TX_INFO: its frames. */
  ccCcmTxInfo: [13, repeated(cfmCcCcmTx)],
  /** IFLA_BRIDGE_CFM_CC_PEER_MEP_INFO: a peer. */
  ccPeerMepInfo: [14, repeated(cfmCcPeerMep)],
  /** IFLA_BRIDGE_CFM_MEP_STATUS_INFO: what an end point has seen. */
  mepStatusInfo: [15, repeated(cfmMepStatus)],
  /** IFLA_BRIDGE_CFM_CC_PEER_STATUS_INFO: what is known of a peer. */
  ccPeerStatusInfo: [16, repeated(cfmCcPeerStatus)],
} as const;

/** Connectivity fault management (802.1Q, Linux 5.11). */
export interface BridgeCfm extends Output<typeof bridgeCfmAttributes> {}
/** Input of {@link bridgeCfm}. */
export interface BridgeCfmInput extends Input<typeof bridgeCfmAttributes> {}
/** IFLA_BRIDGE_CFM_* (`linux/if_bridge.h`). */
export const bridgeCfm: Space<BridgeCfm, BridgeCfmInput> = attributeSet("IFLA_BRIDGE_CFM_", bridgeCfmAttributes);

/** Connectivity fault management of a bridge, as data. */
export const bridgeCfmFamily: Family = {
  name: "bridge-cfm",
  protocol: 0,
  messages: [],
  spaces: [
    { header: "linux/if_bridge.h", space: cfmMepCreate },
    { header: "linux/if_bridge.h", space: cfmMepDelete },
    { header: "linux/if_bridge.h", space: cfmMepConfig },
    { header: "linux/if_bridge.h", space: cfmCcConfig },
    { header: "linux/if_bridge.h", space: cfmCcPeerMep },
    { header: "linux/if_bridge.h", space: cfmCcRdi },
    { header: "linux/if_bridge.h", space: cfmCcCcmTx },
    { header: "linux/if_bridge.h", space: cfmMepStatus },
    { header: "linux/if_bridge.h", space: cfmCcPeerStatus },
    { header: "linux/if_bridge.h", space: bridgeCfm },
  ],
  structs: [],
  names: [],
};

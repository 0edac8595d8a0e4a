import type { Input, Output, Space } from "../schema/attributes.ts";
import { attributeSet, repeated } from "../schema/attributes.ts";
import { choice, flagBits } from "../schema/choice.ts";
import { enumeration, flagSet } from "../schema/enumeration.ts";
import type { Family } from "../schema/registry.ts";
import { u16, u32, u8 } from "../schema/scalars.ts";
import type { Struct, StructInput, StructOutput } from "../schema/struct.ts";
import { struct } from "../schema/struct.ts";
import { bridgeCfm } from "./bridge-cfm.ts";
import { bridgeMrp } from "./bridge-mrp.ts";

/** BR_STATE_*: spanning tree state of a bridge port. */
export const bridgePortState = enumeration("BR_STATE_", {
  disabled: 0,
  listening: 1,
  learning: 2,
  forwarding: 3,
  blocking: 4,
});

/** BRIDGE_VLAN_INFO_*: how a VLAN is set on a bridge or port. */
export const bridgeVlanFlags = flagSet("BRIDGE_VLAN_INFO_", {
  master: 1,
  pvid: 2,
  untagged: 4,
  range_begin: 8,
  range_end: 16,
  brentry: 32,
  only_opts: 64,
});

/** BRIDGE_FLAGS_*: whether the bridge, the port's own driver, or both are meant. */
export const bridgeFlags = flagSet("BRIDGE_FLAGS_", {
  master: 1,
  self: 2,
});

/** BRIDGE_MODE_*: whether packets between ports of a device that bridges itself stay inside or go by the switch outside. */
export const bridgeMode = enumeration("BRIDGE_MODE_", { veb: 0, vepa: 1, undef: 0xffff });

const bridgeVlanInfoFields = {
  /** BRIDGE_VLAN_INFO_*. */
  flags: flagBits(u16, bridgeVlanFlags),
  /** VLAN identifier. */
  vid: u16,
} as const;
/** `struct bridge_vlan_info`: one VLAN of a bridge or port. */
export interface BridgeVlanInfo extends StructOutput<typeof bridgeVlanInfoFields> {}
/** Input of {@link bridgeVlanInfo}. */
export interface BridgeVlanInfoInput extends StructInput<typeof bridgeVlanInfoFields> {}
/** `struct bridge_vlan_info` (`linux/if_bridge.h`). */
export const bridgeVlanInfo: Struct<BridgeVlanInfo, BridgeVlanInfoInput> = struct(
  "bridge_vlan_info",
  bridgeVlanInfoFields,
);

const bridgeVlanTunnelAttributes = {
  /** IFLA_BRIDGE_VLAN_TUNNEL_ID: tunnel identifier. */
  id: [1, u32],
  /** IFLA_BRIDGE_VLAN_TUNNEL_VID: VLAN identifier. */
  vid: [2, u16],
  /** IFLA_BRIDGE_VLAN_TUNNEL_FLAGS: BRIDGE_VLAN_INFO_RANGE_*. */
  flags: [3, flagBits(u16, bridgeVlanFlags)],
} as const;

/** Mapping of a VLAN to a tunnel. */
export interface BridgeVlanTunnel extends Output<typeof bridgeVlanTunnelAttributes> {}
/** Input of {@link bridgeVlanTunnel}. */
export interface BridgeVlanTunnelInput extends Input<typeof bridgeVlanTunnelAttributes> {}
/** IFLA_BRIDGE_VLAN_TUNNEL_* (`linux/if_bridge.h`). */
export const bridgeVlanTunnel: Space<BridgeVlanTunnel, BridgeVlanTunnelInput> = attributeSet(
  "IFLA_BRIDGE_VLAN_TUNNEL_",
  bridgeVlanTunnelAttributes,
);

const bridgeMstEntryAttributes = {
  /** IFLA_BRIDGE_MST_ENTRY_MSTI: spanning tree instance. */
  msti: [1, u16],
  /** IFLA_BRIDGE_MST_ENTRY_STATE: state of the port in it. */
  state: [2, choice(u8, bridgePortState)],
} as const;

/** State of a port in one spanning tree instance (Linux 5.18). */
export interface BridgeMstEntry extends Output<typeof bridgeMstEntryAttributes> {}
/** Input of {@link bridgeMstEntry}. */
export interface BridgeMstEntryInput extends Input<typeof bridgeMstEntryAttributes> {}
/** IFLA_BRIDGE_MST_ENTRY_* (`linux/if_bridge.h`). */
export const bridgeMstEntry: Space<BridgeMstEntry, BridgeMstEntryInput> = attributeSet(
  "IFLA_BRIDGE_MST_ENTRY_",
  bridgeMstEntryAttributes,
);

const bridgeMstAttributes = {
  /** IFLA_BRIDGE_MST_ENTRY: one instance. */
  entry: [1, repeated(bridgeMstEntry)],
} as const;

/** Multiple spanning trees (Linux 5.18). */
export interface BridgeMst extends Output<typeof bridgeMstAttributes> {}
/** Input of {@link bridgeMst}. */
export interface BridgeMstInput extends Input<typeof bridgeMstAttributes> {}
/** IFLA_BRIDGE_MST_* (`linux/if_bridge.h`). */
export const bridgeMst: Space<BridgeMst, BridgeMstInput> = attributeSet("IFLA_BRIDGE_MST_", bridgeMstAttributes);

const bridgeAfSpecAttributes = {
  /** IFLA_BRIDGE_FLAGS: who is meant. */
  flags: [0, flagBits(u16, bridgeFlags)],
  /** IFLA_BRIDGE_MODE: BRIDGE_MODE_VEB or BRIDGE_MODE_VEPA of a device that bridges itself. */
  mode: [1, choice(u16, bridgeMode)],
  /** IFLA_BRIDGE_VLAN_INFO: one VLAN, or an end of a range. */
  vlanInfo: [2, repeated(bridgeVlanInfo)],
  /** IFLA_BRIDGE_VLAN_TUNNEL_INFO: mapping of VLANs to tunnels. */
  vlanTunnelInfo: [3, repeated(bridgeVlanTunnel)],
  /** IFLA_BRIDGE_MRP: media redundancy protocol. */
  mrp: [4, bridgeMrp],
  /** IFLA_BRIDGE_CFM: connectivity fault management (Linux 5.11). */
  cfm: [5, bridgeCfm],
  /** IFLA_BRIDGE_MST: multiple spanning trees (Linux 5.18). */
  mst: [6, bridgeMst],
} as const;

/** IFLA_AF_SPEC in messages of AF_BRIDGE. */
export interface BridgeAfSpec extends Output<typeof bridgeAfSpecAttributes> {}
/** Input of {@link bridgeAfSpec}. */
export interface BridgeAfSpecInput extends Input<typeof bridgeAfSpecAttributes> {}
/** IFLA_BRIDGE_* (`linux/if_bridge.h`). */
export const bridgeAfSpec: Space<BridgeAfSpec, BridgeAfSpecInput> = attributeSet(
  "IFLA_BRIDGE_",
  bridgeAfSpecAttributes,
);

/** VLANs, tunnels and spanning tree instances of a bridge port, as data. */
export const bridgeAfSpecFamily: Family = {
  name: "bridge-af-spec",
  protocol: 0,
  messages: [],
  spaces: [
    { header: "linux/if_bridge.h", space: bridgeVlanTunnel },
    { header: "linux/if_bridge.h", space: bridgeMstEntry },
    { header: "linux/if_bridge.h", space: bridgeMst },
    { header: "linux/if_bridge.h", space: bridgeAfSpec },
  ],
  structs: [{ header: "linux/if_bridge.h", struct: bridgeVlanInfo }],
  names: [
    { header: "linux/if_bridge.h", names: bridgePortState },
    { header: "linux/if_bridge.h", names: bridgeVlanFlags },
    { header: "linux/if_bridge.h", names: bridgeFlags },
    { header: "linux/if_bridge.h", names: bridgeMode },
  ],
};

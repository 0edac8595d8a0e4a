import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet, repeated } from "../../schema/attributes.ts";
import { enumeration, flagSet } from "../../schema/enumeration.ts";
import { choice, flagBits } from "../../schema/choice.ts";
import type { Family } from "../../schema/registry.ts";
import { be16, u16, u32 } from "../../schema/scalars.ts";
import type { Struct, StructInput, StructOutput } from "../../schema/struct.ts";
import { struct } from "../../schema/struct.ts";

/** VLAN_FLAG_*: options of a VLAN device. */
export const vlanFlags = flagSet("VLAN_FLAG_", {
  reorder_hdr: 1,
  gvrp: 2,
  loose_binding: 4,
  mvrp: 8,
  bridge_binding: 16,
});

/** ETH_P_*: protocols of VLAN tags (`linux/if_ether.h`). */
export const vlanProtocol = enumeration("ETH_P_", { "8021q": 0x8100, "8021ad": 0x88a8 });

const vlanFlagChangeFields = {
  /** Values. */
  flags: flagBits(u32, vlanFlags),
  /** Which flags are meant. */
  mask: flagBits(u32, vlanFlags),
} as const;
/** `struct ifla_vlan_flags`: flags of a VLAN device. */
export interface VlanFlagChange extends StructOutput<typeof vlanFlagChangeFields> {}
/** Input of {@link vlanFlagChange}. */
export interface VlanFlagChangeInput extends StructInput<typeof vlanFlagChangeFields> {}
/** `struct ifla_vlan_flags` (`linux/if_link.h`). */
export const vlanFlagChange: Struct<VlanFlagChange, VlanFlagChangeInput> = struct(
  "ifla_vlan_flags",
  vlanFlagChangeFields,
);

const vlanQosMappingFields = {
  from: u32,
  to: u32,
} as const;
/** `struct ifla_vlan_qos_mapping`: mapping of priorities. */
export interface VlanQosMapping extends StructOutput<typeof vlanQosMappingFields> {}
/** Input of {@link vlanQosMapping}. */
export interface VlanQosMappingInput extends StructInput<typeof vlanQosMappingFields> {}
/** `struct ifla_vlan_qos_mapping` (`linux/if_link.h`). */
export const vlanQosMapping: Struct<VlanQosMapping, VlanQosMappingInput> = struct(
  "ifla_vlan_qos_mapping",
  vlanQosMappingFields,
);

const vlanQosAttributes = {
  /** IFLA_VLAN_QOS_MAPPING: one priority to one other. */
  mapping: [1, repeated(vlanQosMapping)],
} as const;

/** Mappings of priorities. */
export interface VlanQos extends Output<typeof vlanQosAttributes> {}
/** Input of {@link vlanQos}. */
export interface VlanQosInput extends Input<typeof vlanQosAttributes> {}
/** IFLA_VLAN_QOS_* (`linux/if_link.h`). */
export const vlanQos: Space<VlanQos, VlanQosInput> = attributeSet("IFLA_VLAN_QOS_", vlanQosAttributes);

const vlanAttributes = {
  /** IFLA_VLAN_ID: VLAN identifier, 0 to 4095. */
  id: [1, u16],
  /** IFLA_VLAN_FLAGS: options. */
  flags: [2, vlanFlagChange],
  /** IFLA_VLAN_EGRESS_QOS: from packet priority to the tag's. */
  egressQos: [3, vlanQos],
  /** IFLA_VLAN_INGRESS_QOS: from the tag's priority to the packet's. */
  ingressQos: [4, vlanQos],
  /** IFLA_VLAN_PROTOCOL: ETH_P_8021Q or ETH_P_8021AD. */
  protocol: [5, choice(be16, vlanProtocol)],
} as const;

/** A VLAN device (`ip link add link DEV type vlan id …`). */
export interface Vlan extends Output<typeof vlanAttributes> {}
/** Input of {@link vlan}. */
export interface VlanInput extends Input<typeof vlanAttributes> {}
/** IFLA_VLAN_* (`linux/if_link.h`). */
export const vlan: Space<Vlan, VlanInput> = attributeSet("IFLA_VLAN_", vlanAttributes);

/** VLAN devices, as data. */
export const vlanFamily: Family = {
  name: "vlan",
  protocol: 0,
  messages: [],
  spaces: [
    { header: "linux/if_link.h", space: vlanQos },
    { header: "linux/if_link.h", space: vlan },
  ],
  structs: [
    { header: "linux/if_link.h", struct: vlanFlagChange },
    { header: "linux/if_link.h", struct: vlanQosMapping },
  ],
  names: [
    { header: "linux/if_vlan.h", names: vlanFlags },
    { header: "linux/if_ether.h", names: vlanProtocol },
  ],
};

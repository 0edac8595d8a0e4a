import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import type { Family } from "../../schema/registry.ts";
import { u32 } from "../../schema/scalars.ts";

const vrfAttributes = {
  /** IFLA_VRF_TABLE: routing table of its members' packets. */
  table: [1, u32],
} as const;

/** A VRF (`ip link add type vrf table …`). */
export interface Vrf extends Output<typeof vrfAttributes> {}
/** Input of {@link vrf}. */
export interface VrfInput extends Input<typeof vrfAttributes> {}
/** IFLA_VRF_* (`linux/if_link.h`). */
export const vrf: Space<Vrf, VrfInput> = attributeSet("IFLA_VRF_", vrfAttributes);

const vrfPortAttributes = {
  /** IFLA_VRF_PORT_TABLE: routing table of the VRF that it belongs to; only told. */
  table: [1, u32],
} as const;

/** A member of a VRF: IFLA_INFO_SLAVE_DATA of slave kind `vrf`. */
export interface VrfPort extends Output<typeof vrfPortAttributes> {}
/** Input of {@link vrfPort}. */
export interface VrfPortInput extends Input<typeof vrfPortAttributes> {}
/** IFLA_VRF_PORT_* (`linux/if_link.h`). */
export const vrfPort: Space<VrfPort, VrfPortInput> = attributeSet("IFLA_VRF_PORT_", vrfPortAttributes);

/** VRFs and their members, as data. */
export const vrfFamily: Family = {
  name: "vrf",
  protocol: 0,
  messages: [],
  spaces: [
    { header: "linux/if_link.h", space: vrf },
    { header: "linux/if_link.h", space: vrfPort },
  ],
  structs: [],
  names: [],
};

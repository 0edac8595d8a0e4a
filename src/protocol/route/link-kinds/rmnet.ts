import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { flagBits } from "../../schema/choice.ts";
import { flagSet } from "../../schema/enumeration.ts";
import type { Family } from "../../schema/registry.ts";
import { u16, u32 } from "../../schema/scalars.ts";
import type { Struct, StructInput, StructOutput } from "../../schema/struct.ts";
import { struct } from "../../schema/struct.ts";

/** RMNET_FLAGS_*: what is done to the packets of the modem. */
export const rmnetFlags = flagSet("RMNET_FLAGS_", {
  ingress_deaggregation: 1,
  ingress_map_commands: 2,
  ingress_map_cksumv4: 4,
  egress_map_cksumv4: 8,
  ingress_map_cksumv5: 16,
  egress_map_cksumv5: 32,
});

const rmnetFlagChangeFields = {
  /** Values. */
  flags: flagBits(u32, rmnetFlags),
  /** Which flags are meant. */
  mask: flagBits(u32, rmnetFlags),
} as const;
/** `struct ifla_rmnet_flags`: flags of an rmnet device. */
export interface RmnetFlagChange extends StructOutput<typeof rmnetFlagChangeFields> {}
/** Input of {@link rmnetFlagChange}. */
export interface RmnetFlagChangeInput extends StructInput<typeof rmnetFlagChangeFields> {}
/** `struct ifla_rmnet_flags` (`linux/if_link.h`). */
export const rmnetFlagChange: Struct<RmnetFlagChange, RmnetFlagChangeInput> = struct(
  "ifla_rmnet_flags",
  rmnetFlagChangeFields,
);

const rmnetAttributes = {
  /** IFLA_RMNET_MUX_ID: channel of the modem, 1 to 254. */
  muxId: [1, u16],
  /** IFLA_RMNET_FLAGS: what is done to its packets. */
  flags: [2, rmnetFlagChange],
} as const;

/** A channel of a Qualcomm modem (`ip link add link DEV type rmnet mux_id …`). */
export interface Rmnet extends Output<typeof rmnetAttributes> {}
/** Input of {@link rmnet}. */
export interface RmnetInput extends Input<typeof rmnetAttributes> {}
/** IFLA_RMNET_* (`linux/if_link.h`). */
export const rmnet: Space<Rmnet, RmnetInput> = attributeSet("IFLA_RMNET_", rmnetAttributes);

/** Channels of modems, as data. */
export const rmnetFamily: Family = {
  name: "rmnet",
  protocol: 0,
  messages: [],
  spaces: [{ header: "linux/if_link.h", space: rmnet }],
  structs: [{ header: "linux/if_link.h", struct: rmnetFlagChange }],
  names: [{ header: "linux/if_link.h", names: rmnetFlags }],
};

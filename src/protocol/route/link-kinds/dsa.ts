import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import type { Family } from "../../schema/registry.ts";
import { u32 } from "../../schema/scalars.ts";

const dsaAttributes = {
  /** IFLA_DSA_CONDUIT: index of the device that joins the switch to the processor (Linux 6.1; also named IFLA_DSA_MASTER). */
  conduit: [1, u32],
} as const;

/** A port of a switch chip (`ip link set DEV type dsa conduit …`); its driver makes it. */
export interface Dsa extends Output<typeof dsaAttributes> {}
/** Input of {@link dsa}. */
export interface DsaInput extends Input<typeof dsaAttributes> {}
/** IFLA_DSA_* (`linux/if_link.h`). */
export const dsa: Space<Dsa, DsaInput> = attributeSet("IFLA_DSA_", dsaAttributes);

/** Ports of switch chips, as data. */
export const dsaFamily: Family = {
  name: "dsa",
  protocol: 0,
  messages: [],
  spaces: [{ header: "linux/if_link.h", space: dsa }],
  structs: [],
  names: [],
};

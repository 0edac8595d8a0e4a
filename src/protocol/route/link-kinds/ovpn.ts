import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { choice } from "../../schema/choice.ts";
import { enumeration } from "../../schema/enumeration.ts";
import type { Family } from "../../schema/registry.ts";
import { u8 } from "../../schema/scalars.ts";

/** OVPN_MODE_*: one peer or many. */
export const ovpnMode = enumeration("OVPN_MODE_", { p2p: 0, mp: 1 });

const ovpnAttributes = {
  /** IFLA_OVPN_MODE: one peer or many; fixed when the link is made. */
  mode: [1, choice(u8, ovpnMode)],
} as const;

/** An OpenVPN device (Linux 6.16); its peers and keys are set over generic netlink. */
export interface Ovpn extends Output<typeof ovpnAttributes> {}
/** Input of {@link ovpn}. */
export interface OvpnInput extends Input<typeof ovpnAttributes> {}
/** IFLA_OVPN_* (`linux/if_link.h`). */
export const ovpn: Space<Ovpn, OvpnInput> = attributeSet("IFLA_OVPN_", ovpnAttributes);

/** OpenVPN devices, as data. */
export const ovpnFamily: Family = {
  name: "ovpn",
  protocol: 0,
  messages: [],
  spaces: [{ header: "linux/if_link.h", space: ovpn }],
  structs: [],
  names: [{ header: "linux/if_link.h", names: ovpnMode }],
};

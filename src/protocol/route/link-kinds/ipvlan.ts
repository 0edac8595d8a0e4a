import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { choice, flagBits } from "../../schema/choice.ts";
import { enumeration, flagSet } from "../../schema/enumeration.ts";
import type { Family } from "../../schema/registry.ts";
import { u16 } from "../../schema/scalars.ts";

/** IPVLAN_MODE_*: at which layer the devices of one link are told apart. */
export const ipvlanMode = enumeration("IPVLAN_MODE_", { l2: 0, l3: 1, l3s: 2 });

/** IPVLAN_F_*: who may talk to whom; neither bit is the bridge mode. */
export const ipvlanFlags = flagSet("IPVLAN_F_", { private: 1, vepa: 2 });

const ipvlanAttributes = {
  /** IFLA_IPVLAN_MODE: layer; all devices of one link share it. */
  mode: [1, choice(u16, ipvlanMode)],
  /** IFLA_IPVLAN_FLAGS: who may talk to whom. */
  flags: [2, flagBits(u16, ipvlanFlags)],
} as const;

/** An ipvlan device (`ip link add link DEV type ipvlan …`); an ipvtap device has the same options. */
export interface Ipvlan extends Output<typeof ipvlanAttributes> {}
/** Input of {@link ipvlan}. */
export interface IpvlanInput extends Input<typeof ipvlanAttributes> {}
/** IFLA_IPVLAN_* (`linux/if_link.h`). */
export const ipvlan: Space<Ipvlan, IpvlanInput> = attributeSet("IFLA_IPVLAN_", ipvlanAttributes);

/** ipvlan and ipvtap devices, as data. */
export const ipvlanFamily: Family = {
  name: "ipvlan",
  protocol: 0,
  messages: [],
  spaces: [{ header: "linux/if_link.h", space: ipvlan }],
  structs: [],
  names: [
    { header: "linux/if_link.h", names: ipvlanMode },
    { header: "linux/if_link.h", names: ipvlanFlags },
  ],
};

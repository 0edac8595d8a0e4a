import { linkAddress } from "../../schema/addresses.ts";
import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet, repeated } from "../../schema/attributes.ts";
import { choice, flagBits } from "../../schema/choice.ts";
import { enumeration, flagSet } from "../../schema/enumeration.ts";
import type { Family } from "../../schema/registry.ts";
import { i32, u16, u32 } from "../../schema/scalars.ts";

/** MACVLAN_MODE_*: who may talk to whom. */
export const macvlanMode = enumeration("MACVLAN_MODE_", {
  private: 1,
  vepa: 2,
  bridge: 4,
  passthru: 8,
  source: 16,
});

/** MACVLAN_FLAG_*: options. */
export const macvlanFlags = flagSet("MACVLAN_FLAG_", {
  nopromisc: 1,
  nodst: 2,
});

/** MACVLAN_MACADDR_*: what to do with the list of source addresses. */
export const macvlanAddressMode = enumeration("MACVLAN_MACADDR_", {
  add: 0,
  del: 1,
  flush: 2,
  set: 3,
});

const macvlanAddressesAttributes = {
  /** IFLA_MACVLAN_MACADDR: one source address. */
  macaddr: [4, repeated(linkAddress)],
} as const;

/** A list of source addresses. */
export interface MacvlanAddresses extends Output<typeof macvlanAddressesAttributes> {}
/** Input of {@link macvlanAddresses}. */
export interface MacvlanAddressesInput extends Input<typeof macvlanAddressesAttributes> {}
/** IFLA_MACVLAN_* (`linux/if_link.h`). */
export const macvlanAddresses: Space<MacvlanAddresses, MacvlanAddressesInput> = attributeSet(
  "IFLA_MACVLAN_",
  macvlanAddressesAttributes,
);

const macvlanAttributes = {
  /** IFLA_MACVLAN_MODE: who may talk to whom. */
  mode: [1, choice(u32, macvlanMode)],
  /** IFLA_MACVLAN_FLAGS: options. */
  flags: [2, flagBits(u16, macvlanFlags)],
  /** IFLA_MACVLAN_MACADDR_MODE: what to do with the list of source addresses. */
  macaddrMode: [3, choice(u32, macvlanAddressMode)],
  /** IFLA_MACVLAN_MACADDR: source address to add or remove. */
  macaddr: [4, linkAddress],
  /** IFLA_MACVLAN_MACADDR_DATA: source addresses. */
  macaddrData: [5, macvlanAddresses],
  /** IFLA_MACVLAN_MACADDR_COUNT: number of source addresses. */
  macaddrCount: [6, u32],
  /** IFLA_MACVLAN_BC_QUEUE_LEN: wanted length of the broadcast queue (Linux 5.11). */
  bcQueueLen: [7, u32],
  /** IFLA_MACVLAN_BC_QUEUE_LEN_USED: length of the broadcast queue in use (Linux 5.11). */
  bcQueueLenUsed: [8, u32],
  /** IFLA_MACVLAN_BC_CUTOFF: receivers up to which broadcast is not queued (Linux 6.4). */
  bcCutoff: [9, i32],
} as const;

/** A macvlan device (`ip link add link DEV type macvlan …`). */
export interface Macvlan extends Output<typeof macvlanAttributes> {}
/** Input of {@link macvlan}. */
export interface MacvlanInput extends Input<typeof macvlanAttributes> {}
/** IFLA_MACVLAN_* (`linux/if_link.h`). */
export const macvlan: Space<Macvlan, MacvlanInput> = attributeSet("IFLA_MACVLAN_", macvlanAttributes);

/** macvlan and macvtap devices, as data. */
export const macvlanFamily: Family = {
  name: "macvlan",
  protocol: 0,
  messages: [],
  spaces: [
    { header: "linux/if_link.h", space: macvlanAddresses },
    { header: "linux/if_link.h", space: macvlan },
  ],
  structs: [],
  names: [
    { header: "linux/if_link.h", names: macvlanMode },
    { header: "linux/if_link.h", names: macvlanFlags },
    { header: "linux/if_link.h", names: macvlanAddressMode },
  ],
};

import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { choice, onOff } from "../../schema/choice.ts";
import { enumeration } from "../../schema/enumeration.ts";
import type { Family } from "../../schema/registry.ts";
import { u32, u8 } from "../../schema/scalars.ts";

/** IFF_TUN and IFF_TAP: what a device of kind `tun` carries. */
export const tunType = enumeration("IFF_", {
  tun: 1,
  tap: 2,
});

const tunAttributes = {
  /** IFLA_TUN_OWNER: user who may open it. */
  owner: [1, u32],
  /** IFLA_TUN_GROUP: group that may open it. */
  group: [2, u32],
  /** IFLA_TUN_TYPE: IFF_TUN or IFF_TAP. */
  type: [3, choice(u8, tunType)],
  /** IFLA_TUN_PI: whether packets have a header of protocol information. */
  pi: [4, onOff],
  /** IFLA_TUN_VNET_HDR: whether packets have a virtio header. */
  vnetHdr: [5, onOff],
  /** IFLA_TUN_PERSIST: whether it stays when nobody has it open. */
  persist: [6, onOff],
  /** IFLA_TUN_MULTI_QUEUE: whether it has several queues. */
  multiQueue: [7, onOff],
  /** IFLA_TUN_NUM_QUEUES: queues. */
  numQueues: [8, u32],
  /** IFLA_TUN_NUM_DISABLED_QUEUES: detached queues. */
  numDisabledQueues: [9, u32],
} as const;

/** A tun or tap device, as the kernel tells it (`ip -d link show`); it can't be made by netlink. */
export interface Tun extends Output<typeof tunAttributes> {}
/** Input of {@link tun}. */
export interface TunInput extends Input<typeof tunAttributes> {}
/** IFLA_TUN_* (`linux/if_link.h`). */
export const tun: Space<Tun, TunInput> = attributeSet("IFLA_TUN_", tunAttributes);

/** tun and tap devices, as data. */
export const tunFamily: Family = {
  name: "tun",
  protocol: 0,
  messages: [],
  spaces: [{ header: "linux/if_link.h", space: tun }],
  structs: [],
  names: [{ header: "linux/if_tun.h", names: tunType }],
};

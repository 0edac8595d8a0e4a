import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import type { Family } from "../../schema/registry.ts";
import { i32 } from "../../schema/scalars.ts";

const pppAttributes = {
  /** IFLA_PPP_DEV_FD: descriptor of /dev/ppp to which the device is bound; the kernel does not tell it back. */
  devFd: [1, i32],
} as const;

/** A PPP device that is made over netlink. */
export interface Ppp extends Output<typeof pppAttributes> {}
/** Input of {@link ppp}. */
export interface PppInput extends Input<typeof pppAttributes> {}
/** IFLA_PPP_* (`linux/if_link.h`). */
export const ppp: Space<Ppp, PppInput> = attributeSet("IFLA_PPP_", pppAttributes);

/** PPP devices, as data. */
export const pppFamily: Family = {
  name: "ppp",
  protocol: 0,
  messages: [],
  spaces: [{ header: "linux/if_link.h", space: ppp }],
  structs: [],
  names: [],
};
